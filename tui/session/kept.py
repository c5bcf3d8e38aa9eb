"""What is kept, found by article and by theme without looking at all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from tui.model import Annotation
from tui.store.layered import differing

_ById = dict[str, Annotation]
_ByArticle = defaultdict[str, _ById]


class KeptIndex:
    """The annotations of a workspace, in order; a change costs what it changes.

    Themes are looked at when somebody first asks about one, and followed from then on.
    """

    def __init__(self) -> None:
        self._seen: Mapping[str, Annotation] = {}
        self._by_article: _ByArticle = defaultdict(dict)
        self._by_theme: defaultdict[str, _ByArticle] | None = None

    def follow(self, annotations: Mapping[str, Annotation]) -> None:
        """Know these from now on."""
        for key in differing(self._seen, annotations):
            old, new = self._seen.get(key), annotations.get(key)
            if old is not None:
                self._drop(old)
            if new is not None:
                self._by_article[new.article][key] = new
                if self._by_theme is not None:
                    _add(self._by_theme, new)
        self._seen = annotations

    def of_article(self, article: str) -> Collection[Annotation]:
        """The annotations of an article, in no order."""
        return self._by_article[article].values() if article in self._by_article else ()

    def of_theme(self, theme: str) -> Iterator[Annotation]:
        """The annotations that carry a theme, by article and by where they were made in it.

        To see the first few costs little, however many there are.
        """
        articles = self._of(theme)
        for article in sorted(articles):
            yield from sorted(articles[article].values(), key=_place)

    def articles(self, theme: str | None = None) -> list[str]:
        """The ids of the articles that have annotations, or such with that theme; sorted."""
        return sorted(self._by_article if theme is None else self._of(theme))

    def _of(self, theme: str) -> _ByArticle:
        if self._by_theme is None:
            self._by_theme = defaultdict(lambda: defaultdict(dict))
            for annotation in self._seen.values():
                _add(self._by_theme, annotation)
        return self._by_theme.get(theme, defaultdict(dict))

    def _drop(self, annotation: Annotation) -> None:
        _discard(self._by_article, annotation)
        if self._by_theme is not None:
            for theme in annotation.themes:
                _discard(self._by_theme[theme], annotation)


def _add(themes: defaultdict[str, _ByArticle], annotation: Annotation) -> None:
    for theme in annotation.themes:
        themes[theme][annotation.article][annotation.id] = annotation


def _discard(articles: _ByArticle, annotation: Annotation) -> None:
    """Take it out, and its article with its last annotation."""
    of_article = articles[annotation.article]
    of_article.pop(annotation.id, None)
    if not of_article:
        del articles[annotation.article]


def _place(annotation: Annotation) -> tuple[int, int, str]:
    start, end = annotation.selector.span
    return start, -end, annotation.id

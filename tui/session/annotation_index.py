"""What is kept, found by article and by theme without looking at all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from tui.model import Annotation, Correction
from tui.store.overlay_map import differing

_Mark = tuple[str, str]
"""What an annotation can be looked for by, and its value."""


class AnnotationIndex:
    """The annotations kept by article, theme and coder; a change costs what it changes."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Annotation] = {}
        self._by_article: defaultdict[str, dict[str, Annotation]] = defaultdict(dict)
        self._by_mark: dict[_Mark, Counter[str]] | None = None
        """How many annotations of each article carry a theme or are of a coder; made when asked."""

    def update(self, annotations: Mapping[str, Annotation]) -> None:
        """Know these from now on."""
        seen, by_article = self._seen, self._by_article
        # At first all of them are new, and there may be a hundred thousand.
        for key in differing(seen, annotations) if seen else ():
            old, new = seen.get(key), annotations.get(key)
            if old is not None:
                del by_article[old.article][key]
                if not by_article[old.article]:
                    del by_article[old.article]
                self._count(old, -1)
            if new is not None:
                by_article[new.article][key] = new
                self._count(new, 1)
        for key, annotation in annotations.items() if not seen else ():
            by_article[annotation.article][key] = annotation
            self._count(annotation, 1)
        self._seen = annotations

    def of_article(self, article: str) -> Collection[Annotation]:
        """The annotations of an article, in no order."""
        return self._by_article[article].values() if article in self._by_article else ()

    def of_theme(self, theme: str) -> Iterator[Annotation]:
        """The annotations that carry a theme, by article and by where they were made in it.

        To see the first few costs little, however many there are.
        """
        # Counting for the index looks at all of them, which the first few need not wait for.
        for article in sorted(self._by_article) if self._by_mark is None else self.articles(theme):
            yield from sorted(
                (one for one in self._by_article[article].values() if theme in one.themes),
                key=_place,
            )

    def articles(self, theme: str | None = None, coder: str | None = None) -> list[str]:
        """The ids of the articles with annotations, such as carry the theme or are the coder's.

        They are sorted; the case of the coder's name does not matter.
        """
        marks = [_theme_mark(theme)] if theme is not None else []
        marks += [_coder_mark(coder)] if coder is not None else []
        found = set(self._by_article)
        for mark in marks:
            counts = self._marks.get(mark, Counter())
            found &= {article for article, count in counts.items() if count}
        return sorted(found)

    @property
    def _marks(self) -> dict[_Mark, Counter[str]]:
        if self._by_mark is None:
            self._by_mark = defaultdict(Counter)
            for known in self._by_article.values():
                for one in known.values():
                    self._count(one, 1)
        return self._by_mark

    def _count(self, annotation: Annotation, by: int) -> None:
        if self._by_mark is not None:
            self._by_mark[_coder_mark(annotation.coder)][annotation.article] += by
            for theme in annotation.themes:
                self._by_mark[_theme_mark(theme)][annotation.article] += by


def _theme_mark(theme: str) -> _Mark:
    return "theme", theme


def _coder_mark(coder: str) -> _Mark:
    return "coder", coder.casefold()


class CorrectionIndex:
    """The corrections of a workspace by article, as long as they are the same."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Correction] = {}
        self._by_article: dict[str, tuple[Correction, ...]] = {}

    def of_article(
        self, corrections: Mapping[str, Correction], article: str
    ) -> tuple[Correction, ...]:
        """Those of the article, later ones last."""
        if corrections is not self._seen:
            self._seen, self._by_article = corrections, {}
            for one in sorted(corrections.values(), key=lambda one: (one.created, one.id)):
                self._by_article[one.article] = (*self._by_article.get(one.article, ()), one)
        return self._by_article.get(article, ())


def _place(annotation: Annotation) -> tuple[int, int, str]:
    start, end = annotation.selector.span
    return start, -end, annotation.id

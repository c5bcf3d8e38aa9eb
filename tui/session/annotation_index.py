"""Annotations and corrections, found by article, theme and coder without a look at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter

from tui.model import Annotation, Correction
from tui.store.overlay_map import changed_keys

_Key = tuple[str, str]
"""A field by which annotations are found ("theme" or "coder"), and its value."""


class AnnotationIndex:
    """Annotations by article, theme and coder; an update takes time for what changed only."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Annotation] = {}
        self._by_article: defaultdict[str, dict[str, Annotation]] = defaultdict(dict)
        self._counts_by_key: dict[_Key, Counter[str]] | None = None
        """How many annotations of each article have a theme or a coder; made on first use."""

    def update(self, annotations: Mapping[str, Annotation]) -> None:
        """Index these annotations instead of those before."""
        seen, by_article = self._seen, self._by_article
        # On the first call all of them are new: comparing a hundred thousand would be slow.
        for key in changed_keys(seen, annotations) if seen else ():
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
        """The annotations with a theme, by article id and by the span they were made on.

        The first few come fast, however many there are.
        """
        # Counts would need all annotations; the first few need not wait for them.
        for article in (
            sorted(self._by_article) if self._counts_by_key is None else self.articles(theme)
        ):
            yield from sorted(
                (each for each in self._by_article[article].values() if theme in each.themes),
                key=_order,
            )

    def articles(self, theme: str | None = None, coder: str | None = None) -> list[str]:
        """The sorted ids of the articles with annotations of the theme and of the coder, if given.

        The case of the coder's name does not matter.
        """
        keys = [_theme_key(theme)] if theme is not None else []
        keys += [_coder_key(coder)] if coder is not None else []
        articles = set(self._by_article)
        for key in keys:
            counts = self._keys.get(key, Counter())
            articles &= {article for article, count in counts.items() if count}
        return sorted(articles)

    @property
    def _keys(self) -> dict[_Key, Counter[str]]:
        if self._counts_by_key is None:
            self._counts_by_key = defaultdict(Counter)
            for annotations in self._by_article.values():
                for annotation in annotations.values():
                    self._count(annotation, 1)
        return self._counts_by_key

    def _count(self, annotation: Annotation, by: int) -> None:
        if self._counts_by_key is not None:
            self._counts_by_key[_coder_key(annotation.coder)][annotation.article] += by
            for theme in annotation.themes:
                self._counts_by_key[_theme_key(theme)][annotation.article] += by


def _theme_key(theme: str) -> _Key:
    return "theme", theme


def _coder_key(coder: str) -> _Key:
    return "coder", coder.casefold()


class CorrectionIndex:
    """Corrections by article, indexed anew when the corrections of the workspace change."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Correction] = {}
        self._by_article: dict[str, tuple[Correction, ...]] = {}

    def of_article(
        self, corrections: Mapping[str, Correction], article: str
    ) -> tuple[Correction, ...]:
        """The corrections of the article, later ones last."""
        if corrections is not self._seen:
            self._seen, self._by_article = corrections, {}
            for correction in sorted(corrections.values(), key=attrgetter("created", "id")):
                before = self._by_article.get(correction.article, ())
                self._by_article[correction.article] = (*before, correction)
        return self._by_article.get(article, ())


def _order(annotation: Annotation) -> tuple[int, int, str]:
    start, end = annotation.selector.span
    return start, -end, annotation.id

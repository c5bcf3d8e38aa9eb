"""What is kept, found by article and by theme without looking at all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from tui.model import Annotation, Correction
from tui.store.layered import differing


class KeptIndex:
    """The annotations of a workspace by article; a change costs what it changes."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Annotation] = {}
        self._by_article: defaultdict[str, dict[str, Annotation]] = defaultdict(dict)

    def follow(self, annotations: Mapping[str, Annotation]) -> None:
        """Know these from now on."""
        seen, by_article = self._seen, self._by_article
        # At first all of them are new, and there may be a hundred thousand.
        for key in differing(seen, annotations) if seen else ():
            old, new = seen.get(key), annotations.get(key)
            if old is not None:
                del by_article[old.article][key]
                if not by_article[old.article]:
                    del by_article[old.article]
            if new is not None:
                by_article[new.article][key] = new
        for key, annotation in annotations.items() if not seen else ():
            by_article[annotation.article][key] = annotation
        self._seen = annotations

    def of_article(self, article: str) -> Collection[Annotation]:
        """The annotations of an article, in no order."""
        return self._by_article[article].values() if article in self._by_article else ()

    def of_theme(self, theme: str) -> Iterator[Annotation]:
        """The annotations that carry a theme, by article and by where they were made in it.

        To see the first few costs little, however many there are.
        """
        for article in sorted(self._by_article):
            yield from sorted(
                (one for one in self._by_article[article].values() if theme in one.themes),
                key=_place,
            )

    def articles(self, theme: str | None = None) -> list[str]:
        """The ids of the articles that have annotations, or such with that theme; sorted."""
        return sorted(
            article
            for article, known in self._by_article.items()
            if theme is None or any(theme in one.themes for one in known.values())
        )


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

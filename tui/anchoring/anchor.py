"""Where passages are in the text of today, or that they are nowhere to be found for certain.

A wrong place is worse than none: an annotation without a place is shown for review, one in the
wrong place is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from tui.anchoring.exact_matching import similarity
from tui.model import Anchored, Annotation, Article, Span

if TYPE_CHECKING:
    from tui.anchoring.alignment import Alignment
    from tui.anchoring.text_normalization import NormalizedText

OldText = Callable[[str], str | None]
"""Gives the text of a hash, if it is kept."""

_ALIKE = 0.75
"""The likeness from which long words are what the word map says they became."""


class Anchoring:
    """Finds passages in one text; what takes long is made once, and only if it is needed.

    So is what it imports: a launch on the text of before looks for nothing.
    """

    def __init__(self, article: Article, old_text: OldText = lambda sha256: None) -> None:
        self._article = article
        self._old_text = old_text
        self._maps: dict[str, Alignment | None] = {}

    def anchored(self, annotation: Annotation) -> Anchored:
        """The annotation and where its words are, and how sure that is.

        "exact": the text is the one it was made on, or the words are still at their offsets.
        "moved": the words are elsewhere, at most written with other capitals, quotation marks or
        dashes, and alone or by far the best by their context.
        "fuzzy": the words were changed, or are there in another context; ``score`` tells how much.
        "orphan", with no span: they are not there, or could be in several places.
        """
        selector = annotation.selector
        span, text = selector.span, self._article.text
        if selector.sha256 == self._article.sha256 and span.end <= len(text):
            return Anchored(annotation, span, "exact")
        if not selector.exact:
            return Anchored(annotation, None, "orphan")
        is_here = text.startswith(selector.exact, span.start)
        if is_here and similarity(text, selector, span.start) == 1:
            return Anchored(annotation, span, "exact")
        return self._mapped(annotation) or self._unchanged(annotation) or self._similar(annotation)

    def all(self, annotations: Iterable[Annotation]) -> tuple[Anchored, ...]:
        """All annotations with their places, by ``Anchored.order``."""
        placed: list[tuple[int, Anchored]] = []
        orphans: list[Anchored] = []
        beyond = len(self._article.text) + 1
        for annotation in annotations:
            anchored = self.anchored(annotation)
            if anchored.span is None:
                orphans.append(anchored)
            else:
                # One number for both sorts faster than two, and there are thousands of them.
                placed.append((anchored.span.start * beyond - anchored.span.end, anchored))
        placed.sort(key=itemgetter(0))
        found = [*(anchored for _, anchored in placed), *orphans]
        if orphans or len({number for number, _ in placed}) < len(placed):
            found.sort(key=attrgetter("order"))
        return tuple(found)

    @cached_property
    def _folded(self) -> NormalizedText:
        from tui.anchoring.text_normalization import NormalizedText

        return NormalizedText(self._article.text)

    def _map_from(self, sha256: str) -> Alignment | None:
        if sha256 not in self._maps:
            from tui.anchoring.alignment import Alignment
            from tui.anchoring.text_normalization import NormalizedText

            old = self._old_text(sha256)
            self._maps[sha256] = (
                None if old is None else Alignment(NormalizedText(old), self._folded)
            )
        return self._maps[sha256]

    def _mapped(self, annotation: Annotation) -> Anchored | None:
        """Where the words are by what became of the words of the old text."""
        from tui.anchoring.fuzzy_matching import MIN_SCORE, FuzzyMatcher

        selector = annotation.selector
        words = self._map_from(selector.sha256)
        span = words.place(selector.span) if words else None
        if span is None:
            return None
        similar = FuzzyMatcher.to(selector, self._folded, span.start)
        # The map knows nothing of white space at the edges of a passage.
        start = span.start - len(selector.exact) + len(selector.exact.lstrip())
        if self._folded.text.startswith(similar.exact, start):
            return self._found(annotation, start)
        is_alike = similar.is_long and similar.similarity(span) >= _ALIKE
        score = similar.score(span)
        return (
            Anchored(annotation, span, "fuzzy", score) if is_alike or score >= MIN_SCORE else None
        )

    def _unchanged(self, annotation: Annotation) -> Anchored | None:
        """Where exactly the words are, if there is no doubt which of them are meant."""
        from tui.anchoring.exact_matching import find_exact

        start = find_exact(self._article.text, annotation.selector)
        return None if start is None else self._found(annotation, start)

    def _similar(self, annotation: Annotation) -> Anchored:
        """Where something is that is like enough."""
        from tui.anchoring.fuzzy_matching import FuzzyMatcher

        selector = annotation.selector
        best = FuzzyMatcher.to(selector, self._folded, selector.span.start).best()
        if best is None:
            return Anchored(annotation, None, "orphan")
        return Anchored(annotation, best[0], "fuzzy", best[1])

    def _found(self, annotation: Annotation, start: int) -> Anchored:
        selector = annotation.selector
        is_same = start == selector.span.start and self._article.text.startswith(
            selector.exact, start
        )
        place = Span(start, start + len(selector.exact))
        return Anchored(annotation, place, "exact" if is_same else "moved")

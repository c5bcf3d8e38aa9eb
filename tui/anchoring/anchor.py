"""Anchors annotations: finds where the passages they were made on are in an article's text.

The steps, from the surest to the least sure: the same offset, the alignment of the old text with
the new one, exact search, fuzzy search. A wrong place is worse than none, because an orphan is
shown for review and a wrong place is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from tui.anchoring.exact_matching import context_similarity, find_exact
from tui.model import Anchored, Annotation, Article, Span

if TYPE_CHECKING:
    from tui.anchoring.alignment import Alignment
    from tui.anchoring.text_normalization import NormalizedText

OldText = Callable[[str], str | None]
"""Returns the text with a SHA-256, or ``None`` if it is not kept."""

_MIN_SIMILARITY = 0.75
"""Least similarity of a long passage to what the alignment maps it to."""


class Anchoring:
    """Anchors annotations in one article.

    Imports and tables that take time are made once and when first needed: an article with the
    text that its annotations were made on needs none of them.
    """

    def __init__(self, article: Article, old_text: OldText = lambda sha256: None) -> None:
        self._article = article
        self._old_text = old_text
        self._alignments: dict[str, Alignment | None] = {}

    def anchored(self, annotation: Annotation) -> Anchored:
        """The annotation with its span and state.

        "exact": the text is the one it was made on, or the passage is still at its offset.
        "moved": the passage is elsewhere, at most with other case, quotation marks or dashes, and
        occurs once or has by far the most similar context.
        "fuzzy": the passage was changed, or is in another context; ``score`` tells how much.
        "orphan", with no span: the passage was not found, or is ambiguous.
        """
        selector = annotation.selector
        span, text = selector.span, self._article.text
        if selector.sha256 == self._article.sha256 and span.end <= len(text):
            return Anchored(annotation, span, "exact")
        if not selector.exact:
            return Anchored(annotation, None, "orphan")
        is_in_place = text.startswith(selector.exact, span.start)
        if is_in_place and context_similarity(text, selector, span.start) == 1:
            return Anchored(annotation, span, "exact")
        return self._aligned(annotation) or self._exact(annotation) or self._fuzzy(annotation)

    def all(self, annotations: Iterable[Annotation]) -> tuple[Anchored, ...]:
        """All annotations with spans and states, by ``Anchored.order``."""
        placed: list[tuple[int, Anchored]] = []
        orphans: list[Anchored] = []
        base = len(self._article.text) + 1
        for annotation in annotations:
            anchored = self.anchored(annotation)
            if anchored.span is None:
                orphans.append(anchored)
            else:
                # One number sorts faster than two, and there can be thousands.
                placed.append((anchored.span.start * base - anchored.span.end, anchored))
        placed.sort(key=itemgetter(0))
        ordered = [*(anchored for _, anchored in placed), *orphans]
        if orphans or len({number for number, _ in placed}) < len(placed):
            ordered.sort(key=attrgetter("order"))
        return tuple(ordered)

    @cached_property
    def _text(self) -> NormalizedText:
        from tui.anchoring.text_normalization import NormalizedText

        return NormalizedText(self._article.text)

    def _alignment_from(self, sha256: str) -> Alignment | None:
        if sha256 not in self._alignments:
            from tui.anchoring.alignment import Alignment
            from tui.anchoring.text_normalization import NormalizedText

            old = self._old_text(sha256)
            self._alignments[sha256] = (
                None if old is None else Alignment(NormalizedText(old), self._text)
            )
        return self._alignments[sha256]

    def _aligned(self, annotation: Annotation) -> Anchored | None:
        """By the alignment of the text it was made on, if that is kept."""
        from tui.anchoring.fuzzy_matching import MIN_SCORE, FuzzyMatcher

        selector = annotation.selector
        alignment = self._alignment_from(selector.sha256)
        span = alignment.map_span(selector.span) if alignment else None
        if span is None:
            return None
        matcher = FuzzyMatcher.of(selector, self._text, span.start)
        # Tokens hold no white space, so the alignment misses it at the start of a passage.
        start = span.start - len(selector.exact) + len(selector.exact.lstrip())
        if self._text.text.startswith(matcher.exact, start):
            return self._found(annotation, start)
        is_similar = matcher.is_distinctive and matcher.similarity(span) >= _MIN_SIMILARITY
        score = matcher.score(span)
        if is_similar or score >= MIN_SCORE:
            return Anchored(annotation, span, "fuzzy", score)
        return None

    def _exact(self, annotation: Annotation) -> Anchored | None:
        """By exact search, if the passage is not ambiguous."""
        start = find_exact(self._article.text, annotation.selector)
        return None if start is None else self._found(annotation, start)

    def _fuzzy(self, annotation: Annotation) -> Anchored:
        """By fuzzy search; an orphan if nothing is similar enough."""
        from tui.anchoring.fuzzy_matching import FuzzyMatcher

        selector = annotation.selector
        match = FuzzyMatcher.of(selector, self._text, selector.span.start).best()
        if match is None:
            return Anchored(annotation, None, "orphan")
        return Anchored(annotation, match[0], "fuzzy", match[1])

    def _found(self, annotation: Annotation, start: int) -> Anchored:
        selector = annotation.selector
        is_in_place = start == selector.span.start and self._article.text.startswith(
            selector.exact, start
        )
        span = Span(start, start + len(selector.exact))
        return Anchored(annotation, span, "exact" if is_in_place else "moved")

"""Finds the text most similar to a passage, by shared bigrams of tokens and Indel similarity.

The weights are those of the Hypothesis client (``match-quote.ts``), which takes the best match
however low its score; here a match needs a minimum score and a lead over the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tui.anchoring.exact_matching import (
    DISTINCTIVE_LENGTH,
    TEXT_EDGE,
    context_after,
    context_before,
)
from tui.anchoring.text_normalization import NormalizedText, normalized
from tui.model import Selector, Span
from tui.model.selector import CONTEXT

MIN_SCORE = 0.72
"""Least score of a match."""
_MIN_CONTEXT = 0.6
"""Least similarity of the context of a short passage; any two contexts reach 0.45."""
_MIN_LEAD = 0.05
"""Least difference between the scores of the best match and the next."""
_EXACT_WEIGHT, _CONTEXT_WEIGHT, _POSITION_WEIGHT = 50, 20, 2
"""The context's weight is for each side."""
_MAX_OCCURRENCES = 20
"""A bigram that occurs more often says little about where a passage is."""
_MIN_VOTES = 0.15
"""Least share of the passage's bigrams at a candidate; fewer are chance."""
_MAX_CANDIDATES = 5
"""Candidates that are scored."""
_SLACK = 24
"""Code points by which the first estimate of a candidate's edges can be wrong."""


class FuzzyMatcher(NamedTuple):
    """The normalized text and context of a selector, to be matched in another text."""

    text: NormalizedText
    exact: str
    prefix: str
    suffix: str
    expected: int
    """The offset of the passage if nothing had moved it."""

    @classmethod
    def of(cls, selector: Selector, text: NormalizedText, expected: int) -> FuzzyMatcher:
        """The matcher of ``selector`` in ``text``."""
        exact, prefix, suffix = map(normalized, (selector.exact, selector.prefix, selector.suffix))
        return cls(text, exact, prefix, suffix, expected)

    @property
    def is_distinctive(self) -> bool:
        """Whether the passage is long enough to be found without its context."""
        return len(self.exact) >= DISTINCTIVE_LENGTH

    def similarity(self, span: Span) -> float:
        """The Indel similarity of the passage and the span, 0 to 1."""
        return _similarity(self.exact, span.of(self.text.text))

    def context_similarity(self, span: Span) -> float:
        """The mean Indel similarity of prefix and suffix and what is around the span, 0 to 1."""
        text = self.text.text
        left = _similarity(self.prefix.rjust(CONTEXT, TEXT_EDGE), context_before(text, span.start))
        right = _similarity(self.suffix.ljust(CONTEXT, TEXT_EDGE), context_after(text, span.end))
        return (left + right) / 2

    def score(self, span: Span) -> float:
        """The weighted mean of passage, context and position, 0 to 1."""
        nearness = 1 - min(1, abs(span.start - self.expected) / len(self.text.text))
        context = 2 * _CONTEXT_WEIGHT * self.context_similarity(span)
        score = _EXACT_WEIGHT * self.similarity(span) + context + _POSITION_WEIGHT * nearness
        return score / (_EXACT_WEIGHT + 2 * _CONTEXT_WEIGHT + _POSITION_WEIGHT)

    def best(self) -> tuple[Span, float] | None:
        """The best match and its score; ``None`` if its score or its lead is too low."""
        scored = sorted(((self.score(span), span) for span in self._candidates()), reverse=True)
        if not scored:
            return None
        first = scored[0][1]
        rival = next((score for score, span in scored if not span.overlaps(first)), 0)
        match = self._refined(first)
        score = self.score(match)
        is_certain = self.is_distinctive or self.context_similarity(match) >= _MIN_CONTEXT
        return (match, score) if is_certain and score >= max(MIN_SCORE, rival + _MIN_LEAD) else None

    def _candidates(self) -> Iterator[Span]:
        """The spans that share most bigrams with the passage and its context.

        Each bigram votes for the shift between its index in the selector and in the text.
        """
        selector = NormalizedText(self.prefix + self.exact + self.suffix)
        passage = Span(len(self.prefix), len(self.prefix) + len(self.exact))
        inside = [index for index, span in enumerate(selector.spans) if span.overlaps(passage)]
        votes: Counter[int] = Counter()
        bigrams = zip(selector.tokens, selector.tokens[1:], strict=False)
        for index, bigram in enumerate(bigrams):
            occurrences = self.text.bigrams.get(bigram, ())
            if len(occurrences) <= _MAX_OCCURRENCES:
                votes.update(occurrence - index for occurrence in occurrences)
        spans = self.text.spans
        for shift, count in votes.most_common(_MAX_CANDIDATES) if inside else ():
            if count < _MIN_VOTES * len(selector.tokens):
                return
            first, last = (
                spans[min(max(0, shift + index), len(spans) - 1)]
                for index in (inside[0], inside[-1])
            )
            low = max(0, first.start - _SLACK)
            window = self.text.text[low : last.end + _SLACK]
            yield _most_similar_part(self.exact, window).shifted(low)

    def _refined(self, span: Span) -> Span:
        """The span with the token edges nearby that make it most similar."""
        low = max(0, span.start - _SLACK)
        nearby = [
            token.shifted(low)
            for token in NormalizedText(self.text.text[low : span.end + _SLACK]).spans
            if token.start < span.start + _SLACK or token.end > span.end - _SLACK
        ]
        high = min(span.end, span.start + _SLACK)
        starts = [token.start for token in nearby if token.start < high]
        span = max((span, *(Span(start, span.end) for start in starts)), key=self.similarity)
        low = max(span.start, span.end - _SLACK)
        ends = [token.end for token in nearby if token.end > low]
        return max((span, *(Span(span.start, end) for end in ends)), key=self.similarity)


def _similarity(first: str, second: str) -> float:
    """The normalized Indel similarity, 0 to 1."""
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second) / 100


def _most_similar_part(passage: str, text: str) -> Span:
    """The span of ``text``, about as long as the passage, with the highest Indel similarity."""
    from rapidfuzz import fuzz

    alignment = fuzz.partial_ratio_alignment(passage, text)
    return Span(alignment.dest_start, alignment.dest_end) if alignment else Span(0, 0)

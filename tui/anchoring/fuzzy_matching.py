"""Where something like a passage stands, and how like it is.

The weights are those of the Hypothesis client (``match-quote.ts``), which takes the best place
however bad it is; here a place must be good enough, and clearly better than the next.
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
"""The least score of a place that is taken."""
_CONTEXT_ENOUGH = 0.6
"""The least likeness of the context of short words; any two contexts reach 0.45."""
_CLEARLY = 0.05
"""How much better than the second it must be."""
_QUOTE, _BESIDE, _NEAR = 50, 20, 2
_RARE = 20
"""A pair of words that is in more places says little about where a passage is."""
_FEWEST = 0.15
"""Share of the pairs that must be at a place; fewer are chance."""
_LOOKS = 5
"""Places that are looked at closely."""
_SLACK = 24
"""Code points by which a place may begin or end wrong at first."""


class FuzzyMatcher(NamedTuple):
    """A selector's words and context, folded, to be looked for in a text."""

    text: NormalizedText
    exact: str
    prefix: str
    suffix: str
    expected: int
    """Where the words would begin if nothing had moved them."""

    @classmethod
    def to(cls, selector: Selector, text: NormalizedText, expected: int) -> FuzzyMatcher:
        """What is like ``selector`` in ``text``."""
        exact, prefix, suffix = map(normalized, (selector.exact, selector.prefix, selector.suffix))
        return cls(text, exact, prefix, suffix, expected)

    @property
    def is_long(self) -> bool:
        """Whether the words tell more than their context."""
        return len(self.exact) >= DISTINCTIVE_LENGTH

    def similarity(self, span: Span) -> float:
        """How like the words are, from 0 to 1."""
        return _ratio(self.exact, span.of(self.text.text))

    def context(self, span: Span) -> float:
        """How like what stands around is, from 0 to 1."""
        text = self.text.text
        left = _ratio(self.prefix.rjust(CONTEXT, TEXT_EDGE), context_before(text, span.start))
        right = _ratio(self.suffix.ljust(CONTEXT, TEXT_EDGE), context_after(text, span.end))
        return (left + right) / 2

    def score(self, span: Span) -> float:
        """How like words, context and place are together, from 0 to 1."""
        near = 1 - min(1, abs(span.start - self.expected) / len(self.text.text))
        beside = 2 * _BESIDE * self.context(span)
        score = _QUOTE * self.similarity(span) + beside + _NEAR * near
        return score / (_QUOTE + 2 * _BESIDE + _NEAR)

    def best(self) -> tuple[Span, float] | None:
        """The likest place and its score, unless it is not like enough or one of several."""
        scored = sorted(((self.score(place), place) for place in self._places()), reverse=True)
        if not scored:
            return None
        first = scored[0][1]
        rival = next((score for score, place in scored if not place.overlaps(first)), 0)
        place = self._trimmed(first)
        score = self.score(place)
        is_sure = self.is_long or self.context(place) >= _CONTEXT_ENOUGH
        return (place, score) if is_sure and score >= max(MIN_SCORE, rival + _CLEARLY) else None

    def _places(self) -> Iterator[Span]:
        """Where most pairs of words follow each other as they do in the passage and around it."""
        whole = NormalizedText(self.prefix + self.exact + self.suffix)
        inside = Span(len(self.prefix), len(self.prefix) + len(self.exact))
        own = [number for number, span in enumerate(whole.spans) if span.overlaps(inside)]
        votes: Counter[int] = Counter()
        for number, pair in enumerate(zip(whole.words, whole.words[1:], strict=False)):
            places = self.text.pairs.get(pair, ())
            if len(places) <= _RARE:
                votes.update(place - number for place in places)
        spans = self.text.spans
        for shift, count in votes.most_common(_LOOKS) if own else ():
            if count < _FEWEST * len(whole.words):
                return
            first, last = (
                spans[min(max(0, shift + number), len(spans) - 1)] for number in (own[0], own[-1])
            )
            low = max(0, first.start - _SLACK)
            window = self.text.text[low : last.end + _SLACK]
            yield _alignment(self.exact, window).shifted(low)

    def _trimmed(self, span: Span) -> Span:
        """The span with those edges of words nearby at which it is likest."""
        low = max(0, span.start - _SLACK)
        near = [
            word.shifted(low)
            for word in NormalizedText(self.text.text[low : span.end + _SLACK]).spans
            if word.start < span.start + _SLACK or word.end > span.end - _SLACK
        ]
        starts = [word.start for word in near if word.start < min(span.end, span.start + _SLACK)]
        span = max((span, *(Span(start, span.end) for start in starts)), key=self.similarity)
        ends = [word.end for word in near if word.end > max(span.start, span.end - _SLACK)]
        return max((span, *(Span(span.start, end) for end in ends)), key=self.similarity)


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _alignment(words: str, text: str) -> Span:
    """The stretch of ``text``, about as long as the words, that is likest."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(words, text)
    return Span(found.dest_start, found.dest_end) if found else Span(0, 0)

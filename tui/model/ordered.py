"""Spans in the order of the text, asked by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import starmap
from operator import itemgetter, sub

from tui.model.span import Span


class Ordered:
    """Answers what is at, after and before an offset, in logarithmic time.

    ``spans`` are sorted by start; they may overlap.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = list(map(itemgetter(0), spans))
        self._longest = -min(starmap(sub, spans), default=0)

    def replaced(self, removed: Iterable[int], added: Iterable[tuple[int, Span]]) -> Ordered:
        """The same without some spans and with others, for far less than making it anew.

        Args:
            removed: The indices of those that go, each an index after those before it went.
            added: Where each comes to stand when those before it are there, and what it is.
        """
        spans, starts, longest = list(self.spans), self._starts.copy(), self._longest
        was_longest = False
        for place in removed:
            was_longest |= spans.pop(place).length == longest
            del starts[place]
        for place, span in added:
            spans.insert(place, span)
            starts.insert(place, span.start)
            longest = max(longest, span.length)
        if was_longest:
            longest = -min(starmap(sub, spans), default=0)
        later = object.__new__(Ordered)
        later.spans, later._starts, later._longest = spans, starts, longest
        return later

    def touching(self, span: Span) -> range:
        """Indices of all spans that may overlap ``span``: none is missing, a few are too many."""
        first = bisect_right(self._starts, span.start - self._longest)
        return range(first, bisect_left(self._starts, span.end, first))

    def overlapping(self, span: Span) -> Iterable[int]:
        """Indices of the spans that share a code point with ``span``, in order."""
        return (place for place in self.touching(span) if self.spans[place].overlaps(span))

    def at(self, offset: int) -> Span | None:
        """The last span to start that holds ``offset``."""
        here = Span(offset, offset + 1)
        return next((self.spans[i] for i in reversed(list(self.overlapping(here)))), None)

    def after(self, offset: int) -> Span | None:
        """The first span that starts after ``offset``."""
        place = bisect_right(self._starts, offset)
        return self.spans[place] if place < len(self.spans) else None

    def before(self, offset: int) -> Span | None:
        """The last span that starts before ``offset``."""
        place = bisect_left(self._starts, offset) - 1
        return self.spans[place] if place >= 0 else None

    def count_until(self, offset: int) -> int:
        """How many start at or before ``offset``."""
        return bisect_right(self._starts, offset)

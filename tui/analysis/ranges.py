"""Spans in order, asked for by place without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tui.model import Span


class Ranges:
    """Spans that do not overlap, by start."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = list(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def holds(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is inside one of them."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]

    def overlapping(self, span: Span) -> range:
        """The numbers of those that share a code point with ``span``."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def before(self, offset: int, reach: int) -> range:
        """The numbers of those that begin less than ``reach`` code points before ``offset``."""
        return range(bisect_left(self._starts, offset - reach), bisect_left(self._starts, offset))

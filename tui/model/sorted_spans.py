"""Spans in the order of the text, found by offset."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter, sub
from typing import overload

from tui.model.span import Span


def offsets(numbers: Iterable[int] = ()) -> array[int]:
    """Offsets into a text, in a tenth of the memory of a list.

    Raises:
        TypeError, OverflowError: if one of them is not a whole number from 0 to 2**32 - 1.
    """
    return array("I", numbers)


class SortedSpans(Sequence[Span]):
    """Finds spans at, after and before an offset, in logarithmic time.

    Only offsets are stored; a ``Span`` is made whenever one is asked for.

    Args:
        spans: By start; they may overlap.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        spans = spans if isinstance(spans, Sequence) else tuple(spans)
        self._set(offsets(map(itemgetter(0), spans)), offsets(map(itemgetter(1), spans)))

    @classmethod
    def between(cls, starts: array[int], ends: array[int]) -> SortedSpans:
        """The spans from each start to its end, exclusive; both arrays must not change later."""
        return cls._made(starts, ends)

    @classmethod
    def _made(cls, starts: array[int], ends: array[int], longest: int | None = None) -> SortedSpans:
        made = cls.__new__(cls)
        made._set(starts, ends, longest)
        return made

    def _set(self, starts: array[int], ends: array[int], longest: int | None = None) -> None:
        self._starts, self._ends = starts, ends
        self._longest = max(map(sub, ends, starts), default=0) if longest is None else longest

    def replaced(self, removed: Iterable[int], added: Iterable[tuple[int, Span]]) -> SortedSpans:
        """These spans without some and with others, much faster than made anew.

        Args:
            removed: Indices; each one counts after those before it were removed.
            added: Indices and spans; each index counts after those before it were added.
        """
        starts, ends = self._starts[:], self._ends[:]
        longest: int | None = self._longest
        for index in removed:
            if ends.pop(index) - starts.pop(index) == longest:
                longest = None
        for index, span in added:
            starts.insert(index, span.start)
            ends.insert(index, span.end)
            longest = None if longest is None else max(longest, span.length)
        return self._made(starts, ends, longest)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        if isinstance(index, slice):
            return list(map(Span, self._starts[index], self._ends[index]))
        return Span(self._starts[index], self._ends[index])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def overlapping(self, span: Span) -> list[int]:
        """Indices of the spans that share a code point with ``span``, in order."""
        starts, ends, (start, end) = self._starts, self._ends, span
        first = bisect_right(starts, start - self._longest)
        last = bisect_left(starts, end, first)
        return [index for index in range(first, last) if ends[index] > start]

    def holds(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is inside one of them."""
        return bool(self.overlapping(Span(offset, offset + 1)))

    def at(self, offset: int) -> Span | None:
        """The span around ``offset``; of several the one that starts last."""
        indices = self.overlapping(Span(offset, offset + 1))
        return self[indices[-1]] if indices else None

    def after(self, offset: int) -> Span | None:
        """The first span that starts after ``offset``."""
        index = bisect_right(self._starts, offset)
        return self[index] if index < len(self) else None

    def before(self, offset: int) -> Span | None:
        """The last span that starts before ``offset``."""
        index = bisect_left(self._starts, offset) - 1
        return self[index] if index >= 0 else None

    def starting_within(self, reach: int, offset: int) -> range:
        """Indices of the spans that start at most ``reach`` code points before ``offset``."""
        return range(bisect_left(self._starts, offset - reach), bisect_left(self._starts, offset))

    def count_until(self, offset: int) -> int:
        """How many start at or before ``offset``."""
        return bisect_right(self._starts, offset)

"""Spans in the order of the text, asked by place."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter, sub
from typing import overload

from tui.model.span import Span


def offsets(numbers: Iterable[int] = ()) -> array[int]:
    """Offsets into a text, in a tenth of the room that a list of them takes.

    Raises:
        TypeError, OverflowError: if something else is among them.
    """
    return array("I", numbers)


class SortedSpans(Sequence[Span]):
    """Answers what is at, after and before an offset, in logarithmic time.

    The spans are sorted by start; they may overlap. Each is made when somebody asks for it.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._take(offsets(map(itemgetter(0), spans)), offsets(map(itemgetter(1), spans)))

    @classmethod
    def between(cls, starts: array[int], ends: array[int]) -> SortedSpans:
        """The spans from each start to its end, exclusive; both belong to it from now on."""
        ordered = cls.__new__(cls)
        ordered._take(starts, ends)
        return ordered

    def _take(self, starts: array[int], ends: array[int], longest: int | None = None) -> None:
        self._starts, self._ends = starts, ends
        self._longest = max(map(sub, ends, starts), default=0) if longest is None else longest

    def replaced(self, removed: Iterable[int], added: Iterable[tuple[int, Span]]) -> SortedSpans:
        """The same without some spans and with others, for far less than making it anew.

        Args:
            removed: The indices of those that go, each an index after those before it went.
            added: Where each comes to stand when those before it are there, and what it is.
        """
        starts, ends = self._starts[:], self._ends[:]
        longest: int | None = self._longest
        for place in removed:
            if ends.pop(place) - starts.pop(place) == longest:
                longest = None
        for place, span in added:
            starts.insert(place, span.start)
            ends.insert(place, span.end)
            longest = None if longest is None else max(longest, span.length)
        later = SortedSpans.__new__(SortedSpans)
        later._take(starts, ends, longest)
        return later

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> Span: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Span]: ...
    def __getitem__(self, place: int | slice) -> Span | Sequence[Span]:
        if isinstance(place, slice):
            return list(map(Span, self._starts[place], self._ends[place]))
        return Span(self._starts[place], self._ends[place])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def touching(self, span: Span) -> range:
        """Indices of all spans that may overlap ``span``: none is missing, a few are too many."""
        first = bisect_right(self._starts, span.start - self._longest)
        return range(first, bisect_left(self._starts, span.end, first))

    def overlapping(self, span: Span) -> Iterable[int]:
        """Indices of the spans that share a code point with ``span``, in order."""
        return (
            place
            for place in self.touching(span)
            if self._ends[place] > span.start and self._starts[place] < span.end
        )

    def at(self, offset: int) -> Span | None:
        """The last span to start that holds ``offset``."""
        here = Span(offset, offset + 1)
        return next((self[i] for i in reversed(list(self.overlapping(here)))), None)

    def after(self, offset: int) -> Span | None:
        """The first span that starts after ``offset``."""
        place = bisect_right(self._starts, offset)
        return self[place] if place < len(self) else None

    def before(self, offset: int) -> Span | None:
        """The last span that starts before ``offset``."""
        place = bisect_left(self._starts, offset) - 1
        return self[place] if place >= 0 else None

    def count_until(self, offset: int) -> int:
        """How many start at or before ``offset``."""
        return bisect_right(self._starts, offset)


class DisjointSpans:
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

"""Values by their spans, found by offset without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Item = tuple[int, int, T]
"""Start, end (exclusive) and value."""

_SHIFT = 11
"""Bits of an offset within a block: a block has 2,048 code points."""
_WIDE = 32
"""An item that reaches into more blocks than this is not listed under each."""


class SpanIndex(Generic[T]):
    """Finds the values whose half-open spans, in code points, overlap a range.

    The text is divided into blocks. The items of a block are collected on first use: those that
    start in it by bisection, those that start before it while the index is scanned forward. So the
    first page of a book takes only the time of that page.

    An index never changes for its users; ``replaced`` makes a new one.

    Args:
        values: In the order of their starts.
        span_of: Returns a value's start and end; an empty span overlaps nothing.
    """

    def __init__(self, values: Sequence[T], span_of: Callable[[T], tuple[int, int]]) -> None:
        self._values = values
        self._span_of = span_of
        self._blocks: dict[int, list[Item[T]]] = {}
        self._reaching: dict[int, tuple[Item[T], ...]] = {}
        """By block, the items that start before it and reach into it; complete up to ``_seen``."""
        self._wide: tuple[Item[T], ...] = ()
        """The items that reach into more than ``_WIDE`` blocks."""
        self._seen = 0
        """Values that start before this code point have been scanned."""

    def overlapping(self, start: int, end: int) -> list[Item[T]]:
        """The items that share a code point with ``[start, end)``, each once."""
        if start >= end:
            return []
        first, last = start >> _SHIFT, (end - 1) >> _SHIFT
        block = self._blocks.get(first)
        if block is None:
            block = self._collect(first)
        items = [item for item in block if item[0] < end and item[1] > start]
        for number in range(first + 1, last + 1):
            block = self._blocks.get(number)
            if block is None:
                block = self._collect(number)
            low = number << _SHIFT
            # Items that start in an earlier block have been found there.
            items.extend([item for item in block if low <= item[0] < end])
        return items

    def scan_until(self, end: int) -> None:
        """Scan the values that start before ``end`` now instead of when they are asked for."""
        first, last = self._count_before(self._seen), self._count_before(end)
        span_of = self._span_of
        for value in self._values[first:last]:
            low, high = span_of(value)
            if low >> _SHIFT != (high - 1) >> _SHIFT:
                self._list_under_blocks((low, high, value))
        self._seen = max(self._seen, end)

    def replaced(
        self, values: Sequence[T], removed: Iterable[T], added: Iterable[T]
    ) -> SpanIndex[T]:
        """The index of ``values``: these without ``removed`` and with ``added``."""
        later = SpanIndex(values, self._span_of)
        later._blocks, later._reaching = dict(self._blocks), dict(self._reaching)
        later._wide, later._seen = self._wide, self._seen
        for value in removed:
            low, high = self._span_of(value)
            item = (low, high, value)
            later._wide = tuple(other for other in later._wide if other != item)
            for number in _blocks_reached(low, high):
                if number in later._reaching:
                    reaching = later._reaching[number]
                    later._reaching[number] = tuple(other for other in reaching if other != item)
            later._forget_blocks(low, high)
        for value in added:
            low, high = self._span_of(value)
            if low < later._seen:
                later._list_under_blocks((low, high, value))
            later._forget_blocks(low, high)
        return later

    def _count_before(self, offset: int) -> int:
        """How many values start before ``offset``."""
        return bisect_left(self._values, offset, key=lambda value: self._span_of(value)[0])

    def _collect(self, number: int) -> list[Item[T]]:
        low, high = number << _SHIFT, (number + 1) << _SHIFT
        if self._seen < low:
            self.scan_until(low)
        items = list(self._reaching.get(number, ()))
        items.extend(item for item in self._wide if item[0] < low < item[1])
        for value in self._values[self._count_before(low) : self._count_before(high)]:
            start, end = self._span_of(value)
            if start < end:
                items.append((start, end, value))
        self._blocks[number] = items
        return items

    def _list_under_blocks(self, item: Item[T]) -> None:
        numbers = _blocks_reached(item[0], item[1])
        if len(numbers) > _WIDE:
            self._wide = (*self._wide, item)
            return
        for number in numbers:
            self._reaching[number] = (*self._reaching.get(number, ()), item)

    def _forget_blocks(self, start: int, end: int) -> None:
        numbers = range(start >> _SHIFT, ((end - 1) >> _SHIFT) + 1)
        if len(numbers) > len(self._blocks):
            self._blocks.clear()
        for number in numbers if self._blocks else ():
            self._blocks.pop(number, None)


def _blocks_reached(start: int, end: int) -> range:
    """The blocks after its first one that a span reaches into."""
    return range((start >> _SHIFT) + 1, ((end - 1) >> _SHIFT) + 1)

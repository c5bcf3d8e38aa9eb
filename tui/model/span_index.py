"""Which stretches of a text lie over a place, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Item = tuple[int, int, T]
"""Start, end (exclusive) and value."""

_SHIFT = 11
_WIDE = 32


class SpanIndex(Generic[T]):
    """Values with half-open spans, in code points, found by place.

    The text is cut into blocks of 2,048 code points. What lies over a block is gathered when
    somebody first asks about it: what begins there is found by halving, what began further up is
    noted on the way down. So to show the first page of a book costs that page.

    An index looks the same for ever; ``replaced`` makes a new one.

    Args:
        values: In the order of their starts.
        place: Gives a value's start and end; an empty span lies over nothing.
    """

    def __init__(self, values: Sequence[T], place: Callable[[T], tuple[int, int]]) -> None:
        self._values = values
        self._place = place
        self._blocks: dict[int, list[Item[T]]] = {}
        self._reaching: dict[int, tuple[Item[T], ...]] = {}
        """By block, what reaches into it from further up; complete up to ``_seen``."""
        self._wide: tuple[Item[T], ...] = ()
        """What reaches into so many blocks that it is not listed under each."""
        self._seen = 0
        """Values that begin before this code point have been looked at."""

    def overlapping(self, start: int, end: int) -> list[Item[T]]:
        """The items that share a code point with ``[start, end)``, each once."""
        if start >= end:
            return []
        first, last = start >> _SHIFT, (end - 1) >> _SHIFT
        block = self._blocks.get(first)
        if block is None:
            block = self._gather(first)
        found = [item for item in block if item[0] < end and item[1] > start]
        for number in range(first + 1, last + 1):
            block = self._blocks.get(number)
            if block is None:
                block = self._gather(number)
            low = number << _SHIFT
            # What began in an earlier block has been found there.
            found.extend([item for item in block if low <= item[0] < end])
        return found

    def settle(self, end: int) -> None:
        """Look at everything that begins before ``end``, so that nothing is left for later."""
        first, last = self._at(self._seen), self._at(end)
        place = self._place
        for value in self._values[first:last]:
            low, high = place(value)
            if low >> _SHIFT != (high - 1) >> _SHIFT:
                self._reach((low, high, value))
        self._seen = max(self._seen, end)

    def replaced(
        self, values: Sequence[T], removed: Iterable[T], added: Iterable[T]
    ) -> SpanIndex[T]:
        """The index of ``values``, which are these without ``removed`` and with ``added``."""
        later = SpanIndex(values, self._place)
        later._blocks, later._reaching = dict(self._blocks), dict(self._reaching)
        later._wide, later._seen = self._wide, self._seen
        for value in removed:
            low, high = self._place(value)
            item = (low, high, value)
            later._wide = tuple(other for other in later._wide if other != item)
            for number in _reached(low, high):
                if number in later._reaching:
                    kept = later._reaching[number]
                    later._reaching[number] = tuple(other for other in kept if other != item)
            later._forget(low, high)
        for value in added:
            low, high = self._place(value)
            if low < later._seen:
                later._reach((low, high, value))
            later._forget(low, high)
        return later

    def _at(self, offset: int) -> int:
        """How many values begin before ``offset``."""
        return bisect_left(self._values, offset, key=lambda value: self._place(value)[0])

    def _gather(self, number: int) -> list[Item[T]]:
        low, high = number << _SHIFT, (number + 1) << _SHIFT
        if self._seen < low:
            self.settle(low)
        items = list(self._reaching.get(number, ()))
        items.extend(item for item in self._wide if item[0] < low < item[1])
        for value in self._values[self._at(low) : self._at(high)]:
            start, end = self._place(value)
            if start < end:
                items.append((start, end, value))
        self._blocks[number] = items
        return items

    def _reach(self, item: Item[T]) -> None:
        numbers = _reached(item[0], item[1])
        if len(numbers) > _WIDE:
            self._wide = (*self._wide, item)
            return
        for number in numbers:
            self._reaching[number] = (*self._reaching.get(number, ()), item)

    def _forget(self, start: int, end: int) -> None:
        numbers = range(start >> _SHIFT, ((end - 1) >> _SHIFT) + 1)
        if len(numbers) > len(self._blocks):
            self._blocks.clear()
        for number in numbers if self._blocks else ():
            self._blocks.pop(number, None)


def _reached(start: int, end: int) -> range:
    """The blocks after its first that a span reaches into."""
    return range((start >> _SHIFT) + 1, ((end - 1) >> _SHIFT) + 1)

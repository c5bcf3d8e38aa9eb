"""Which stretches of a text lie over a place, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_SHIFT = 11
_WIDE = 32


class SpanIndex(Generic[T]):
    """Items with half-open spans, in code points, found by place.

    Every item is listed under each block of 2,048 code points that it touches; one that touches
    more than 32 blocks is kept in a list of its own, so that an annotation of a whole book costs
    one entry and not thousands. An index never changes; ``replaced`` gives a new one that shares
    the blocks which stayed as they were.
    """

    def __init__(self, items: Iterable[tuple[int, int, T]] = ()) -> None:
        self._blocks: dict[int, list[tuple[int, int, T]]] = {}
        self._wide: list[tuple[int, int, T]] = []
        blocks = self._blocks
        for item in items:
            start, end, _ = item
            if start >= end:
                continue
            first, last = start >> _SHIFT, (end - 1) >> _SHIFT
            if last - first > _WIDE:
                self._wide.append(item)
                continue
            for number in range(first, last + 1):
                block = blocks.get(number)
                if block is None:
                    blocks[number] = [item]
                else:
                    block.append(item)

    def over(self, start: int, end: int) -> list[tuple[int, int, T]]:
        """The items that share a code point with ``[start, end)``, each once."""
        if start >= end:
            return []
        blocks = self._blocks
        first, last = start >> _SHIFT, (end - 1) >> _SHIFT
        found = [item for item in blocks.get(first, ()) if item[0] < end and item[1] > start]
        for number in range(first + 1, last + 1):
            # Items that began in an earlier block have been seen there.
            found.extend(
                item
                for item in blocks.get(number, ())
                if item[0] >> _SHIFT == number and item[0] < end
            )
        if self._wide:
            found.extend(item for item in self._wide if item[0] < end and item[1] > start)
        return found

    def replaced(
        self, removed: Iterable[tuple[int, int, T]], added: Iterable[tuple[int, int, T]]
    ) -> SpanIndex[T]:
        """An index without the items of ``removed`` and with those of ``added``.

        An item of ``removed`` is known by its span and by its value, compared with ``==``.
        """
        copy: SpanIndex[T] = SpanIndex()
        blocks = copy._blocks = dict(self._blocks)
        copy._wide = list(self._wide)
        for start, end, value in removed:
            if start >= end:
                continue
            first, last = start >> _SHIFT, (end - 1) >> _SHIFT
            if last - first > _WIDE:
                copy._wide = _without(copy._wide, start, end, value)
                continue
            for number in range(first, last + 1):
                blocks[number] = _without(blocks.get(number, []), start, end, value)
        fresh = SpanIndex(added)
        copy._wide.extend(fresh._wide)
        for number, block in fresh._blocks.items():
            blocks[number] = blocks.get(number, []) + block
        return copy


def _without(
    items: list[tuple[int, int, T]], start: int, end: int, value: T
) -> list[tuple[int, int, T]]:
    return [item for item in items if item[0] != start or item[1] != end or item[2] != value]

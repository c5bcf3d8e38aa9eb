"""Which word of an old text became which of the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.anchoring.text_normalization import NormalizedText
from tui.model import Span

_RUN = 4
"""Words in a row that, if they are once in each text, are the same place of both."""
_MOST = 400_000_000
"""Pairs of words that are compared at once: 50 MB and half a second."""


class _Block(NamedTuple):
    """Words ``[old, old_end)`` that became ``[new, new_end)``; numbers of words."""

    old: int
    old_end: int
    new: int
    new_end: int


class Alignment:
    """The words of one text in another, by the longest common subsequence.

    `rapidfuzz.distance.Indel` compares what lies between runs of words that are unique in both
    texts: all at once would take time and memory by the square of the length.
    """

    def __init__(self, old: NormalizedText, new: NormalizedText) -> None:
        self._old, self._new = old.spans, new.spans
        self._old_starts = [span.start for span in self._old]
        self._old_ends = [span.end for span in self._old]
        self._blocks = list(_blocks(old.words, new.words))
        self._firsts = [block.old for block in self._blocks]

    def place(self, span: Span) -> Span | None:
        """What the stretch of the old text became; ``None`` if nothing of it is left."""
        first = bisect_right(self._old_ends, span.start)
        last = bisect_left(self._old_starts, span.end) - 1
        if first > last:
            return None
        start, end = self._edge(first, 0), self._edge(last + 1, 1)
        if start >= end:
            return None
        # A passage may begin or end inside a word.
        before = max(0, span.start - self._old[first].start)
        after = max(0, self._old[last].end - span.end)
        place = Span(self._new[start].start + before, self._new[end - 1].end - after)
        return place if place.length > 0 else None

    def _edge(self, word: int, back: int) -> int:
        """Which new word begins where an old one does; with ``back`` 1, where that before ends."""
        old, old_end, new, new_end = self._blocks[bisect_right(self._firsts, word - back) - 1]
        # In a block of other words, each is taken for the one at the same share of its length.
        return new + round((word - old) * (new_end - new) / (old_end - old))


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The blocks of the old words, without a gap between them."""
    here = there = 0
    for at, now, length in (*_same(old, new), (len(old), len(new), 0)):
        if at > here:
            yield _Block(here, at, there, now)
        if length:
            yield _Block(at, at + length, now, now + length)
        here, there = at + length, now + length


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where words are the same in both: the two places, and how many."""
    from rapidfuzz.distance import Indel

    here = there = 0
    for at, now in (*_fixed(old, new), (len(old), len(new))):
        if at > here and now > there and (at - here) * (now - there) <= _MOST:
            for block in Indel.opcodes(old[here:at], new[there:now]):
                if block.tag == "equal":
                    length = block.src_end - block.src_start
                    yield here + block.src_start, there + block.dest_start, length
        if at < len(old):
            yield at, now, 1
        here, there = at + 1, now + 1


def _fixed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Words that begin a run that is once in each text: the most that are in one order in both."""
    others = _runs(new)
    pairs = [(at, others[run]) for run, at in _runs(old).items() if at >= 0 <= others.get(run, -1)]
    # The longest rising sequence: the best end of each length, and what each pair follows.
    ends: list[int] = []
    best: list[int] = []
    before: list[int] = []
    for number, (_, now) in enumerate(pairs):
        length = bisect_left(ends, now)
        ends[length : length + 1] = [now]
        best[length : length + 1] = [number]
        before.append(best[length - 1] if length else -1)
    chain = []
    number = best[-1] if best else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each run of words begins; -1 if it is there several times."""
    found: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(zip(*(words[n:] for n in range(_RUN)), strict=False)):
        found[run] = -1 if run in found else place
    return found

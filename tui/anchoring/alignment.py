"""Aligns the tokens of an old text with those of a new one, by longest common subsequence.

As in patience diff, runs of tokens that are unique in both texts are matched first, by a longest
increasing subsequence; `rapidfuzz.distance.Indel` aligns what is between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.anchoring.text_normalization import NormalizedText
from tui.model import Span

_RUN_LENGTH = 4
"""Tokens in a run."""
_MAX_PAIRS = 400_000_000
"""Most pairs of tokens in one call of ``Indel``: 50 MB and half a second."""


class _Block(NamedTuple):
    """Tokens ``[old, old_end)`` that became ``[new, new_end)``, by index."""

    old: int
    old_end: int
    new: int
    new_end: int


class Alignment:
    """Maps spans of an old text to a new one.

    One alignment of the whole would take time and memory quadratic in the length; anchors between
    which only short stretches are aligned avoid that.
    """

    def __init__(self, old: NormalizedText, new: NormalizedText) -> None:
        self._old, self._new = old.spans, new.spans
        self._old_starts = [span.start for span in self._old]
        self._old_ends = [span.end for span in self._old]
        self._blocks = list(_blocks(old.tokens, new.tokens))
        self._block_starts = [block.old for block in self._blocks]

    def map_span(self, span: Span) -> Span | None:
        """The span of the new text that a span of the old one became; ``None`` if it is gone."""
        first = bisect_right(self._old_ends, span.start)
        last = bisect_left(self._old_starts, span.end) - 1
        if first > last:
            return None
        start, end = self._map_edge(first, 0), self._map_edge(last + 1, 1)
        if start >= end:
            return None
        # A passage can begin or end inside a token.
        cut_before = max(0, span.start - self._old[first].start)
        cut_after = max(0, self._old[last].end - span.end)
        mapped = Span(self._new[start].start + cut_before, self._new[end - 1].end - cut_after)
        return mapped if mapped.length > 0 else None

    def _map_edge(self, token: int, back: int) -> int:
        """The new index of the edge before an old token.

        ``back``: 0 to find the edge in the block of the token itself, 1 in that of the one before.
        """
        index = bisect_right(self._block_starts, token - back) - 1
        old, old_end, new, new_end = self._blocks[index]
        # Inside a replaced block edges are interpolated linearly.
        return new + round((token - old) * (new_end - new) / (old_end - old))


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The blocks of equal and of replaced tokens, without a gap between them in ``old``."""
    old_end = new_end = 0
    for old_start, new_start, length in (*_equal_runs(old, new), (len(old), len(new), 0)):
        if old_start > old_end:
            yield _Block(old_end, old_start, new_end, new_start)
        if length:
            yield _Block(old_start, old_start + length, new_start, new_start + length)
        old_end, new_end = old_start + length, new_start + length


def _equal_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal tokens: the index in each text, and the length."""
    from rapidfuzz.distance import Indel

    old_low = new_low = 0
    for old_index, new_index in (*_anchors(old, new), (len(old), len(new))):
        pairs = (old_index - old_low) * (new_index - new_low)
        if old_index > old_low and new_index > new_low and pairs <= _MAX_PAIRS:
            for block in Indel.opcodes(old[old_low:old_index], new[new_low:new_index]):
                if block.tag == "equal":
                    length = block.src_end - block.src_start
                    yield old_low + block.src_start, new_low + block.dest_start, length
        if old_index < len(old):
            yield old_index, new_index, 1
        old_low, new_low = old_index + 1, new_index + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The indices in both texts of tokens that begin a unique run, in increasing order in both.

    The longest such sequence, by patience sorting.
    """
    new_runs = _unique_runs(new)
    pairs = [
        (index, new_runs[run])
        for run, index in _unique_runs(old).items()
        if index >= 0 <= new_runs.get(run, -1)
    ]
    tails: list[int] = []
    """The least new index that ends an increasing sequence of each length."""
    tail_pairs: list[int] = []
    predecessors: list[int] = []
    for number, (_, new_index) in enumerate(pairs):
        length = bisect_left(tails, new_index)
        tails[length : length + 1] = [new_index]
        tail_pairs[length : length + 1] = [number]
        predecessors.append(tail_pairs[length - 1] if length else -1)
    sequence = []
    number = tail_pairs[-1] if tail_pairs else -1
    while number >= 0:
        sequence.append(pairs[number])
        number = predecessors[number]
    return sequence[::-1]


def _unique_runs(tokens: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The index of each run of ``_RUN_LENGTH`` tokens; -1 if it occurs several times."""
    indices: dict[tuple[str, ...], int] = {}
    shifted = (tokens[offset:] for offset in range(_RUN_LENGTH))
    for index, run in enumerate(zip(*shifted, strict=False)):
        indices[run] = -1 if run in indices else index
    return indices

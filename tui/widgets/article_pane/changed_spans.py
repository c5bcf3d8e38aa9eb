"""Which stretches look different after the caret moved."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Span
from tui.session.navigation.caret import Caret


def touched(old: Caret | None, new: Caret | None) -> list[Span]:
    """The stretches to repaint, in code points; not more than changed, however much is selected."""
    spans: list[Span] = []
    for part in ("sentence", "word", "selection"):
        before = getattr(old, part) if old else None
        after = getattr(new, part) if new else None
        spans.extend(_differing(before, after))
    return spans


def _differing(before: Span | None, after: Span | None) -> Iterator[Span]:
    if before == after:
        return
    if before is None or after is None or not before.overlaps(after):
        yield from (span for span in (before, after) if span is not None)
        return
    # One code point more than differs: the mark of the first line moves with the start.
    for low, high in (sorted((before.start, after.start)), sorted((before.end, after.end))):
        if low != high:
            yield Span(low, high + 1)

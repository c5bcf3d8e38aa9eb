"""Columns that line up and fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = 2
_NARROWEST = 6


def laid_out(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A line of heads and one per row, none wider than ``width`` cells."""
    lines = [list(heads), *(list(row) for row in rows)]
    wanted = [max(cells(line[column]) for line in lines) for column in range(len(heads))]
    room = width - GAP * (len(heads) - 1)
    most = max(wanted)
    while most > _NARROWEST and sum(min(most, wish) for wish in wanted) > room:
        most -= 1  # the widest columns give way together, short ones stay whole
    widths = [min(most, wish) for wish in wanted]
    spare = max(0, room - sum(widths))
    for column, wish in enumerate(wanted):
        more = min(spare, wish - widths[column])
        widths[column] += more
        spare -= more
    return [_line(line, widths, width) for line in lines]


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def cut(text: str, width: int) -> str:
    """The text, or its beginning and an ellipsis, in at most ``width`` cells."""
    if cells(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _cells_of(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def _line(line: Sequence[str], widths: Sequence[int], width: int) -> str:
    padded = []
    for text, room in zip(line, widths, strict=True):
        shown = cut(text, room)
        padded.append(shown + " " * (room - cells(shown)))
    return cut((" " * GAP).join(padded).rstrip(), width)


def _cells_of(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1

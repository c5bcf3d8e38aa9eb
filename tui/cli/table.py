"""Tables for a terminal: columns that are aligned and cut to its width.

Rich has tables, too, but takes 40 ms to import, which is more than all that `pullquote list` does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = 2
"""Cells between two columns."""
_MIN_WIDTH = 6
"""Cells that no column goes below before whole lines are cut."""


def format_table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], max_width: int
) -> list[str]:
    """A line of headers and one line per row, each of at most ``max_width`` cells."""
    lines = [list(headers), *(list(row) for row in rows)]
    natural = [max(column_width(line[column]) for line in lines) for column in range(len(headers))]
    available = max_width - GAP * (len(headers) - 1)
    limit = max(natural)
    while limit > _MIN_WIDTH and sum(min(limit, width) for width in natural) > available:
        limit -= 1  # the widest columns are cut to one width, narrow ones stay whole
    widths = [min(limit, width) for width in natural]
    spare = max(0, available - sum(widths))
    for column, width in enumerate(natural):
        extra = min(spare, width - widths[column])
        widths[column] += extra
        spare -= extra
    return [_format_row(line, widths, max_width) for line in lines]


def column_width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def cut_to_columns(text: str, max_width: int) -> str:
    """The text, or its beginning and an ellipsis, in at most ``max_width`` cells."""
    if column_width(text) <= max_width:
        return text
    beginning, width = [], 0
    for char in text:
        width += _char_width(char)
        if width > max_width - 1:
            break
        beginning.append(char)
    return "".join(beginning).rstrip() + "…" if max_width > 0 else ""


def _format_row(cells: Sequence[str], widths: Sequence[int], max_width: int) -> str:
    padded = []
    for text, width in zip(cells, widths, strict=True):
        shown = cut_to_columns(text, width)
        padded.append(shown + " " * (width - column_width(shown)))
    return cut_to_columns((" " * GAP).join(padded).rstrip(), max_width)


def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1

"""A table -> CSV that a spreadsheet opens and does not carry out."""

from __future__ import annotations

import csv
import io

from tui.exports.tables import Table
from tui.exports.words import visible

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the start of a formula, or skips to find one."""


def csv_text(table: Table) -> bytes:
    """The table by RFC 4180, so lines end in CRLF.

    It begins with a byte order mark: without one Excel takes UTF-8 for the local code page and
    breaks every curly quote; pandas and R skip it by themselves, Python's own ``csv`` wants
    ``encoding="utf-8-sig"``. A cell that a spreadsheet would carry out as a formula gets an
    apostrophe in front.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([_defused(str(cell)) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def changed_cells(table: Table) -> list[str]:
    """A sentence with the count of the cells that are not what they were, if there are any."""
    cells = (str(cell) for row in (table.columns, *table.rows) for cell in row)
    changed = sum(cell != _defused(cell) for cell in cells)
    if not changed:
        return []
    return [
        f"{changed:,} {'cell' if changed == 1 else 'cells'} could act as a formula or on a "
        "terminal and got an apostrophe or a mark; JSON keeps them as they are."
    ]


def _defused(cell: str) -> str:
    return ("'" if cell.startswith(_FORMULA) else "") + visible(cell)

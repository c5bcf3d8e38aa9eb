"""A workbook for Excel and its kin."""

from __future__ import annotations

import io
from datetime import datetime

from tui.exports.base import Exporter
from tui.exports.packing import repacked
from tui.exports.tables import Table, codebook, counts, passages, presence, quotes
from tui.exports.words import visible
from tui.model import Notes

LONGEST_CELL = 32_767
"""UTF-16 code units that Excel takes in a cell."""
MOST_ROWS = 1_048_575
"""Below the head of a sheet."""

_SHEETS = (passages, presence, counts, quotes, codebook)
_WIDE = {"title": 30, "text": 60, "note": 40, "description": 40, "path": 30}
_NARROW = 14


class Xlsx(Exporter):
    """Sheets of passages, of articles by theme (0 or 1, and counted), of quotes and of themes.

    Every text is written as text, so that no cell is carried out as a formula.
    """

    name = "xlsx"
    label = "Excel workbook"
    suffix = ".xlsx"

    def render(self, notes: Notes) -> bytes:
        """The workbook, as if made on the first day that a zip knows."""
        import xlsxwriter

        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            book.set_properties({"title": "Pullquote notes", "created": datetime(1980, 1, 1)})
            head = book.add_format({"bold": True, "bottom": 1})
            cell = book.add_format({"text_wrap": True, "valign": "top"})
            for make in _SHEETS:
                table = make(notes)
                sheet = book.add_worksheet(table.name)
                sheet.freeze_panes(1, 0)
                sheet.autofilter(0, 0, min(len(table.rows), MOST_ROWS), len(table.columns) - 1)
                for number, name in enumerate(table.columns):
                    sheet.set_column(number, number, _WIDE.get(name, _NARROW), cell)
                    sheet.write_string(0, number, _fitting(name), head)
                for line, row in enumerate(table.rows[:MOST_ROWS], 1):
                    for number, value in enumerate(row):
                        if isinstance(value, int):
                            sheet.write_number(line, number, value)
                        elif value:
                            sheet.write_string(line, number, _fitting(value))
        return repacked(buffer.getvalue())

    def losses(self, notes: Notes) -> list[str]:
        """What Excel has no room for, and what a terminal could obey."""
        tables = [make(notes) for make in _SHEETS]
        found = {
            "Cells over 32,767 characters are cut": sum(map(_long_cells, tables)),
            "Cells with control characters got marks in their place": sum(map(_marked, tables)),
            "Rows beyond the last of a sheet are left out": sum(
                max(0, len(table.rows) - MOST_ROWS) for table in tables
            ),
        }
        return [f"{words}: {count:,}." for words, count in found.items() if count]


def _fitting(text: str) -> str:
    return _units(visible(text))[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")


def _texts(table: Table) -> list[str]:
    return [cell for row in (table.columns, *table.rows) for cell in row if isinstance(cell, str)]


def _long_cells(table: Table) -> int:
    return sum(len(_units(cell)) > 2 * LONGEST_CELL for cell in _texts(table))


def _marked(table: Table) -> int:
    return sum(visible(cell) != cell for cell in _texts(table))

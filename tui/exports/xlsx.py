"""A workbook for Excel and its kin."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from tui.exports.exporter import Exporter
from tui.exports.passage_text import visible
from tui.exports.tables import Row, Table, codebook, counts, passages, presence, quotes
from tui.exports.zip_files import repacked
from tui.model import Notes

LONGEST_CELL = 32_767
"""UTF-16 code units that Excel takes in a cell."""
MOST_ROWS = 1_048_575
"""Below the head of a sheet."""

_SHEETS = (passages, presence, counts, quotes, codebook)
_WIDTHS = {
    "article": 20, "title": 30, "path": 20, "paragraph": 10, "start": 8, "end": 8, "text": 60,
    "speaker": 20, "mention": 20, "note": 40, "description": 40, "cues": 30, "anchor": 8,
    "created": 22, "changed": 22, "annotation": 34, "key": 5, "colour": 9,
}  # fmt: skip
_OTHERS = 14
_TALLEST = 409
"""Points that Excel gives a row at most."""
_LINE = 15


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
                sheet.freeze_panes(1, 1)
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
                sheet.repeat_rows(0)
                sheet.autofilter(0, 0, min(len(table.rows), MOST_ROWS), len(table.columns) - 1)
                for number, name in enumerate(table.columns):
                    sheet.set_column(number, number, _width(name), cell)
                    sheet.write_string(0, number, _fitting(name), head)
                for line, row in enumerate(table.rows[:MOST_ROWS], 1):
                    sheet.set_row(line, _height(table.columns, row))
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


def _width(column: str) -> int:
    return _WIDTHS.get(column, _OTHERS)


def _height(columns: Sequence[str], row: Row) -> int:
    """Room for every line of the row; not every program makes it when it opens the file."""
    lines = 1
    for name, cell in zip(columns, row, strict=True):
        if isinstance(cell, str) and (len(cell) > _width(name) or "\n" in cell):
            room = _width(name)
            lines = max(lines, sum(1 + max(0, len(line) - 1) // room for line in cell.split("\n")))
    return min(_TALLEST, lines * _LINE)


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

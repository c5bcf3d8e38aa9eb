"""Office Open XML (XLSX): the tables as a workbook for Excel and other spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from tui.exports.exporter import Exporter
from tui.exports.losses import count_sentences
from tui.exports.safe_text import terminal_safe
from tui.exports.tables import (
    Row,
    Table,
    codebook_table,
    count_table,
    passage_table,
    presence_table,
    quote_table,
)
from tui.exports.zip_files import zip_without_times
from tui.model import Notes

LONGEST_CELL = 32_767
"""Most UTF-16 code units in a cell, by Excel's specifications and limits."""
MOST_ROWS = 1_048_575
"""Most rows of a sheet below its heading."""

_SHEETS = (passage_table, presence_table, count_table, quote_table, codebook_table)
_WIDTHS = {
    "article": 20, "title": 30, "path": 20, "paragraph": 10, "start": 8, "end": 8, "text": 60,
    "speaker": 20, "mention": 20, "note": 40, "description": 40, "cues": 30, "anchor": 8,
    "created": 22, "changed": 22, "annotation": 34, "key": 5, "colour": 9,
}  # fmt: skip
"""Widths of columns in characters."""
_DEFAULT_WIDTH = 14
_MAX_ROW_HEIGHT = 409
"""Points, by Excel's limits."""
_LINE_HEIGHT = 15
"""Points."""


class Xlsx(Exporter):
    """A SpreadsheetML workbook (ISO/IEC 29500) that XlsxWriter writes, a sheet for each table.

    The sheets: passages, articles by theme (0 or 1, and counted), quotes, codebook. Every string
    is written as a string, so that no cell is a formula.
    """

    name = "xlsx"
    label = "Excel workbook"
    suffix = ".xlsx"

    def render(self, notes: Notes) -> bytes:
        """The workbook, dated 1980-01-01."""
        import xlsxwriter

        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            book.set_properties({"title": "Pullquote notes", "created": datetime(1980, 1, 1)})
            head = book.add_format({"bold": True, "bottom": 1})
            cell = book.add_format({"text_wrap": True, "valign": "top"})
            for make_table in _SHEETS:
                table = make_table(notes)
                sheet = book.add_worksheet(table.name)
                sheet.freeze_panes(1, 1)
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
                sheet.repeat_rows(0)
                sheet.autofilter(0, 0, min(len(table.rows), MOST_ROWS), len(table.columns) - 1)
                for number, name in enumerate(table.columns):
                    sheet.set_column(number, number, _width(name), cell)
                    sheet.write_string(0, number, _cell_text(name), head)
                for line, row in enumerate(table.rows[:MOST_ROWS], 1):
                    sheet.set_row(line, _height(table.columns, row))
                    for number, value in enumerate(row):
                        if isinstance(value, int):
                            sheet.write_number(line, number, value)
                        elif value:
                            sheet.write_string(line, number, _cell_text(value))
        return zip_without_times(buffer.getvalue())

    def losses(self, notes: Notes) -> list[str]:
        """What exceeds Excel's limits, and control characters."""
        tables = [make_table(notes) for make_table in _SHEETS]
        counts = {
            "Cells over 32,767 characters are cut": sum(map(_long_cells, tables)),
            "Cells with control characters got marks in their place": sum(
                map(_changed_cells, tables)
            ),
            "Rows beyond the last of a sheet are left out": sum(
                max(0, len(table.rows) - MOST_ROWS) for table in tables
            ),
        }
        return count_sentences(counts)


def _width(column: str) -> int:
    return _WIDTHS.get(column, _DEFAULT_WIDTH)


def _height(columns: Sequence[str], row: Row) -> int:
    """The height in points at which all lines of the row show; not every program computes it."""
    lines = 1
    for name, cell in zip(columns, row, strict=True):
        if isinstance(cell, str) and (len(cell) > _width(name) or "\n" in cell):
            room = _width(name)
            lines = max(lines, sum(1 + max(0, len(line) - 1) // room for line in cell.split("\n")))
    return min(_MAX_ROW_HEIGHT, lines * _LINE_HEIGHT)


def _cell_text(text: str) -> str:
    return _utf16(terminal_safe(text))[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")


def _texts(table: Table) -> list[str]:
    return [cell for row in (table.columns, *table.rows) for cell in row if isinstance(cell, str)]


def _long_cells(table: Table) -> int:
    return sum(len(_utf16(cell)) > 2 * LONGEST_CELL for cell in _texts(table))


def _changed_cells(table: Table) -> int:
    return sum(terminal_safe(cell) != cell for cell in _texts(table))

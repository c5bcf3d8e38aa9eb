"""The five tables as CSV (RFC 4180), a format each, and the writing of any table as CSV."""

from __future__ import annotations

import csv
import io
from typing import ClassVar

from tui.exports.exporter import Exporter
from tui.exports.losses import all_passages_lost, loss_sentences
from tui.exports.safe_text import terminal_safe
from tui.exports.tables import (
    Table,
    codebook_table,
    count_table,
    passage_table,
    presence_table,
    quote_table,
)
from tui.model import Notes
from tui.wording import plural

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the start of a formula, or skips to find one."""


def csv_bytes(table: Table) -> bytes:
    """The table as CSV by RFC 4180, so lines end in CRLF.

    It begins with a byte order mark: without one Excel takes UTF-8 for the local code page and
    breaks every curly quote. pandas and R skip it by themselves; Python's own ``csv`` needs
    ``encoding="utf-8-sig"``. A cell that a spreadsheet would take for a formula gets an
    apostrophe in front.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([_safe_cell(str(cell)) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def changed_cell_losses(table: Table) -> list[str]:
    """The sentence with the count of the cells that CSV holds with changes."""
    cells = (str(cell) for row in (table.columns, *table.rows) for cell in row)
    changed = sum(cell != _safe_cell(cell) for cell in cells)
    if not changed:
        return []
    return [
        f"{plural(changed, 'cell')} could act as a formula or on a "
        "terminal and got an apostrophe or a mark; JSON keeps them as they are."
    ]


def _safe_cell(cell: str) -> str:
    return ("'" if cell.startswith(_FORMULA_STARTS) else "") + terminal_safe(cell)


class _CsvTable:
    """What the formats here share; no `Exporter`, so that the registry does not take it for one."""

    make_table: ClassVar[staticmethod[[Notes], Table]]
    content: ClassVar[str]
    """What it holds in place of the passages, in the words of the sentence that says so."""

    def render(self, notes: Notes) -> bytes:
        """The names of the columns, then the rows in the order of the table."""
        return csv_bytes(self.make_table(notes))

    def losses(self, notes: Notes) -> list[str]:
        """What the table does not hold, and the cells that CSV holds with changes."""
        return self._table_losses(notes) + changed_cell_losses(self.make_table(notes))

    def _table_losses(self, notes: Notes) -> list[str]:
        return all_passages_lost(notes, self.content)


class CsvPassages(_CsvTable, Exporter):
    """A row per passage and theme; a passage without a theme has one row."""

    name = "csv"
    label = "CSV: passages"
    suffix = ".csv"
    make_table = staticmethod(passage_table)

    def _table_losses(self, notes: Notes) -> list[str]:
        return loss_sentences(notes, "corrections", "hierarchy", "colours", "descriptions", "keys")


class CsvCodebook(_CsvTable, Exporter):
    """A row per theme with all its fields."""

    name = "csv-codebook"
    label = "CSV: codebook"
    suffix = ".codebook.csv"
    needs_passages = False
    make_table = staticmethod(codebook_table)
    content = "only themes"


class CsvCounts(_CsvTable, Exporter):
    """A row per article and a column per theme: how many passages of the article have it."""

    name = "csv-counts"
    label = "CSV: articles by theme, counted"
    suffix = ".counts.csv"
    make_table = staticmethod(count_table)
    content = "only counts"


class CsvPresence(_CsvTable, Exporter):
    """A row per article and a column per theme: 1 if a passage of the article has it, else 0."""

    name = "csv-presence"
    label = "CSV: articles by theme, 0 or 1"
    suffix = ".presence.csv"
    make_table = staticmethod(presence_table)
    content = "only whether an article has a theme"


class CsvQuotes(_CsvTable, Exporter):
    """A row per quote that the analysis found."""

    name = "csv-quotes"
    label = "CSV: quotes and speakers"
    suffix = ".quotes.csv"
    make_table = staticmethod(quote_table)
    content = "only quotes that were found"

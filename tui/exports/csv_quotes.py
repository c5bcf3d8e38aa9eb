"""Who is quoted with which words."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.losing import passages_left_out
from tui.exports.tables import quotes
from tui.model import Notes


class CsvQuotes(Exporter):
    """A row per quote that was found."""

    name = "csv-quotes"
    label = "CSV: quotes and speakers"
    suffix = ".quotes.csv"

    def render(self, notes: Notes) -> bytes:
        """The rows by article and place."""
        return csv_text(quotes(notes))

    def losses(self, notes: Notes) -> list[str]:
        """The passages themselves, and the cells that had to be changed."""
        return passages_left_out(notes, "only quotes that were found") + changed_cells(
            quotes(notes)
        )

"""A row per passage and theme, for spreadsheets and statistics."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.losing import left_out
from tui.exports.tables import passages
from tui.model import Notes


class CsvRows(Exporter):
    """One row per passage and theme; a passage with a note only has one row without a theme."""

    name = "csv"
    label = "CSV: passages"
    suffix = ".csv"

    def render(self, notes: Notes) -> bytes:
        """The rows by article, place and theme."""
        return csv_text(passages(notes))

    def losses(self, notes: Notes) -> list[str]:
        """The codebook, which ``csv-codebook`` has, and the cells that had to be changed."""
        told = left_out(notes, "corrections", "hierarchy", "colours", "descriptions", "keys")
        return told + changed_cells(passages(notes))

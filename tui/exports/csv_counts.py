"""How often each article has each theme."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.losing import passages_left_out
from tui.exports.tables import counts
from tui.model import Notes


class CsvCounts(Exporter):
    """A row per article and a column per theme, how many passages have it."""

    name = "csv-counts"
    label = "CSV: articles by theme, counted"
    suffix = ".counts.csv"

    def render(self, notes: Notes) -> bytes:
        """The rows by article."""
        return csv_text(counts(notes))

    def losses(self, notes: Notes) -> list[str]:
        """The passages themselves, and the cells that had to be changed."""
        return passages_left_out(notes, "only counts") + changed_cells(counts(notes))

"""The themes as a table."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.losing import passages_left_out
from tui.exports.tables import codebook
from tui.model import Notes


class CsvCodebook(Exporter):
    """A row per theme with all that is known of it."""

    name = "csv-codebook"
    label = "CSV: codebook"
    suffix = ".codebook.csv"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The rows in the order of the codebook."""
        return csv_text(codebook(notes))

    def losses(self, notes: Notes) -> list[str]:
        """The passages themselves, and the cells that had to be changed."""
        return passages_left_out(notes, "only themes") + changed_cells(codebook(notes))

"""Which article has which theme."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.losing import passages_left_out
from tui.exports.tables import presence
from tui.model import Notes


class CsvPresence(Exporter):
    """A row per article and a column per theme, 0 or 1 in it."""

    name = "csv-presence"
    label = "CSV: articles by theme, 0 or 1"
    suffix = ".presence.csv"

    def render(self, notes: Notes) -> bytes:
        """The rows by article."""
        return csv_text(presence(notes))

    def losses(self, notes: Notes) -> list[str]:
        """The passages themselves, and the cells that had to be changed."""
        return passages_left_out(notes, "only whether an article has a theme") + changed_cells(
            presence(notes)
        )

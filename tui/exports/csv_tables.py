"""A row per passage and theme, for spreadsheets and statistics."""

from __future__ import annotations

from tui.exports.exporter import Exporter
from tui.exports.losses import left_out, passages_left_out
from tui.exports.tables import changed_cells, codebook, counts, csv_text, passages, presence, quotes
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

"""A row per passage and theme, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tui.exports.base import Exporter
from tui.exports.words import visible, words_of
from tui.model import Anchored, Codebook, Notes, Reading

COLUMNS = (
    "article", "title", "outlet", "date", "path", "paragraph", "start", "end", "theme",
    "theme_label", "text", "speaker", "note", "coder", "anchor", "created", "changed",
    "annotation",
)  # fmt: skip

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the start of a formula, or skips to find one."""


class CsvRows(Exporter):
    """One row per passage and theme; a passage with a note only has one row without a theme.

    RFC 4180, so lines end in CRLF. It begins with a byte order mark: without one Excel takes
    UTF-8 for the local code page and breaks every curly quote; pandas and R skip it by
    themselves, Python's own ``csv`` wants ``encoding="utf-8-sig"``. A cell that a spreadsheet
    would carry out as a formula gets an apostrophe in front.
    """

    name = "csv"
    label = "CSV (spreadsheet)"
    suffix = ".csv"

    def render(self, notes: Notes) -> bytes:
        """The rows by article, place and theme."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in _rows(notes):
            writer.writerow([_defused(cell) for cell in row])
        return buffer.getvalue().encode("utf-8-sig")

    def losses(self, notes: Notes) -> list[str]:
        """Says how many cells are not what they were."""
        changed = sum(cell != _defused(cell) for row in _rows(notes) for cell in row)
        if not changed:
            return []
        return [
            f"{changed:,} {'cell' if changed == 1 else 'cells'} could act as a formula or on a "
            "terminal and got an apostrophe or a mark; JSON keeps them as they are."
        ]


def _rows(notes: Notes) -> Iterator[tuple[str, ...]]:
    for reading in notes.readings:
        for anchored in reading.annotations:
            for theme in anchored.annotation.themes or ("",):
                yield _row(reading, anchored, theme, notes.codebook)


def _row(reading: Reading, anchored: Anchored, theme: str, codebook: Codebook) -> tuple[str, ...]:
    article, annotation, span = reading.article, anchored.annotation, anchored.span
    return (
        article.id,
        article.title,
        article.outlet,
        article.date,
        article.path,
        str(article.paragraph_number(span.start)) if span else "",
        str(span.start) if span else "",
        str(span.end) if span else "",
        theme,
        codebook.label(theme) if theme else "",
        words_of(reading, anchored),
        reading.speaker(anchored) or "",
        annotation.note,
        annotation.coder,
        anchored.state,
        annotation.created,
        annotation.changed,
        annotation.id,
    )


def _defused(cell: str) -> str:
    return ("'" if cell.startswith(_FORMULA) else "") + visible(cell)

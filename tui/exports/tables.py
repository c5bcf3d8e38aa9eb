"""Notes as tables: what spreadsheets and statistics read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tui.exports.code_names import Codes
from tui.exports.passage_text import visible, words_of
from tui.model import Anchored, Notes, Reading

Row = tuple[str | int, ...]

PASSAGE_COLUMNS = (
    "article", "title", "outlet", "date", "path", "paragraph", "start", "end", "theme",
    "theme_label", "text", "speaker", "note", "coder", "anchor", "created", "changed",
    "annotation",
)  # fmt: skip
ARTICLE_COLUMNS = ("article", "title", "outlet", "date")
"""Before a column for each theme."""
QUOTE_COLUMNS = (
    "article", "title", "kind", "paragraph", "start", "end", "speaker", "mention", "cue", "text",
)  # fmt: skip
THEME_COLUMNS = (
    "theme", "label", "parent", "key", "colour", "description", "cues", "passages", "articles",
)  # fmt: skip


class Table(NamedTuple):
    """A sheet."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]


def passages(notes: Notes) -> Table:
    """A row per passage and theme; a passage without a theme has one row."""
    codes = Codes(notes)
    rows = [
        _passage(reading, anchored, theme, codes)
        for reading in notes.readings
        for anchored in reading.annotations
        for theme in anchored.annotation.themes or ("",)
    ]
    return Table("Passages", PASSAGE_COLUMNS, rows)


def presence(notes: Notes) -> Table:
    """A row per article, 1 under each theme that it has, else 0."""
    return _by_theme("Articles 0-1", notes, lambda count: int(count > 0))


def counts(notes: Notes) -> Table:
    """A row per article, under each theme how many of its passages have it."""
    return _by_theme("Articles counts", notes, lambda count: count)


def quotes(notes: Notes) -> Table:
    """A row per quote that was found, with its speaker."""
    return Table("Quotes", QUOTE_COLUMNS, [row for r in notes.readings for row in _quotes(r)])


def codebook(notes: Notes) -> Table:
    """A row per theme, with how many passages and articles have it."""
    codes = Codes(notes)
    rows: list[Row] = [
        (
            theme.id,
            theme.label,
            theme.parent,
            theme.key,
            theme.colour,
            theme.description,
            ", ".join(theme.cues),
            codes.used[theme.id],
            sum(theme.id in reading.theme_counts for reading in notes.readings),
        )
        for theme in codes.themes
    ]
    return Table("Codebook", THEME_COLUMNS, rows)


def _passage(reading: Reading, anchored: Anchored, theme: str, codes: Codes) -> Row:
    article, annotation, span = reading.article, anchored.annotation, anchored.span
    return (
        article.id,
        article.title,
        article.outlet,
        article.date,
        article.path,
        article.paragraph_number(span.start) if span else "",
        span.start if span else "",
        span.end if span else "",
        theme,
        codes.label(theme) if theme else "",
        words_of(reading, anchored),
        reading.speaker(anchored) or "",
        annotation.note,
        annotation.coder,
        anchored.state,
        annotation.created,
        annotation.changed,
        annotation.id,
    )


def _by_theme(name: str, notes: Notes, cell: Callable[[int], int]) -> Table:
    codes = Codes(notes)
    rows: list[Row] = []
    for reading in notes.readings:
        article, used = reading.article, reading.theme_counts
        cells = (cell(used[theme.id]) for theme in codes.themes)
        rows.append((article.id, article.title, article.outlet, article.date, *cells))
    return Table(name, (*ARTICLE_COLUMNS, *codes.names.values()), rows)


def _quotes(reading: Reading) -> Iterator[Row]:
    article = reading.article
    for quote in reading.analysis.quotes:
        yield (
            article.id,
            article.title,
            quote.kind,
            article.paragraph_number(quote.start),
            quote.start,
            quote.end,
            quote.name or "",
            quote.speaker.of(article.text) if quote.speaker else "",
            quote.cue.of(article.text) if quote.cue else "",
            " … ".join(part.of(article.text) for part in quote.content),
        )


_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the start of a formula, or skips to find one."""


def csv_text(table: Table) -> bytes:
    """The table by RFC 4180, so lines end in CRLF.

    It begins with a byte order mark: without one Excel takes UTF-8 for the local code page and
    breaks every curly quote; pandas and R skip it by themselves, Python's own ``csv`` wants
    ``encoding="utf-8-sig"``. A cell that a spreadsheet would carry out as a formula gets an
    apostrophe in front.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([_defused(str(cell)) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def changed_cells(table: Table) -> list[str]:
    """A sentence with the count of the cells that are not what they were, if there are any."""
    cells = (str(cell) for row in (table.columns, *table.rows) for cell in row)
    changed = sum(cell != _defused(cell) for cell in cells)
    if not changed:
        return []
    return [
        f"{changed:,} {'cell' if changed == 1 else 'cells'} could act as a formula or on a "
        "terminal and got an apostrophe or a mark; JSON keeps them as they are."
    ]


def _defused(cell: str) -> str:
    return ("'" if cell.startswith(_FORMULA) else "") + visible(cell)

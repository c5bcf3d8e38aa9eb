"""Notes as tables, for spreadsheets and statistics; ``csv_tables`` and ``xlsx`` write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tui.exports.code_system import CodeSystem
from tui.exports.passages import passage_text
from tui.model import Anchored, Notes, Reading

Row = tuple[str | int, ...]

PASSAGE_COLUMNS = (
    "article", "title", "outlet", "date", "path", "paragraph", "start", "end", "theme",
    "theme_label", "text", "speaker", "note", "coder", "anchor", "created", "changed",
    "annotation",
)  # fmt: skip
ARTICLE_COLUMNS = ("article", "title", "outlet", "date")
"""The first columns of the tables by theme; a column for each theme follows."""
QUOTE_COLUMNS = (
    "article", "title", "kind", "paragraph", "start", "end", "speaker", "mention", "cue", "text",
)  # fmt: skip
THEME_COLUMNS = (
    "theme", "label", "parent", "key", "colour", "description", "cues", "passages", "articles",
)  # fmt: skip


class Table(NamedTuple):
    """A sheet of a workbook, or a CSV file."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]


def passage_table(notes: Notes) -> Table:
    """A row per passage and theme; a passage without a theme has one row."""
    codes = CodeSystem(notes)
    rows = [
        _passage_row(reading, anchored, theme, codes)
        for reading in notes.readings
        for anchored in reading.annotations
        for theme in anchored.annotation.themes or ("",)
    ]
    return Table("Passages", PASSAGE_COLUMNS, rows)


def presence_table(notes: Notes) -> Table:
    """A row per article and a column per theme: 1 if a passage of the article has it, else 0."""
    return _theme_columns("Articles 0-1", notes, lambda count: int(count > 0))


def count_table(notes: Notes) -> Table:
    """A row per article and a column per theme: how many passages of the article have it."""
    return _theme_columns("Articles counts", notes, lambda count: count)


def quote_table(notes: Notes) -> Table:
    """A row per quote that the analysis found, with its speaker."""
    return Table("Quotes", QUOTE_COLUMNS, [row for r in notes.readings for row in _quote_rows(r)])


def codebook_table(notes: Notes) -> Table:
    """A row per theme, with how many passages and articles have it."""
    codes = CodeSystem(notes)
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


def _passage_row(reading: Reading, anchored: Anchored, theme: str, codes: CodeSystem) -> Row:
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
        passage_text(reading, anchored),
        reading.speaker(anchored) or "",
        annotation.note,
        annotation.coder,
        anchored.state,
        annotation.created,
        annotation.changed,
        annotation.id,
    )


def _theme_columns(name: str, notes: Notes, cell: Callable[[int], int]) -> Table:
    codes = CodeSystem(notes)
    rows: list[Row] = []
    for reading in notes.readings:
        article, used = reading.article, reading.theme_counts
        cells = (cell(used[theme.id]) for theme in codes.themes)
        rows.append((article.id, article.title, article.outlet, article.date, *cells))
    return Table(name, (*ARTICLE_COLUMNS, *codes.names.values()), rows)


def _quote_rows(reading: Reading) -> Iterator[Row]:
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

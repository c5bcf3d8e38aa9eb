"""Taguette and LibreQDA: a project as a SQLite file, highlights as CSV, a codebook as CSV.

A project keeps documents as HTML. Its offsets count the UTF-8 bytes of the text between the tags;
the article has the blocks of the document on lines of their own.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from bisect import bisect_right
from contextlib import closing
from html.parser import HTMLParser
from io import StringIO

from tui.imports.fields import FORMAT_ERRORS, FieldError, document_name, error_reason
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import default_colour, themes_from_labels, themes_from_paths
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_utf8
from tui.model import Span, Theme

_MAGIC = b"SQLite format 3\0"
_TABLES = {"documents", "highlights", "tags", "highlight_tags"}
_TAG_COLUMNS = ("tag", "name", "path")
"""The column of tags has one of these names."""
_LINE_BLOCKS = frozenset(("br", "dd", "dt", "li", "td", "th", "tr"))
"""Elements on lines of their own, without an empty line between them."""
_BLOCKS = _LINE_BLOCKS | {
    "address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "ul",
}  # fmt: skip
_INVISIBLE = frozenset(("head", "script", "style", "title"))
_CRLF = re.compile(r"\r\n?")


class Taguette(Importer):
    """Documents, tags and highlights of all projects in the SQLite file."""

    name = "taguette"
    label = "Taguette project"

    def recognises(self, file: NotesFile) -> bool:
        """By the first bytes and the tables."""
        if not file.data.startswith(_MAGIC):
            return False
        try:
            with closing(_open_database(file)) as database:
                tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                return {name for (name,) in tables} >= _TABLES
        except sqlite3.Error:
            return False

    def read(self, file: NotesFile) -> Incoming:
        """Every project in the file.

        Raises:
            NotesError: if it is damaged or no project of Taguette.
        """
        if not file.data.startswith(_MAGIC):
            raise file.notes_error("is no sqlite3 file")
        try:
            with closing(_open_database(file)) as database:
                if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise FieldError("the file is damaged")
                return _read_projects(database)
        except sqlite3.Error as error:
            raise file.notes_error(f"is no project of Taguette ({error})") from None
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no project of Taguette ({error_reason(error)})") from None


def _open_database(file: NotesFile) -> sqlite3.Connection:
    # In memory, so that SQLite writes nothing beside the reader's file.
    database = sqlite3.connect(":memory:")
    database.deserialize(file.data)
    return database


def _read_projects(database: sqlite3.Connection) -> Incoming:
    tags: dict[int, Theme] = {
        number: Theme(path, path, colour=default_colour(index), description=description or "")
        for index, (number, path, description) in enumerate(
            database.execute("SELECT id, path, description FROM tags ORDER BY id")
        )
    }
    themes, ids = themes_from_paths(tags.values())
    highlight_themes: dict[int, list[str]] = {}
    for highlight, tag in database.execute(
        "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id"
    ):
        if tag not in tags:
            raise FieldError(f"a highlight has the tag {tag}, which is not in it")
        highlight_themes.setdefault(highlight, []).append(ids[tags[tag].id])
    articles: dict[str, IncomingArticle] = {}
    passages = []
    documents = database.execute("SELECT id, name, contents FROM documents ORDER BY id")
    for number, name, contents in documents.fetchall():
        name = document_name(name)
        name = name if name not in articles else f"{name}-{number}"
        raw, text, to_text = _html_text(contents)
        to_raw = from_utf8(raw)
        articles[name] = IncomingArticle(name, text)
        highlights = database.execute(
            "SELECT id, start_offset, end_offset FROM highlights WHERE document_id = ? "
            "ORDER BY start_offset, end_offset, id",
            (number,),
        )
        passages += [
            IncomingPassage(
                name,
                span=Span(to_text(to_raw(start)), to_text(to_raw(end) - 1) + 1),
                themes=tuple(highlight_themes.get(highlight, ())),
            )
            for highlight, start, end in highlights
        ]
    return Incoming(tuple(articles.values()), tuple(passages), themes)


class TaguetteHighlights(Importer):
    """A row for each highlight and tag, as "Export this view" writes it; no offsets."""

    name = "taguette-highlights"
    label = "Taguette highlights (CSV)"

    def recognises(self, file: NotesFile) -> bool:
        """By the names of its columns."""
        return {"id", "document", "tag", "content"} <= set(_columns(file))

    def read(self, file: NotesFile) -> Incoming:
        """Every highlight.

        Raises:
            NotesError: if it is no such table.
        """
        if not self.recognises(file):
            raise file.notes_error("has not the columns id, document, tag and content")
        tags: dict[tuple[str, str, str], list[str]] = {}
        for row in _rows(file):
            key = (row["id"], document_name(row["document"]), row["content"])
            tags.setdefault(key, []).append(row["tag"])
        return Incoming(
            passages=tuple(
                IncomingPassage(document, content, themes=tuple(labels))
                for (_, document, content), labels in tags.items()
            ),
            themes=themes_from_labels(label for labels in tags.values() for label in labels),
        )


class TaguetteCodebook(Importer):
    """A column tag, name or path, and perhaps a column description, as "Export codebook" writes."""

    name = "taguette-codebook"
    label = "Taguette codebook (CSV)"

    def recognises(self, file: NotesFile) -> bool:
        """By the names of its columns."""
        columns = _columns(file)
        return bool(columns) and columns[0] in _TAG_COLUMNS and "content" not in columns

    def read(self, file: NotesFile) -> Incoming:
        """Every theme.

        Raises:
            NotesError: if it is no such table.
        """
        column = next((name for name in _columns(file) if name in _TAG_COLUMNS), None)
        if column is None:
            raise file.notes_error("has no column tag, name or path")
        rows = [row for row in _rows(file) if row[column]]
        return Incoming(
            themes=themes_from_paths(
                Theme(
                    row[column],
                    row[column],
                    colour=default_colour(index),
                    description=row.get("description") or "",
                )
                for index, row in enumerate(rows)
            )[0]
        )


def _columns(file: NotesFile) -> list[str]:
    try:
        first = next(csv.reader(StringIO(file.text[:1000], newline="")), [])
    except csv.Error:
        return []
    return [name.strip().casefold() for name in first]


def _rows(file: NotesFile) -> list[dict[str, str]]:
    reader = csv.reader(StringIO(file.text, newline=""))
    try:
        columns = [name.strip().casefold() for name in next(reader)]
        rows = [dict(zip(columns, row, strict=False)) for row in reader if row]
    except csv.Error as error:
        raise file.notes_error(f"is no CSV ({error})") from None
    for number, row in enumerate(rows, 2):
        if len(row) < len(columns):
            raise file.notes_error(f"lacks a cell in row {number}")
    return rows


class _TextParser(HTMLParser):
    """Collects the text of a document, raw, and with its blocks on lines of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.raw: list[str] = []
        self.text: list[str] = []
        self.raw_length = self.text_length = 0
        self.breaks: list[tuple[int, int]] = []
        """Where line ends were inserted: the offset in the raw text, and how many up to there."""
        self._line_ends = 0
        """How many line ends the next text needs in front."""
        self._invisible_depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._invisible_depth += tag in _INVISIBLE
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._invisible_depth -= tag in _INVISIBLE and self._invisible_depth > 0
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if self._invisible_depth or not data:
            return
        data = _CRLF.sub("\n", data)
        has_line_end = not self.text or self.text[-1].endswith("\n") or data.startswith("\n")
        if data.strip() and self._line_ends and not has_line_end:
            self.text.append("\n" * self._line_ends)
            self.text_length += self._line_ends
            self.breaks.append((self.raw_length, self.text_length - self.raw_length))
        if data.strip():
            self._line_ends = 0
        self.raw.append(data)
        self.text.append(data)
        self.raw_length += len(data)
        self.text_length += len(data)

    def _end_block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._line_ends = max(self._line_ends, 1 if tag in _LINE_BLOCKS else 2)


def _html_text(html: str) -> tuple[str, str, OffsetConverter]:
    """The raw text, the text to read, and what converts a character's offset from raw to text."""
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    starts = [start for start, _ in parser.breaks]

    def to_text(offset: int) -> int:
        count = bisect_right(starts, offset)
        return offset + (parser.breaks[count - 1][1] if count else 0)

    return "".join(parser.raw), "".join(parser.text), to_text

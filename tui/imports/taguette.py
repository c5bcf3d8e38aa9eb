"""A project of Taguette or LibreQDA: one sqlite3 file."""

from __future__ import annotations

import csv
import re
import sqlite3
from bisect import bisect_right
from contextlib import closing
from html.parser import HTMLParser
from io import StringIO

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    default_colour,
    document_name,
    error_reason,
    themes_from_labels,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import themes_from_paths
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_utf8
from tui.model import Span, Theme

_MAGIC = b"SQLite format 3\0"
_TABLES = {"documents", "highlights", "tags", "highlight_tags"}


class Taguette(Importer):
    """Documents, tags and highlights; offsets are UTF-8 bytes of the text between the HTML tags."""

    name = "taguette"
    label = "Taguette project"

    def recognises(self, file: NotesFile) -> bool:
        """By the first bytes and the tables."""
        if not file.data.startswith(_MAGIC):
            return False
        try:
            with closing(_opened(file)) as database:
                found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                return {name for (name,) in found} >= _TABLES
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
            with closing(_opened(file)) as database:
                if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise FieldError("the file is damaged")
                return _read(database)
        except sqlite3.Error as error:
            raise file.notes_error(f"is no project of Taguette ({error})") from None
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no project of Taguette ({error_reason(error)})") from None


def _opened(file: NotesFile) -> sqlite3.Connection:
    # From memory, so that nothing is written beside the reader's file.
    database = sqlite3.connect(":memory:")
    database.deserialize(file.data)
    return database


def _read(database: sqlite3.Connection) -> Incoming:
    tags: dict[int, Theme] = {
        number: Theme(path, path, colour=default_colour(place), description=description or "")
        for place, (number, path, description) in enumerate(
            database.execute("SELECT id, path, description FROM tags ORDER BY id")
        )
    }
    themes, ids = themes_from_paths(tags.values())
    given: dict[int, list[str]] = {}
    for highlight, tag in database.execute(
        "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id"
    ):
        if tag not in tags:
            raise FieldError(f"a highlight has the tag {tag}, which is not in it")
        given.setdefault(highlight, []).append(ids[tags[tag].id])
    articles: dict[str, IncomingArticle] = {}
    passages = []
    documents = database.execute("SELECT id, name, contents FROM documents ORDER BY id")
    for number, name, contents in documents.fetchall():
        name = document_name(name)
        name = name if name not in articles else f"{name}-{number}"
        bare, text, placed = text_of_html(contents)
        point = from_utf8(bare)
        articles[name] = IncomingArticle(name, text)
        found = database.execute(
            "SELECT id, start_offset, end_offset FROM highlights WHERE document_id = ? "
            "ORDER BY start_offset, end_offset, id",
            (number,),
        )
        passages += [
            IncomingPassage(
                name,
                span=Span(placed(point(start)), placed(point(end) - 1) + 1),
                themes=tuple(given.get(highlight, ())),
            )
            for highlight, start, end in found
        ]
    return Incoming(tuple(articles.values()), tuple(passages), themes)


_NAMES = ("tag", "name", "path")


class TaguetteHighlights(Importer):
    """Passages by their words: a row for each highlight and tag, without offsets."""

    name = "taguette-highlights"
    label = "Taguette highlights (CSV)"

    def recognises(self, file: NotesFile) -> bool:
        """By the heads of its columns."""
        return {"id", "document", "tag", "content"} <= set(_heads(file))

    def read(self, file: NotesFile) -> Incoming:
        """Every highlight.

        Raises:
            NotesError: if it is no such table.
        """
        if not self.recognises(file):
            raise file.notes_error("has not the columns id, document, tag and content")
        found: dict[tuple[str, str, str], list[str]] = {}
        for row in _rows(file):
            key = (row["id"], document_name(row["document"]), row["content"])
            found.setdefault(key, []).append(row["tag"])
        return Incoming(
            passages=tuple(
                IncomingPassage(document, content, themes=tuple(tags))
                for (_, document, content), tags in found.items()
            ),
            themes=themes_from_labels(tag for tags in found.values() for tag in tags),
        )


class TaguetteCodebook(Importer):
    """Themes with their descriptions: a column tag, name or path, and perhaps a description."""

    name = "taguette-codebook"
    label = "Taguette codebook (CSV)"

    def recognises(self, file: NotesFile) -> bool:
        """By the heads of its columns."""
        heads = _heads(file)
        return bool(heads) and heads[0] in _NAMES and "content" not in heads

    def read(self, file: NotesFile) -> Incoming:
        """Every theme.

        Raises:
            NotesError: if it is no such table.
        """
        column = next((head for head in _heads(file) if head in _NAMES), None)
        if column is None:
            raise file.notes_error("has no column tag, name or path")
        rows = [row for row in _rows(file) if row[column]]
        return Incoming(
            themes=themes_from_paths(
                Theme(
                    row[column],
                    row[column],
                    colour=default_colour(place),
                    description=row.get("description") or "",
                )
                for place, row in enumerate(rows)
            )[0]
        )


def _heads(file: NotesFile) -> list[str]:
    try:
        first = next(csv.reader(StringIO(file.text[:1000], newline="")), [])
    except csv.Error:
        return []
    return [head.strip().casefold() for head in first]


def _rows(file: NotesFile) -> list[dict[str, str]]:
    reader = csv.reader(StringIO(file.text, newline=""))
    try:
        heads = [head.strip().casefold() for head in next(reader)]
        rows = [dict(zip(heads, row, strict=False)) for row in reader if row]
    except csv.Error as error:
        raise file.notes_error(f"is no CSV ({error})") from None
    for number, row in enumerate(rows, 2):
        if len(row) < len(heads):
            raise file.notes_error(f"lacks a cell in row {number}")
    return rows


_TIGHT = frozenset(("br", "dd", "dt", "li", "td", "th", "tr"))
"""Blocks that follow each other without an empty line."""
_BLOCKS = _TIGHT | {
    "address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "ul",
}  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "title"))
_CRLF = re.compile(r"\r\n?")


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bare: list[str] = []
        self.text: list[str] = []
        self.bare_length = self.text_length = 0
        self.breaks: list[tuple[int, int]] = []
        """Where line ends were put in: offset in the bare text, and how many up to there."""
        self._wanted = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen or not data:
            return
        data = _CRLF.sub("\n", data)
        is_apart = not self.text or self.text[-1].endswith("\n") or data.startswith("\n")
        if data.strip() and self._wanted and not is_apart:
            self.text.append("\n" * self._wanted)
            self.text_length += self._wanted
            self.breaks.append((self.bare_length, self.text_length - self.bare_length))
        if data.strip():
            self._wanted = 0
        self.bare.append(data)
        self.text.append(data)
        self.bare_length += len(data)
        self.text_length += len(data)

    def _end_block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._wanted = max(self._wanted, 1 if tag in _TIGHT else 2)


def text_of_html(html: str) -> tuple[str, str, OffsetConverter]:
    """The text without tags, the text to read, and what takes an offset of a character over."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    starts = [start for start, _ in parser.breaks]

    def placed(offset: int) -> int:
        count = bisect_right(starts, offset)
        return offset + (parser.breaks[count - 1][1] if count else 0)

    return "".join(parser.bare), "".join(parser.text), placed

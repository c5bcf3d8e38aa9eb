"""Articles and codebook for Taguette."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import escape

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import distinct
from tui.exports.losses import left_out, passages_left_out
from tui.exports.passage_text import visible
from tui.exports.tables import Table, changed_cells, csv_text
from tui.exports.zip_files import file_names, packed
from tui.model import Article, Notes, Reading

CODEBOOK = "codebook.csv"
COLUMNS = ("tag", "description")
DOCUMENTS = "documents/"


class Taguette(Exporter):
    """A zip with a page for each article, to upload as documents, and the codebook as CSV.

    The text of a page without its tags is the article's text. A theme below another is called
    "migration.asylum", as is the custom there.
    """

    name = "taguette"
    label = "Taguette (documents and codebook, zip)"
    suffix = ".taguette.zip"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The codebook, then the articles that have a text."""
        names = file_names(reading.article.id for reading in notes.readings)
        files = {CODEBOOK: csv_text(_codebook(notes))}
        for reading in notes.readings:
            article = reading.article
            if article.text:
                files[f"{DOCUMENTS}{names[article.id]}.html"] = _page(article).encode()
        return packed(files)

    def losses(self, notes: Notes) -> list[str]:
        """The passages; the format ``taguette-project`` has them."""
        told = passages_left_out(notes, "documents and themes only")
        return (
            told + left_out(notes, "colours", "keys", "sources") + changed_cells(_codebook(notes))
        )


def tag_paths(codes: Codes, longest: int | None = None) -> dict[str, str]:
    """What Taguette calls each theme, by id: the labels from the top down, between dots."""
    paths = {
        theme.id: ".".join(codes.label(step) for step in codes.way(theme.id))[:longest]
        for theme in codes.themes
    }
    return distinct(paths)


def body_of(text: str) -> str:
    """HTML whose text without its tags is ``text``: a paragraph for each line with words."""
    lines = visible(text).split("\n")
    return "\n".join(
        f"<p>{escape(line, quote=False)}</p>" if line.strip() else line for line in lines
    )


def _codebook(notes: Notes) -> Table:
    codes = Codes(notes)
    paths = tag_paths(codes)
    rows = [(paths[theme.id], theme.description) for theme in codes.themes]
    return Table("Codebook", COLUMNS, [*rows])


def _page(article: Article) -> str:
    body = body_of(article.text.removesuffix("\n"))
    # Without the declaration Taguette guesses the encoding, and guesses wrong.
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(visible(article.title))}</title></head>\n<body>{body}\n</body></html>\n"
    )


REVISION = "db5e31a0233d"
"""The state of Taguette's tables (since its version 1.0) that these are; later ones migrate it."""
_DAY = "2000-01-01 00:00:00.000000"
_LONGEST_DOCUMENT, _LONGEST_TAG = 50, 200
_TABLES = """
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL,
    hashed_password VARCHAR(192), disabled BOOLEAN NOT NULL, password_set_date DATETIME,
    language VARCHAR(10), email VARCHAR(256), email_sent DATETIME);
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL,
    description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL,
    privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL,
    description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL,
    project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY, date DATETIME NOT NULL,
    user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER,
    payload TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY, project_id INTEGER NOT NULL,
    path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY, document_id INTEGER NOT NULL,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
    PRIMARY KEY (highlight_id, tag_id));
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
"""


class TaguetteProject(Exporter):
    """A sqlite3 file that Taguette takes under "Import project".

    Positions are UTF-8 bytes of the article's text, the end not included.
    """

    name = "taguette-project"
    label = "Taguette project (sqlite3)"
    suffix = ".sqlite3"

    def render(self, notes: Notes) -> bytes:
        """The project; an article with a text is a document, each of its passages a highlight."""
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(_TABLES)
            database.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
            database.execute("INSERT INTO projects VALUES (1, 'Pullquote notes', '', ?)", (_DAY,))
            codes = Codes(notes)
            paths = tag_paths(codes, _LONGEST_TAG)
            tags = {theme.id: number for number, theme in enumerate(codes.themes, 1)}
            database.executemany(
                "INSERT INTO tags VALUES (?, 1, ?, ?)",
                [(tags[one.id], paths[one.id], one.description) for one in codes.themes],
            )
            readings = [reading for reading in notes.readings if reading.article.text]
            names = distinct({r.article.id: r.article.id[:_LONGEST_DOCUMENT] for r in readings})
            for document, reading in enumerate(readings, 1):
                _add(database, document, names[reading.article.id], reading, tags)
            database.commit()
            return database.serialize()

    def losses(self, notes: Notes) -> list[str]:
        """Notes, and all that is said of a passage beside its themes."""
        return left_out(
            notes,
            "orphans", "notes", "speakers", "coders", "times", "fuzzy", "corrections", "colours",
            "keys", "sources",
        )  # fmt: skip


def _add(
    database: sqlite3.Connection, document: int, name: str, reading: Reading, tags: dict[str, int]
) -> None:
    text = reading.article.text
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, 1, 'LEFT_TO_RIGHT', ?)",
        (document, name, visible(reading.article.title), f"{document}.html", _DAY, body_of(text)),
    )
    for span, annotation in reading.placed:
        words = span.of(text)
        start = len(text[: span.start].encode())
        cursor = database.execute(
            "INSERT INTO highlights (document_id, start_offset, end_offset, snippet) "
            "VALUES (?, ?, ?, ?)",
            (document, start, start + len(words.encode()), escape(words, quote=False)),
        )
        database.executemany(
            "INSERT INTO highlight_tags VALUES (?, ?)",
            [(cursor.lastrowid, tags[theme]) for theme in annotation.themes],
        )

"""Taguette: documents and a codebook to upload, and a project as a SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import escape

from tui.exports.code_system import CodeSystem
from tui.exports.csv_tables import changed_cell_losses, csv_bytes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import unique_names
from tui.exports.losses import all_passages_lost, loss_sentences
from tui.exports.safe_text import terminal_safe
from tui.exports.tables import Table
from tui.exports.zip_files import file_names, zip_archive
from tui.model import Article, Notes, Reading

CODEBOOK_FILE = "codebook.csv"
CODEBOOK_COLUMNS = ("tag", "description")
DOCUMENTS = "documents/"
REVISION = "db5e31a0233d"
"""The Alembic revision of Taguette 1.0, whose tables these are; later versions migrate them."""
_CREATED = "2000-01-01 00:00:00.000000"
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


class Taguette(Exporter):
    """A zip with an HTML document for each article and the codebook as CSV (Taguette 1.x).

    The text of a document without its HTML tags is the article's text. A theme below another is
    called "migration.asylum", as Taguette's manual proposes.
    """

    name = "taguette"
    label = "Taguette (documents and codebook, zip)"
    suffix = ".taguette.zip"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The codebook, then the articles that have a text."""
        names = file_names(reading.article.id for reading in notes.readings)
        files = {CODEBOOK_FILE: csv_bytes(_codebook(notes))}
        for reading in notes.readings:
            article = reading.article
            if article.text:
                files[f"{DOCUMENTS}{names[article.id]}.html"] = _document(article).encode()
        return zip_archive(files)

    def losses(self, notes: Notes) -> list[str]:
        """The passages; the format ``taguette-project`` has them."""
        return [
            *all_passages_lost(notes, "documents and themes only"),
            *loss_sentences(notes, "colours", "keys", "sources"),
            *changed_cell_losses(_codebook(notes)),
        ]


def tag_paths(codes: CodeSystem, longest: int | None = None) -> dict[str, str]:
    """The tag of each theme by id: the labels from the top of the tree down, joined by dots.

    ``longest``: code points that a tag may have.
    """
    paths = {
        theme.id: ".".join(codes.label(theme_id) for theme_id in codes.path(theme.id))[:longest]
        for theme in codes.themes
    }
    return unique_names(paths)


def html_body(text: str) -> str:
    """HTML with ``text`` between its tags: a paragraph for each line that is not blank."""
    lines = terminal_safe(text).split("\n")
    return "\n".join(
        f"<p>{escape(line, quote=False)}</p>" if line.strip() else line for line in lines
    )


def _codebook(notes: Notes) -> Table:
    codes = CodeSystem(notes)
    paths = tag_paths(codes)
    rows = [(paths[theme.id], theme.description) for theme in codes.themes]
    return Table("Codebook", CODEBOOK_COLUMNS, [*rows])


def _document(article: Article) -> str:
    body = html_body(article.text.removesuffix("\n"))
    # Without the declaration Taguette guesses the encoding, and guesses wrong.
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(terminal_safe(article.title))}</title></head>\n<body>{body}\n</body></html>\n"
    )


class TaguetteProject(Exporter):
    """A SQLite file that Taguette 1.x takes under "Import project".

    Its tables are those of revision `REVISION`. Offsets are UTF-8 bytes of the article's text,
    end excluded.
    """

    name = "taguette-project"
    label = "Taguette project (sqlite3)"
    suffix = ".sqlite3"

    def render(self, notes: Notes) -> bytes:
        """The project; an article with a text is a document, each of its passages a highlight."""
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(_TABLES)
            database.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
            database.execute(
                "INSERT INTO projects VALUES (1, 'Pullquote notes', '', ?)", (_CREATED,)
            )
            codes = CodeSystem(notes)
            paths = tag_paths(codes, _LONGEST_TAG)
            tags = {theme.id: number for number, theme in enumerate(codes.themes, 1)}
            database.executemany(
                "INSERT INTO tags VALUES (?, 1, ?, ?)",
                [(tags[theme.id], paths[theme.id], theme.description) for theme in codes.themes],
            )
            readings = [reading for reading in notes.readings if reading.article.text]
            names = unique_names({r.article.id: r.article.id[:_LONGEST_DOCUMENT] for r in readings})
            for document, reading in enumerate(readings, 1):
                _add_document(database, document, names[reading.article.id], reading, tags)
            database.commit()
            return database.serialize()

    def losses(self, notes: Notes) -> list[str]:
        """Notes and all other metadata of passages; colours, keys and sources."""
        return loss_sentences(
            notes,
            "orphans", "notes", "speakers", "coders", "times", "fuzzy", "corrections", "colours",
            "keys", "sources",
        )  # fmt: skip


def _add_document(
    database: sqlite3.Connection, document: int, name: str, reading: Reading, tags: dict[str, int]
) -> None:
    text = reading.article.text
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, 1, 'LEFT_TO_RIGHT', ?)",
        (
            document,
            name,
            terminal_safe(reading.article.title),
            f"{document}.html",
            _CREATED,
            html_body(text),
        ),
    )
    for span, annotation in reading.placed:
        snippet = span.of(text)
        start = len(text[: span.start].encode())
        cursor = database.execute(
            "INSERT INTO highlights (document_id, start_offset, end_offset, snippet) "
            "VALUES (?, ?, ?, ?)",
            (document, start, start + len(snippet.encode()), escape(snippet, quote=False)),
        )
        database.executemany(
            "INSERT INTO highlight_tags VALUES (?, ?)",
            [(cursor.lastrowid, tags[theme]) for theme in annotation.themes],
        )

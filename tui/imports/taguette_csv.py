"""The two tables that Taguette exports: highlights, and the codebook."""

from __future__ import annotations

import csv
from io import StringIO

from tui.imports.base import Importer
from tui.imports.fields import colour_at, stem, themes_of
from tui.imports.incoming import Incoming, IncomingPassage
from tui.imports.labels import by_path
from tui.imports.notes_file import NotesFile
from tui.model import Theme

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
            raise file.refused("has not the columns id, document, tag and content")
        found: dict[tuple[str, str, str], list[str]] = {}
        for row in _rows(file):
            key = (row["id"], stem(row["document"]), row["content"])
            found.setdefault(key, []).append(row["tag"])
        return Incoming(
            passages=tuple(
                IncomingPassage(document, content, themes=tuple(tags))
                for (_, document, content), tags in found.items()
            ),
            themes=themes_of(tag for tags in found.values() for tag in tags),
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
            raise file.refused("has no column tag, name or path")
        rows = [row for row in _rows(file) if row[column]]
        return Incoming(
            themes=by_path(
                Theme(
                    row[column],
                    row[column],
                    colour=colour_at(place),
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
        raise file.refused(f"is no CSV ({error})") from None
    for number, row in enumerate(rows, 2):
        if len(row) < len(heads):
            raise file.refused(f"lacks a cell in row {number}")
    return rows

"""Lines of doccano: a text and its labels each."""

from __future__ import annotations

from typing import Any

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    UniqueNames,
    document_name,
    error_reason,
    text_field,
    themes_from_labels,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import from_crlf, normalize_line_ends
from tui.model import Span


class Doccano(Importer):
    """Both shapes that doccano writes: ``label`` as triples, ``entities`` as objects."""

    name = "doccano"
    label = "doccano"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first line."""
        first = file.lines[0] if file.lines else {}
        return "text" in first and ("label" in first or "entities" in first)

    def read(self, file: NotesFile) -> Incoming:
        """Every labelled stretch of every line.

        Raises:
            NotesError: if it is no such file.
        """
        if not file.lines:
            raise file.notes_error("is no JSON with an object on each line")
        articles, passages, names = [], [], UniqueNames()
        try:
            for number, line in enumerate(file.lines, 1):
                text = text_field(line, "text")
                name = names.free(_name(line) or f"{document_name(file.name)}-{number}")
                articles.append(IncomingArticle(name, normalize_line_ends(text)))
                point = from_crlf(text)
                passages += merge_passages(
                    IncomingPassage(name, span=Span(point(start), point(end)), themes=(label,))
                    for start, end, label in _labels(line)
                )
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no export of doccano ({error_reason(error)})") from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_labels(theme for one in passages for theme in one.themes),
        )


def _name(line: dict[str, Any]) -> str:
    meta = line.get("meta")
    name = (meta if isinstance(meta, dict) else line).get("article", "")
    return name if isinstance(name, str) else ""


def _labels(line: dict[str, Any]) -> list[tuple[int, int, str]]:
    found = [
        *((start, end, label) for start, end, label in line.get("label", ())),
        *((e["start_offset"], e["end_offset"], e["label"]) for e in line.get("entities", ())),
    ]
    for start, end, label in found:
        if type(start) is not int or type(end) is not int or not isinstance(label, str):
            raise FieldError("a label is not two numbers and a name")
    return found

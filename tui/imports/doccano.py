"""doccano: JSON lines with a text and its labels each."""

from __future__ import annotations

from typing import Any

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    UniqueNames,
    document_name,
    error_reason,
    text_field,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.incoming_themes import themes_from_passages
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import from_crlf, normalize_line_ends
from tui.model import Span


class Doccano(Importer):
    """The JSONL of doccano 1.x, with ``label`` as triples or ``entities`` as objects.

    Offsets are code points, end excluded.
    """

    name = "doccano"
    label = "doccano"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first line."""
        first = file.lines[0] if file.lines else {}
        return "text" in first and ("label" in first or "entities" in first)

    def read(self, file: NotesFile) -> Incoming:
        """Every labelled span of every line.

        Raises:
            NotesError: if a line does not follow the format.
        """
        if not file.lines:
            raise file.notes_error("is no JSON with an object on each line")
        articles, passages, names = [], [], UniqueNames()
        try:
            for number, line in enumerate(file.lines, 1):
                text = text_field(line, "text")
                name = names.unique(_name(line) or f"{document_name(file.name)}-{number}")
                articles.append(IncomingArticle(name, normalize_line_ends(text)))
                convert = from_crlf(text)
                passages += merge_passages(
                    IncomingPassage(name, span=Span(convert(start), convert(end)), themes=(label,))
                    for start, end, label in _labels(line)
                )
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no export of doccano ({error_reason(error)})") from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_passages(passages),
        )


def _name(line: dict[str, Any]) -> str:
    meta = line.get("meta")
    name = (meta if isinstance(meta, dict) else line).get("article", "")
    return name if isinstance(name, str) else ""


def _labels(line: dict[str, Any]) -> list[tuple[int, int, str]]:
    labels = [
        *((start, end, label) for start, end, label in line.get("label", ())),
        *(
            (entity["start_offset"], entity["end_offset"], entity["label"])
            for entity in line.get("entities", ())
        ),
    ]
    for start, end, label in labels:
        if type(start) is not int or type(end) is not int or not isinstance(label, str):
            raise FieldError("a label is not two numbers and a name")
    return labels

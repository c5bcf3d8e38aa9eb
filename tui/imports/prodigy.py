"""Lines of Prodigy, and of everything else that writes spaCy's spans as JSON."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from tui.imports.fields import (
    FORMAT_ERRORS,
    UniqueNames,
    document_name,
    error_reason,
    number_field,
    text_field,
    themes_from_labels,
    without_placeholder,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, normalize_line_ends
from tui.model import Span

_KNOWN = ("id", "note", "coder", "created", "changed")
"""What our export says of a passage beside its label."""


class Prodigy(Importer):
    """Spans of every line that was accepted; where ours kept exact offsets, those."""

    name = "prodigy"
    label = "Prodigy / spaCy JSONL"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first line."""
        return bool(file.lines) and {"text", "spans"} <= file.lines[0].keys()

    def read(self, file: NotesFile) -> Incoming:
        """Every span; lines that were rejected or ignored are left out.

        Raises:
            NotesError: if it is no such file.
        """
        if not file.lines:
            raise file.notes_error("is no JSON with an object on each line")
        articles: list[IncomingArticle] = []
        passages: list[IncomingPassage] = []
        refused, names = 0, UniqueNames()
        try:
            for number, line in enumerate(file.lines, 1):
                if line.get("answer", "accept") != "accept":
                    refused += 1
                    continue
                name = names.free(_name(line) or f"{document_name(file.name)}-{number}")
                text = text_field(line, "text")
                articles.append(IncomingArticle(name, normalize_line_ends(text)))
                point = from_crlf(text)
                exact = line.get("meta", {}).get("exact", ())
                passages += merge_passages(
                    _passage(name, point, span, place)
                    for span, place in zip_longest(line.get("spans", ()), exact)
                )
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no export of Prodigy ({error_reason(error)})") from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_labels(theme for one in passages for theme in one.themes),
            left_out=(f"Texts that were not accepted, left out: {refused}.",) if refused else (),
        )


def _name(line: dict[str, Any]) -> str:
    meta = line.get("meta", {})
    return str(meta.get("article") or document_name(str(meta.get("source") or "")))


def _passage(
    name: str, point: OffsetConverter, span: dict[str, Any], exact: Any
) -> IncomingPassage:
    start, end = exact or (number_field(span, "start"), number_field(span, "end"))
    known = {key: text_field({key: span.get(key, "")}, key) for key in _KNOWN}
    return IncomingPassage(
        name,
        span=Span(point(start), point(end)),
        themes=without_placeholder([text_field(span, "label")]),
        **known,
    )

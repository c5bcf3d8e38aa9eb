"""Prodigy, and other programs that write spans as spaCy's JSON lines."""

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
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.incoming_themes import themes_from_passages, without_placeholder
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, normalize_line_ends
from tui.model import Span

_METADATA = ("id", "note", "coder", "created", "changed")
"""What our export writes beside the label of a span."""


class Prodigy(Importer):
    """The spans of every accepted task, as ``spans.manual`` and ``ner.manual`` write them.

    Offsets are code points, end excluded; the exact ones of our export replace those of tokens.
    """

    name = "prodigy"
    label = "Prodigy / spaCy JSONL"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first line."""
        return bool(file.lines) and {"text", "spans"} <= file.lines[0].keys()

    def read(self, file: NotesFile) -> Incoming:
        """Every span; tasks that were rejected or ignored are left out.

        Raises:
            NotesError: if a line does not follow the format.
        """
        if not file.lines:
            raise file.notes_error("is no JSON with an object on each line")
        articles: list[IncomingArticle] = []
        passages: list[IncomingPassage] = []
        rejected, names = 0, UniqueNames()
        try:
            for number, line in enumerate(file.lines, 1):
                if line.get("answer", "accept") != "accept":
                    rejected += 1
                    continue
                name = names.unique(_name(line) or f"{document_name(file.name)}-{number}")
                text = text_field(line, "text")
                articles.append(IncomingArticle(name, normalize_line_ends(text)))
                convert = from_crlf(text)
                exact = line.get("meta", {}).get("exact", ())
                passages += merge_passages(
                    _passage(name, convert, span, offsets)
                    for span, offsets in zip_longest(line.get("spans", ()), exact)
                )
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no export of Prodigy ({error_reason(error)})") from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_from_passages(passages),
            left_out=(f"Texts that were not accepted, left out: {rejected}.",) if rejected else (),
        )


def _name(line: dict[str, Any]) -> str:
    meta = line.get("meta", {})
    return str(meta.get("article") or document_name(str(meta.get("source") or "")))


def _passage(
    name: str, convert: OffsetConverter, span: dict[str, Any], exact: Any
) -> IncomingPassage:
    start, end = exact or (number_field(span, "start"), number_field(span, "end"))
    metadata = {key: text_field({key: span.get(key, "")}, key) for key in _METADATA}
    return IncomingPassage(
        name,
        span=Span(convert(start), convert(end)),
        themes=without_placeholder([text_field(span, "label")]),
        **metadata,
    )

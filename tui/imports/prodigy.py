"""Lines of Prodigy, and of everything else that writes spaCy's spans as JSON."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from tui.imports.fields import (
    WRONG,
    Names,
    number_of,
    reason,
    stem,
    text_of,
    themes_but_none,
    themes_of,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, gathered
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import Converter, folded, from_crlf
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
            raise file.refused("is no JSON with an object on each line")
        articles: list[IncomingArticle] = []
        passages: list[IncomingPassage] = []
        refused, names = 0, Names()
        try:
            for number, line in enumerate(file.lines, 1):
                if line.get("answer", "accept") != "accept":
                    refused += 1
                    continue
                name = names.free(_name(line) or f"{stem(file.name)}-{number}")
                text = text_of(line, "text")
                articles.append(IncomingArticle(name, folded(text)))
                point = from_crlf(text)
                exact = line.get("meta", {}).get("exact", ())
                passages += gathered(
                    _passage(name, point, span, place)
                    for span, place in zip_longest(line.get("spans", ()), exact)
                )
        except WRONG as error:
            raise file.refused(f"is no export of Prodigy ({reason(error)})") from None
        return Incoming(
            tuple(articles),
            tuple(passages),
            themes_of(theme for one in passages for theme in one.themes),
            left_out=(f"Texts that were not accepted, left out: {refused}.",) if refused else (),
        )


def _name(line: dict[str, Any]) -> str:
    meta = line.get("meta", {})
    return str(meta.get("article") or stem(str(meta.get("source") or "")))


def _passage(name: str, point: Converter, span: dict[str, Any], exact: Any) -> IncomingPassage:
    start, end = exact or (number_of(span, "start"), number_of(span, "end"))
    known = {key: text_of({key: span.get(key, "")}, key) for key in _KNOWN}
    return IncomingPassage(
        name,
        span=Span(point(start), point(end)),
        themes=themes_but_none([text_of(span, "label")]),
        **known,
    )

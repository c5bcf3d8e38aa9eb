"""Our own JSON, as the export of that name writes it."""

from __future__ import annotations

from typing import Any

from tui.imports.base import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.notes_file import NotesFile
from tui.model import Span, Theme

_FORMAT = "pullquote-notes"
_NEWEST = 1


class JsonNotes(Importer):
    """Everything that the export says, so that nothing is lost on the way and back."""

    name = "json"
    label = "JSON"

    def recognises(self, file: NotesFile) -> bool:
        """By its field ``format``."""
        return isinstance(file.document, dict) and file.document.get("format") == _FORMAT

    def read(self, file: NotesFile) -> Incoming:
        """The codebook, the articles and every annotation.

        Raises:
            NotesError: if it is not what the export writes.
        """
        if not self.recognises(file):
            raise file.refused(f"is no JSON of the format {_FORMAT}")
        document = file.document
        if document.get("version") != _NEWEST:
            raise file.refused(
                f"is of version {document.get('version')} of its format, and this Pullquote "
                f"knows {_NEWEST}: update Pullquote"
            )
        try:
            return Incoming(
                tuple(
                    IncomingArticle(_text(one, "id"), _text(one, "text"), _text(one, "title"))
                    for one in document["articles"]
                ),
                tuple(map(_passage, document["annotations"])),
                tuple(map(_theme, document["codebook"])),
                has_whole_codebook=True,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise file.refused(f"is not what the export writes ({error!r})") from None


def _passage(one: dict[str, Any]) -> IncomingPassage:
    selector = one["selector"]
    return IncomingPassage(
        article=_text(one, "article"),
        exact=_text(selector, "exact"),
        span=Span(_number(selector, "start"), _number(selector, "end")),
        prefix=_text(selector, "prefix"),
        suffix=_text(selector, "suffix"),
        sha256=_text(selector, "sha256"),
        themes=_texts(one, "themes"),
        note=_text(one, "note"),
        coder=_text(one, "coder"),
        created=_text(one, "created"),
        changed=_text(one, "changed"),
        id=_text(one, "id"),
    )


def _theme(one: dict[str, Any]) -> Theme:
    return Theme(
        id=_text(one, "id"),
        label=_text(one, "label"),
        key=_text(one, "key"),
        colour=_text(one, "colour"),
        description=_text(one, "description"),
        parent=_text(one, "parent"),
        cues=_texts(one, "cues"),
    )


def _text(document: dict[str, Any], field: str) -> str:
    value = document[field]
    if not isinstance(value, str):
        raise TypeError(f"“{field}” is no text")
    return value


def _texts(document: dict[str, Any], field: str) -> tuple[str, ...]:
    values = document[field]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"“{field}” is no list of texts")
    return tuple(values)


def _number(document: dict[str, Any], field: str) -> int:
    value = document[field]
    if type(value) is not int:
        raise TypeError(f"“{field}” is no whole number")
    return value

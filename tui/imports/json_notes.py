"""Our own JSON, as the export of that name writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast, get_args

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    error_reason,
    number_field,
    text_field,
    text_list_field,
    utc_time,
)
from tui.imports.importer import Importer
from tui.imports.incoming import (
    Incoming,
    IncomingArticle,
    IncomingCorrection,
    IncomingPassage,
)
from tui.imports.notes_file import NotesFile
from tui.model import CorrectionKind, Span, Theme

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
            raise file.notes_error(f"is no JSON of the format {_FORMAT}")
        document = file.document
        if document.get("version") != _NEWEST:
            raise file.notes_error(
                f"is of version {document.get('version')} of its format, and this Pullquote "
                f"knows {_NEWEST}: update Pullquote"
            )
        try:
            themes = [_theme(one) for one in document["codebook"]]
            _check_tree(themes)
            return Incoming(
                tuple(
                    IncomingArticle(
                        text_field(one, "id"), text_field(one, "text"), text_field(one, "title")
                    )
                    for one in document["articles"]
                ),
                tuple(map(_passage, document["annotations"])),
                tuple(themes),
                has_whole_codebook=True,
                corrections=tuple(map(_correction, document.get("corrections", []))),
                earlier_texts=tuple(text_field(one, "text") for one in document.get("texts", [])),
            )
        except FORMAT_ERRORS as error:
            raise file.notes_error(
                f"is not what the export writes ({error_reason(error)})"
            ) from None


def _passage(one: dict[str, Any]) -> IncomingPassage:
    return replace(_words(one), themes=text_list_field(one, "themes"), note=text_field(one, "note"))


def _correction(one: dict[str, Any]) -> IncomingCorrection:
    kind = text_field(one, "kind")
    if kind not in get_args(CorrectionKind):
        raise FieldError(f"“{kind}” is no kind of correction")
    return IncomingCorrection(_words(one), cast("CorrectionKind", kind), text_field(one, "name"))


def _words(one: dict[str, Any]) -> IncomingPassage:
    selector = one["selector"]
    return IncomingPassage(
        article=text_field(one, "article"),
        exact=text_field(selector, "exact"),
        span=Span(number_field(selector, "start"), number_field(selector, "end")),
        prefix=text_field(selector, "prefix"),
        suffix=text_field(selector, "suffix"),
        sha256=text_field(selector, "sha256"),
        coder=text_field(one, "coder"),
        created=utc_time(text_field(one, "created")),
        changed=utc_time(text_field(one, "changed")),
        id=text_field(one, "id"),
    )


def _check_tree(themes: Sequence[Theme]) -> None:
    above = {theme.id: theme.parent for theme in themes}
    if len(above) < len(themes):
        raise FieldError("two of its themes have one id")
    for theme in themes:
        way, step = set[str](), theme.id
        while step in above:
            if step in way:
                raise FieldError(f"the theme “{theme.id}” is below itself")
            way.add(step)
            step = above[step]


def _theme(one: dict[str, Any]) -> Theme:
    return Theme(
        id=text_field(one, "id"),
        label=text_field(one, "label"),
        key=text_field(one, "key"),
        colour=text_field(one, "colour"),
        description=text_field(one, "description"),
        parent=text_field(one, "parent"),
        cues=text_list_field(one, "cues"),
    )

"""Our own JSON, as the export of that name writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast, get_args

from tui.imports.fields import WRONG, FieldError, number_of, reason, text_of, texts_of, utc
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
            raise file.refused(f"is no JSON of the format {_FORMAT}")
        document = file.document
        if document.get("version") != _NEWEST:
            raise file.refused(
                f"is of version {document.get('version')} of its format, and this Pullquote "
                f"knows {_NEWEST}: update Pullquote"
            )
        try:
            themes = [_theme(one) for one in document["codebook"]]
            _check_tree(themes)
            return Incoming(
                tuple(
                    IncomingArticle(text_of(one, "id"), text_of(one, "text"), text_of(one, "title"))
                    for one in document["articles"]
                ),
                tuple(map(_passage, document["annotations"])),
                tuple(themes),
                has_whole_codebook=True,
                corrections=tuple(map(_correction, document.get("corrections", []))),
                earlier_texts=tuple(text_of(one, "text") for one in document.get("texts", [])),
            )
        except WRONG as error:
            raise file.refused(f"is not what the export writes ({reason(error)})") from None


def _passage(one: dict[str, Any]) -> IncomingPassage:
    return replace(_words(one), themes=texts_of(one, "themes"), note=text_of(one, "note"))


def _correction(one: dict[str, Any]) -> IncomingCorrection:
    kind = text_of(one, "kind")
    if kind not in get_args(CorrectionKind):
        raise FieldError(f"“{kind}” is no kind of correction")
    return IncomingCorrection(_words(one), cast("CorrectionKind", kind), text_of(one, "name"))


def _words(one: dict[str, Any]) -> IncomingPassage:
    selector = one["selector"]
    return IncomingPassage(
        article=text_of(one, "article"),
        exact=text_of(selector, "exact"),
        span=Span(number_of(selector, "start"), number_of(selector, "end")),
        prefix=text_of(selector, "prefix"),
        suffix=text_of(selector, "suffix"),
        sha256=text_of(selector, "sha256"),
        coder=text_of(one, "coder"),
        created=utc(text_of(one, "created")),
        changed=utc(text_of(one, "changed")),
        id=text_of(one, "id"),
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
        id=text_of(one, "id"),
        label=text_of(one, "label"),
        key=text_of(one, "key"),
        colour=text_of(one, "colour"),
        description=text_of(one, "description"),
        parent=text_of(one, "parent"),
        cues=texts_of(one, "cues"),
    )

"""Pullquote's own JSON."""

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
_VERSION = 1


class JsonNotes(Importer):
    """What the export of that name writes, without any loss; offsets are code points."""

    name = "json"
    label = "JSON"

    def recognises(self, file: NotesFile) -> bool:
        """By its field ``format``."""
        return isinstance(file.document, dict) and file.document.get("format") == _FORMAT

    def read(self, file: NotesFile) -> Incoming:
        """The codebook, the articles and every annotation.

        Raises:
            NotesError: if it does not follow the format, or is of another version.
        """
        if not self.recognises(file):
            raise file.notes_error(f"is no JSON of the format {_FORMAT}")
        document = file.document
        if document.get("version") != _VERSION:
            raise file.notes_error(
                f"is of version {document.get('version')} of its format, and this Pullquote "
                f"knows {_VERSION}: update Pullquote"
            )
        try:
            themes = [_theme(theme) for theme in document["codebook"]]
            _check_tree(themes)
            return Incoming(
                tuple(
                    IncomingArticle(
                        text_field(article, "id"),
                        text_field(article, "text"),
                        text_field(article, "title"),
                    )
                    for article in document["articles"]
                ),
                tuple(map(_passage, document["annotations"])),
                tuple(themes),
                has_whole_codebook=True,
                corrections=tuple(map(_correction, document.get("corrections", []))),
                earlier_texts=tuple(text_field(text, "text") for text in document.get("texts", [])),
            )
        except FORMAT_ERRORS as error:
            raise file.notes_error(
                f"is not what the export writes ({error_reason(error)})"
            ) from None


def _article(article: dict[str, Any]) -> IncomingArticle:
    return IncomingArticle(
        text_field(article, "id"), text_field(article, "text"), text_field(article, "title")
    )


def _passage(annotation: dict[str, Any]) -> IncomingPassage:
    return replace(
        _bare_passage(annotation),
        themes=text_list_field(annotation, "themes"),
        note=text_field(annotation, "note"),
    )


def _correction(correction: dict[str, Any]) -> IncomingCorrection:
    kind = text_field(correction, "kind")
    if kind not in get_args(CorrectionKind):
        raise FieldError(f"“{kind}” is no kind of correction")
    return IncomingCorrection(
        _bare_passage(correction), cast("CorrectionKind", kind), text_field(correction, "name")
    )


def _bare_passage(item: dict[str, Any]) -> IncomingPassage:
    """What annotations and corrections have in common."""
    selector = item["selector"]
    return IncomingPassage(
        article=text_field(item, "article"),
        exact=text_field(selector, "exact"),
        span=Span(number_field(selector, "start"), number_field(selector, "end")),
        prefix=text_field(selector, "prefix"),
        suffix=text_field(selector, "suffix"),
        sha256=text_field(selector, "sha256"),
        coder=text_field(item, "coder"),
        created=utc_time(text_field(item, "created")),
        changed=utc_time(text_field(item, "changed")),
        id=text_field(item, "id"),
    )


def _check_tree(themes: Sequence[Theme]) -> None:
    parents = {theme.id: theme.parent for theme in themes}
    if len(parents) < len(themes):
        raise FieldError("two of its themes have one id")
    for theme in themes:
        seen, ancestor = set[str](), theme.id
        while ancestor in parents:
            if ancestor in seen:
                raise FieldError(f"the theme “{theme.id}” is below itself")
            seen.add(ancestor)
            ancestor = parents[ancestor]


def _theme(theme: dict[str, Any]) -> Theme:
    return Theme(
        id=text_field(theme, "id"),
        label=text_field(theme, "label"),
        key=text_field(theme, "key"),
        colour=text_field(theme, "colour"),
        description=text_field(theme, "description"),
        parent=text_field(theme, "parent"),
        cues=text_list_field(theme, "cues"),
    )

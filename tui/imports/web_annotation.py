"""Annotations of the web: W3C Web Annotation, and the JSON of the Hypothesis API."""

from __future__ import annotations

import base64
from typing import Any

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    document_name,
    error_reason,
    number_field,
    text_field,
    text_list_field,
    utc_time,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import default_colour, themes_from_passages
from tui.imports.notes_file import NotesFile
from tui.model import Span, Theme

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_UUID_URN = "urn:uuid:"


class WebAnnotation(Importer):
    """The W3C Recommendation of 2017-02-23: an Annotation, an AnnotationPage or a collection.

    Offsets are code points, end excluded.
    """

    name = "webannotation"
    label = "W3C Web Annotation (JSON-LD)"

    def recognises(self, file: NotesFile) -> bool:
        """By its ``@context``."""
        if not isinstance(file.document, dict):
            return False
        context = file.document.get("@context")
        return _CONTEXT in (context if isinstance(context, list) else [context])

    def read(self, file: NotesFile) -> Incoming:
        """Every annotation with a TextQuoteSelector; replies and pictures are left out.

        Raises:
            NotesError: if it is no such document.
        """
        try:
            items = list(_items(file.document))
            targets = [(item, target) for item in items for target in _targets(item)]
            passages = [_passage(item, target) for item, target in targets]
            tags = [_theme(body) for item in items for body in _bodies(item, is_tag=True)]
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no W3C Web Annotation ({error_reason(error)})") from None
        quoted = tuple(passage for passage in passages if passage is not None)
        missing = len(passages) - len(quoted)
        return Incoming(
            passages=quoted,
            themes=tuple(
                theme._replace(colour=default_colour(index))
                for index, theme in enumerate(dict.fromkeys(tags))
            ),
            left_out=(f"Left out, for they are about no words: {missing}.",) if missing else (),
        )


def _items(document: dict[str, Any]) -> list[dict[str, Any]]:
    if document["type"] == "Annotation":
        return [document]
    if document["type"] == "AnnotationCollection":
        document = document["first"]
    items: list[dict[str, Any]] = document["items"]
    return items


def _targets(item: dict[str, Any]) -> list[Any]:
    return _as_list(item["target"]) or [None]


def _passage(item: dict[str, Any], target: Any) -> IncomingPassage | None:
    if not isinstance(target, dict):
        return None
    selectors = {selector["type"]: selector for selector in _as_list(target.get("selector"))}
    quote = selectors.get("TextQuoteSelector")
    position = selectors.get("TextPositionSelector")
    if quote is None:
        return None
    creator = item.get("creator", "")
    return IncomingPassage(
        article=document_name(_source(target["source"])),
        exact=text_field(quote, "exact"),
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        span=Span(number_field(position, "start"), number_field(position, "end"))
        if position
        else None,
        sha256=_hash(target["source"]) if position else "",
        themes=tuple(_theme(body).id for body in _bodies(item, is_tag=True)),
        note="\n\n".join(text_field(body, "value") for body in _bodies(item, is_tag=False)),
        coder=creator.get("name", "") if isinstance(creator, dict) else str(creator),
        created=utc_time(item.get("created", "")),
        changed=utc_time(item.get("modified", "")),
        id=str(item.get("pullquote:id", item.get("id", ""))).removeprefix(_UUID_URN),
    )


def _source(source: Any) -> str:
    return text_field(source, "id") if isinstance(source, dict) else str(source)


def _hash(source: Any) -> str:
    return str(source.get("pullquote:sha256", "")) if isinstance(source, dict) else ""


def _bodies(item: dict[str, Any], is_tag: bool) -> list[dict[str, Any]]:
    bodies = (body for body in _as_list(item.get("body")) if isinstance(body, dict))
    return [body for body in bodies if (body.get("purpose") == "tagging") == is_tag]


def _theme(body: dict[str, Any]) -> Theme:
    label = text_field(body, "value")
    return Theme(str(body.get("pullquote:theme", label)), label)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class Hypothesis(Importer):
    """The JSON of the Hypothesis API (version 1): passages by their TextQuoteSelector.

    Its TextPositionSelector counts in the web page, not in the article.
    """

    name = "hypothesis"
    label = "Hypothesis"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first annotation."""
        first = next(iter(_rows(file.document) or ()), None)
        return isinstance(first, dict) and {"uri", "target"} <= first.keys()

    def read(self, file: NotesFile) -> Incoming:
        """Every annotation with a TextQuoteSelector; page notes and replies are left out.

        Raises:
            NotesError: if it is no such file.
        """
        try:
            rows = _rows(file.document)
            if rows is None:
                raise FieldError("there are no annotations in it")
            passages = [_hypothesis_passage(row) for row in rows]
            titles = {document_name(text_field(row, "uri")): _title(row) for row in rows}
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no file of Hypothesis ({error_reason(error)})") from None
        quoted = tuple(passage for passage in passages if passage is not None)
        missing = len(passages) - len(quoted)
        return Incoming(
            tuple(IncomingArticle(name, title=title) for name, title in titles.items()),
            quoted,
            themes_from_passages(quoted),
            left_out=(f"Page notes and replies left out: {missing}.",) if missing else (),
        )


def _rows(document: Any) -> list[dict[str, Any]] | None:
    if isinstance(document, dict):
        document = document.get("rows", document.get("annotations"))
    return document if isinstance(document, list) else None


def _title(row: dict[str, Any]) -> str:
    titles = row.get("document", {}).get("title", [])
    return titles[0] if titles and isinstance(titles[0], str) else ""


def _hypothesis_passage(row: dict[str, Any]) -> IncomingPassage | None:
    selectors = [s for target in row["target"] for s in target.get("selector", ())]
    quote = next((s for s in selectors if s["type"] == "TextQuoteSelector"), None)
    if quote is None:
        return None
    return IncomingPassage(
        article=document_name(text_field(row, "uri")),
        exact=text_field(quote, "exact"),
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        themes=text_list_field(row, "tags"),
        note=text_field(row, "text"),
        coder=row.get("user_info", {}).get("display_name")
        or text_field(row, "user").removeprefix("acct:").partition("@")[0],
        created=utc_time(row.get("created", "")),
        changed=utc_time(row.get("updated", "")),
        id=_uuid(text_field(row, "id")),
    )


def _uuid(short: str) -> str:
    """The UUID in hexadecimal digits, which the service writes in URL-safe Base64."""
    try:
        return base64.urlsafe_b64decode(short + "==").hex()
    except ValueError:
        return short

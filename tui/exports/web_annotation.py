"""Annotations in the form of the web."""

from __future__ import annotations

import base64
import re
from typing import Any
from uuid import UUID

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_urn, uuid_of
from tui.exports.json_text import dumps
from tui.exports.losses import CODEBOOK, left_out
from tui.exports.text_offsets import Utf16Text
from tui.model import Anchored, Article, Notes, Reading, Selector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PREFIX = "urn:pullquote:"
"""What the keys that begin with ``pullquote:`` belong to."""


class WebAnnotation(Exporter):
    """A W3C Web Annotation page (JSON-LD).

    Positions are code points, the end not included. The selectors describe today's text; an
    orphan has only its old words. Each tag has the theme's label as its value and the theme's id
    under a key of our own; so have the article's id and the hash of its text, and the speaker.
    """

    name = "webannotation"
    label = "W3C Web Annotation (JSON-LD)"
    suffix = ".jsonld"

    def render(self, notes: Notes) -> bytes:
        """The page with its annotations by article and place."""
        codes = Codes(notes)
        items = [_item(r, one, codes) for r in notes.readings for one in r.annotations]
        page = {
            "@context": [CONTEXT, {"pullquote": PREFIX}],
            "id": f"urn:uuid:{uuid_of('page', *(item['id'] for item in items))}",
            "type": "AnnotationPage",
            "items": items,
        }
        return (dumps(page, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """The codebook; and what an article is beside its title and words."""
        return left_out(
            notes,
            "fuzzy", "corrections", "hierarchy", "colours", "descriptions", "keys", "sources",
        )  # fmt: skip


def _item(reading: Reading, anchored: Anchored, codes: Codes) -> dict[str, Any]:
    annotation = anchored.annotation
    item: dict[str, Any] = {
        "id": f"urn:uuid:{uuid_of('annotation', annotation.id)}",
        "type": "Annotation",
        "motivation": "tagging" if annotation.themes else "commenting",
        "pullquote:id": annotation.id,
    }
    if annotation.created:
        item["created"] = annotation.created
    if annotation.changed:
        item["modified"] = annotation.changed
    if annotation.coder:
        item["creator"] = {"type": "Person", "name": annotation.coder}
    if speaker := reading.speaker(anchored):
        item["pullquote:speaker"] = speaker
    item["body"] = [
        {
            "type": "TextualBody",
            "purpose": "tagging",
            "value": codes.label(theme),
            "pullquote:theme": theme,
        }
        for theme in annotation.themes
    ]
    if annotation.note:
        item["body"].append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "value": annotation.note,
                "format": "text/plain",
            }
        )
    item["target"] = {
        "source": _source(reading.article),
        "selector": _selectors(reading.article, anchored),
    }
    return item


def _source(article: Article) -> dict[str, Any]:
    return {
        "id": article_urn(article.id),
        "type": "Text",
        "format": "text/plain",
        "dcterms:title": article.title,
        "pullquote:article": article.id,
        "pullquote:sha256": article.sha256,
    }


def _selectors(article: Article, anchored: Anchored) -> list[dict[str, Any]]:
    span = anchored.span
    selector = Selector.describe(article, span) if span else anchored.annotation.selector
    quote = {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    if span is None:
        return [quote]
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


AUTHORITY = "pullquote.invalid"
GROUP = "__world__"

_NO_NAME = re.compile(r"[^A-Za-z0-9._]")


class Hypothesis(Exporter):
    """What the search of the Hypothesis API answers with.

    Positions are UTF-16 code units of the article's text. Ids are those of Pullquote in the
    service's own spelling (a UUID in URL-safe Base64).
    """

    name = "hypothesis"
    label = "Hypothesis (API JSON)"
    suffix = ".hypothesis.json"

    def render(self, notes: Notes) -> bytes:
        """The annotations by article and place; an orphan has only its old words."""
        codes = Codes(notes)
        rows = []
        for reading in notes.readings:
            places = Utf16Text(reading.article.text)
            rows += [_row(reading, one, codes, places) for one in reading.annotations]
        return (dumps({"rows": rows, "total": len(rows)}, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """The speakers and the codebook; and what an article is beside its title."""
        return left_out(notes, "speakers", "fuzzy", "corrections", *CODEBOOK, "sources")


def _row(reading: Reading, anchored: Anchored, codes: Codes, places: Utf16Text) -> dict[str, Any]:
    annotation, article = anchored.annotation, reading.article
    uri = article_urn(article.id)
    user = f"acct:{_NO_NAME.sub('_', annotation.coder) or 'reader'}@{AUTHORITY}"
    row: dict[str, Any] = {
        "id": _short_id(annotation.id),
        "created": annotation.created,
        "updated": annotation.changed,
        "user": user,
        "uri": uri,
        "text": annotation.note,
        "tags": [codes.names[theme] for theme in annotation.themes],
        "group": GROUP,
        "permissions": {
            "read": [f"group:{GROUP}"],
            "admin": [user],
            "update": [user],
            "delete": [user],
        },
        "target": [{"source": uri, "selector": _selectors_hypothesis(reading, anchored, places)}],
        "document": {"title": [article.title]},
        "links": {},
        "hidden": False,
        "flagged": False,
    }
    if annotation.coder:
        row["user_info"] = {"display_name": annotation.coder}
    return row


def _short_id(annotation_id: str) -> str:
    try:
        whole = UUID(annotation_id)
    except ValueError:
        whole = UUID(uuid_of("annotation", annotation_id))
    return base64.urlsafe_b64encode(whole.bytes).decode().rstrip("=")


def _selectors_hypothesis(
    reading: Reading, anchored: Anchored, places: Utf16Text
) -> list[dict[str, Any]]:
    selector = anchored.annotation.selector
    position = []
    if anchored.span is not None:
        selector = Selector.describe(reading.article, anchored.span)
        start, end = places.span(anchored.span)
        position = [{"type": "TextPositionSelector", "start": start, "end": end}]
    return [
        *position,
        {
            "type": "TextQuoteSelector",
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
        },
    ]

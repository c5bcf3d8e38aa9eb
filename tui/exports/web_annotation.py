"""Annotations of the web: W3C Web Annotation, and the JSON of the Hypothesis API.

Both describe a passage by a TextQuoteSelector and a TextPositionSelector.
"""

from __future__ import annotations

import base64
import re
from typing import Any
from uuid import UUID

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_urn, uuid_of
from tui.exports.losses import BARE_LABEL_LOSSES, loss_sentences
from tui.exports.offset_units import Utf16Offsets
from tui.exports.safe_text import json_text
from tui.model import Anchored, Article, Notes, Reading, Selector, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:pullquote:"
"""The namespace of the keys that begin with ``pullquote:``."""
AUTHORITY = "pullquote.invalid"
"""The domain in the names of Hypothesis users."""
GROUP = "__world__"
"""The public group of Hypothesis."""

_NOT_IN_USER_NAMES = re.compile(r"[^A-Za-z0-9._]")


def _quote_selector(reading: Reading, anchored: Anchored) -> dict[str, str]:
    """The TextQuoteSelector of the passage in today's text; an orphan's old text and context."""
    span = anchored.span
    selector = anchored.annotation.selector
    if span is not None:
        selector = Selector.describe(reading.article, span)
    return {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }


def _position_selector(span: Span) -> dict[str, str | int]:
    """The TextPositionSelector of a span, in whatever unit it counts."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


class WebAnnotation(Exporter):
    """An AnnotationPage of the W3C Web Annotation Data Model (JSON-LD, 2017-02-23).

    Offsets are code points, end excluded. The selectors describe today's text; an orphan has only
    a TextQuoteSelector. A tag has the theme's label as its value. The theme's id, the speaker, the
    article's id and the hash of its text have keys in the namespace ``pullquote``.
    """

    name = "webannotation"
    label = "W3C Web Annotation (JSON-LD)"
    suffix = ".jsonld"

    def render(self, notes: Notes) -> bytes:
        """The annotations by article and offset."""
        codes = CodeSystem(notes)
        items = [_item(r, anchored, codes) for r in notes.readings for anchored in r.annotations]
        page = {
            "@context": [CONTEXT, {"pullquote": NAMESPACE}],
            "id": f"urn:uuid:{uuid_of('page', *(item['id'] for item in items))}",
            "type": "AnnotationPage",
            "items": items,
        }
        return (json_text(page, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """Most of the codebook, and the metadata of articles but their titles."""
        return loss_sentences(
            notes,
            "fuzzy", "corrections", "hierarchy", "colours", "descriptions", "keys", "sources",
        )  # fmt: skip


def _item(reading: Reading, anchored: Anchored, codes: CodeSystem) -> dict[str, Any]:
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
    selectors: list[dict[str, Any]] = [_quote_selector(reading, anchored)]
    if anchored.span is not None:
        selectors.append(_position_selector(anchored.span))
    item["target"] = {
        "source": _source(reading.article),
        "selector": selectors,
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


class Hypothesis(Exporter):
    """The response of ``GET /api/search`` of the Hypothesis API (version 1).

    Offsets are UTF-16 code units of the article's text, end excluded; an orphan has only a
    TextQuoteSelector. Ids are Pullquote's in the spelling of the service: a UUID in URL-safe
    Base64 without padding.
    """

    name = "hypothesis"
    label = "Hypothesis (API JSON)"
    suffix = ".hypothesis.json"

    def render(self, notes: Notes) -> bytes:
        """The annotations by article and offset."""
        codes = CodeSystem(notes)
        rows = []
        for reading in notes.readings:
            offsets = Utf16Offsets(reading.article.text)
            rows += [_row(reading, anchored, codes, offsets) for anchored in reading.annotations]
        return (json_text({"rows": rows, "total": len(rows)}, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """The speakers, the codebook, and the metadata of articles but their titles."""
        return loss_sentences(
            notes, "speakers", "fuzzy", "corrections", *BARE_LABEL_LOSSES, "sources"
        )


def _row(
    reading: Reading, anchored: Anchored, codes: CodeSystem, offsets: Utf16Offsets
) -> dict[str, Any]:
    annotation, article = anchored.annotation, reading.article
    uri = article_urn(article.id)
    selectors: list[dict[str, Any]] = [_quote_selector(reading, anchored)]
    if anchored.span is not None:
        selectors.insert(0, _position_selector(offsets.span(anchored.span)))
    user = f"acct:{_NOT_IN_USER_NAMES.sub('_', annotation.coder) or 'reader'}@{AUTHORITY}"
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
        "target": [{"source": uri, "selector": selectors}],
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
        uuid = UUID(annotation_id)
    except ValueError:
        uuid = UUID(uuid_of("annotation", annotation_id))
    return base64.urlsafe_b64encode(uuid.bytes).decode().rstrip("=")

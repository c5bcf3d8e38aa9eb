"""Annotations for Hypothesis."""

from __future__ import annotations

import base64
import re
from typing import Any
from uuid import UUID

from tui.exports.base import Exporter
from tui.exports.codes import Codes
from tui.exports.ids import article_urn, uuid_of
from tui.exports.json_text import dumps
from tui.exports.losing import CODEBOOK, left_out
from tui.exports.utf16 import Utf16Text
from tui.model import Anchored, Notes, Reading, Selector

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
        "target": [{"source": uri, "selector": _selectors(reading, anchored, places)}],
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


def _selectors(reading: Reading, anchored: Anchored, places: Utf16Text) -> list[dict[str, Any]]:
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

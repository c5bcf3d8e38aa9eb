"""Annotations of Hypothesis: rows of its API, or the file that its client exports."""

from __future__ import annotations

import base64
from typing import Any

from tui.imports.base import Importer
from tui.imports.fields import WRONG, Flaw, reason, stem, text_of, texts_of, themes_of, utc
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.notes_file import NotesFile


class Hypothesis(Importer):
    """Passages by their words: positions in a web page say nothing about an article's text."""

    name = "hypothesis"
    label = "Hypothesis"

    def recognises(self, file: NotesFile) -> bool:
        """By the fields of its first annotation."""
        first = next(iter(_rows(file.document) or ()), None)
        return isinstance(first, dict) and {"uri", "target"} <= first.keys()

    def read(self, file: NotesFile) -> Incoming:
        """Every annotation with a quote; page notes and replies are left out.

        Raises:
            NotesError: if it is no such file.
        """
        try:
            rows = _rows(file.document)
            if rows is None:
                raise Flaw("there are no annotations in it")
            read = [_passage(row) for row in rows]
            titles = {stem(text_of(row, "uri")): _title(row) for row in rows}
        except WRONG as error:
            raise file.refused(f"is no file of Hypothesis ({reason(error)})") from None
        found = tuple(one for one in read if one is not None)
        missing = len(read) - len(found)
        return Incoming(
            tuple(IncomingArticle(name, title=title) for name, title in titles.items()),
            found,
            themes_of(theme for one in found for theme in one.themes),
            left_out=(f"Page notes and replies left out: {missing}.",) if missing else (),
        )


def _rows(document: Any) -> list[dict[str, Any]] | None:
    if isinstance(document, dict):
        document = document.get("rows", document.get("annotations"))
    return document if isinstance(document, list) else None


def _title(row: dict[str, Any]) -> str:
    titles = row.get("document", {}).get("title", [])
    return titles[0] if titles and isinstance(titles[0], str) else ""


def _passage(row: dict[str, Any]) -> IncomingPassage | None:
    selectors = [s for target in row["target"] for s in target.get("selector", ())]
    quote = next((s for s in selectors if s["type"] == "TextQuoteSelector"), None)
    if quote is None:
        return None
    return IncomingPassage(
        article=stem(text_of(row, "uri")),
        exact=text_of(quote, "exact"),
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        themes=texts_of(row, "tags"),
        note=text_of(row, "text"),
        coder=row.get("user_info", {}).get("display_name")
        or text_of(row, "user").removeprefix("acct:").partition("@")[0],
        created=utc(row.get("created", "")),
        changed=utc(row.get("updated", "")),
        id=_uuid(text_of(row, "id")),
    )


def _uuid(short: str) -> str:
    """The service writes its UUIDs in URL-safe Base64."""
    try:
        return base64.urlsafe_b64decode(short + "==").hex()
    except ValueError:
        return short

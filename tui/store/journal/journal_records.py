"""What the journal says of a change: who, when, what, and everything before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from tui.config import coder_name
from tui.model import Annotation, Change, Codebook, Correction, Edit
from tui.model.annotation import Editable
from tui.store.applied_changes import applied
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import (
    SchemaError,
    annotation_document,
    annotation_of,
    article_document,
    article_of,
    correction_document,
    correction_of,
    theme_document,
    theme_of,
)
from tui.store.overlay_map import OverlayMap
from tui.store.store import ArticleRecord, Records


def change_entry(change: Change) -> Document:
    """The change as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    entry = _signed(change.label)
    entry["edits"] = [_sides(edit, annotation_document) for edit in change.edits]
    if change.corrections:
        entry["corrections"] = [_sides(edit, correction_document) for edit in change.corrections]
    if change.codebook is not None:
        entry["codebook"] = [_listed(codebook) for codebook in change.codebook]
    ids = {"id": change.id, "undoes": change.undoes, "redoes": change.redoes}
    entry |= {name: value for name, value in ids.items() if value}
    return entry


def article_entry(article: ArticleRecord) -> Document:
    """The article's record as a document.

    Raises:
        Flaw: if it would not come back as it is.
    """
    return {**_signed("read"), "article": article_document(article)}


def replayed(records: Records, entries: Iterable[Document]) -> Records:
    """The records after all of the entries, whatever they were before.

    To do it again changes nothing.

    Raises:
        Flaw: if an entry is not what Pullquote writes.
    """
    over: dict[str, Annotation | None] = {}
    corrected: dict[str, Correction | None] = {}
    articles = dict(records.articles)
    codebook = records.codebook
    for entry in entries:
        change, article = change_of(entry)
        over.update((edit.id, edit.after) for edit in change.edits)
        corrected.update((edit.id, edit.after) for edit in change.corrections)
        if change.codebook is not None:
            codebook = change.codebook[1]
        if article is not None:
            articles[article.id] = article
    annotations = OverlayMap(records.annotations, over)
    corrections = records.corrections
    if corrected:
        corrections = OverlayMap(corrections, corrected)
    return Records(annotations, codebook, articles, corrections)


def redone(records: Records, entries: Iterable[Document]) -> Records:
    """The records after all of the entries, each of which must find what it found before.

    Raises:
        Flaw: if an entry is not what Pullquote writes.
        StoreConflict: if something is not as an entry says it was.
    """
    for entry in entries:
        change, article = change_of(entry)
        records = applied(records, change)
        if article is not None:
            records = replace(records, articles={**records.articles, article.id: article})
    return records


def _signed(what: str) -> Document:
    from datetime import UTC, datetime

    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"who": coder_name(), "when": now, "what": what}


def _sides(
    edit: Edit[Editable], document_of: Callable[[Editable], Document]
) -> list[Document | None]:
    return [None if one is None else document_of(one) for one in (edit.before, edit.after)]


def _listed(codebook: Codebook) -> list[Document]:
    if len({theme.id for theme in codebook}) < len(codebook):
        raise SchemaError("holds two themes of one id")
    return [theme_document(theme) for theme in codebook]


def change_of(entry: Document) -> tuple[Change, ArticleRecord | None]:
    """The change that an entry tells of, and the article's record if it is about one.

    Raises:
        Flaw: if it is not what Pullquote writes.
    """
    codebook = entry.get("codebook")
    if not {"edits", "article"} & entry.keys():
        raise SchemaError("an entry tells of no change")
    try:
        edits = _edits(entry.get("edits", ()), annotation_of)
        corrections = _edits(entry.get("corrections", ()), correction_of)
        books = None if codebook is None else (_book(codebook[0]), _book(codebook[1]))
        article = article_of(entry["article"]) if "article" in entry else None
    except (TypeError, ValueError, LookupError) as error:
        flaw = error if isinstance(error, SchemaError) else "is not what Pullquote writes"
        raise SchemaError(f"a change of {entry.get('when')} {flaw}") from error
    ids = (str(entry.get(key, "")) for key in ("id", "undoes", "redoes"))
    return Change(str(entry.get("what")), edits, books, corrections, *ids), article


def _edits(pairs: Any, build: Callable[[object], Editable]) -> tuple[Edit[Editable], ...]:
    def side(document: object) -> Editable | None:
        return None if document is None else build(document)

    return tuple(Edit(side(old), side(new)) for old, new in pairs)


def _book(documents: Any) -> Codebook:
    return Codebook(tuple(map(theme_of, documents)))

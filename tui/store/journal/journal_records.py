"""Entries of the journal: who made a change, when, and what is before and after it.

Also how changes are applied to records: checked for conflicts, or replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from tui.config import coder_name
from tui.errors import StoreConflict
from tui.model import Annotation, Change, Codebook, Correction, Edit
from tui.model.annotation import Editable
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import (
    SchemaError,
    decode_annotation,
    decode_article,
    decode_correction,
    decode_theme,
    encode_annotation,
    encode_article,
    encode_correction,
    encode_theme,
)
from tui.store.overlay_map import OverlayMap
from tui.store.store import ArticleRecord, Records

DAMAGED_FIELD = "damaged"
"""True in an entry of the history that was repaired and has no checksum of its first writing."""
_EXCERPT_LENGTH = 40
"""Code points of a passage quoted in a message."""


def change_entry(change: Change) -> Document:
    """The entry for a change.

    Raises:
        SchemaError: if it would be read back differently.
    """
    entry = _new_entry(change.label)
    entry["edits"] = [_encode_edit(edit, encode_annotation) for edit in change.edits]
    if change.corrections:
        entry["corrections"] = [
            _encode_edit(edit, encode_correction) for edit in change.corrections
        ]
    if change.codebook is not None:
        entry["codebook"] = [_encode_codebook(codebook) for codebook in change.codebook]
    ids = {"id": change.id, "undoes": change.undoes, "redoes": change.redoes}
    entry |= {name: value for name, value in ids.items() if value}
    return entry


def article_entry(article: ArticleRecord) -> Document:
    """The entry for an article's record.

    Raises:
        SchemaError: if it would be read back differently.
    """
    return {**_new_entry("read"), "article": encode_article(article)}


def decode_entry(entry: Document) -> tuple[Change, ArticleRecord | None]:
    """The change in an entry, and the article's record if it has one.

    Raises:
        SchemaError: if it is not what Pullquote writes.
    """
    codebook = entry.get("codebook")
    if not {"edits", "article"} & entry.keys():
        raise SchemaError("an entry tells of no change")
    try:
        edits = _decode_edits(entry.get("edits", ()), decode_annotation)
        corrections = _decode_edits(entry.get("corrections", ()), decode_correction)
        codebooks = (
            None
            if codebook is None
            else (_decode_codebook(codebook[0]), _decode_codebook(codebook[1]))
        )
        article = decode_article(entry["article"]) if "article" in entry else None
    except (TypeError, ValueError, LookupError) as error:
        flaw = error if isinstance(error, SchemaError) else "is not what Pullquote writes"
        raise SchemaError(f"a change of {entry.get('when')} {flaw}") from error
    ids = (str(entry.get(key, "")) for key in ("id", "undoes", "redoes"))
    return Change(str(entry.get("what")), edits, codebooks, corrections, *ids), article


def apply_change(records: Records, change: Change) -> Records:
    """The records after the change; the given ones are not modified.

    Raises:
        StoreConflict: if something differs from what the change has as its state before.
        ValueError: if the two sides of an edit have different ids.
    """
    annotations = _apply_edits(records.annotations, change.edits)
    corrections = _apply_edits(records.corrections, change.corrections)
    records = replace(records, annotations=annotations, corrections=corrections)
    if change.codebook is None:
        return records
    before, after = change.codebook
    if records.codebook != before:
        raise StoreConflict(
            "The themes were changed by another Pullquote meanwhile; look at them and try again."
        )
    return replace(records, codebook=after)


def replay(records: Records, entries: Iterable[Document]) -> Records:
    """The records after all entries, without checking that they fit; it is idempotent.

    Raises:
        SchemaError: if an entry is not what Pullquote writes.
    """
    annotations: dict[str, Annotation | None] = {}
    corrections: dict[str, Correction | None] = {}
    articles = dict(records.articles)
    codebook = records.codebook
    for entry in entries:
        change, article = decode_entry(entry)
        annotations.update((edit.id, edit.after) for edit in change.edits)
        corrections.update((edit.id, edit.after) for edit in change.corrections)
        if change.codebook is not None:
            codebook = change.codebook[1]
        if article is not None:
            articles[article.id] = article
    return Records(
        OverlayMap(records.annotations, annotations),
        codebook,
        articles,
        OverlayMap(records.corrections, corrections) if corrections else records.corrections,
    )


def replay_checked(records: Records, entries: Iterable[Document]) -> Records:
    """The records after all entries, each of which is checked as by `apply_change`.

    Raises:
        SchemaError: if an entry is not what Pullquote writes.
        StoreConflict: if something differs from what an entry has as its state before.
    """
    for entry in entries:
        change, article = decode_entry(entry)
        records = apply_change(records, change)
        if article is not None:
            records = replace(records, articles={**records.articles, article.id: article})
    return records


def _new_entry(label: str) -> Document:
    from datetime import UTC, datetime

    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"who": coder_name(), "when": now, "what": label}


def _encode_edit(
    edit: Edit[Editable], encode: Callable[[Editable], Document]
) -> list[Document | None]:
    return [None if value is None else encode(value) for value in (edit.before, edit.after)]


def _encode_codebook(codebook: Codebook) -> list[Document]:
    if len({theme.id for theme in codebook}) < len(codebook):
        raise SchemaError("holds two themes of one id")
    return [encode_theme(theme) for theme in codebook]


def _decode_edits(pairs: Any, decode: Callable[[object], Editable]) -> tuple[Edit[Editable], ...]:
    def decode_side(document: object) -> Editable | None:
        return None if document is None else decode(document)

    return tuple(Edit(decode_side(before), decode_side(after)) for before, after in pairs)


def _decode_codebook(documents: Any) -> Codebook:
    return Codebook(tuple(map(decode_theme, documents)))


def _apply_edits(
    known: Mapping[str, Editable], edits: tuple[Edit[Editable], ...]
) -> Mapping[str, Editable]:
    changed: dict[str, Editable | None] = {}
    for edit in edits:
        if edit.before and edit.after and edit.before.id != edit.after.id:
            raise ValueError(f"One edit is about {edit.before.id} and {edit.after.id}.")
        current = changed[edit.id] if edit.id in changed else known.get(edit.id)
        if current != edit.before:
            raise _conflict_error(edit, current)
        changed[edit.id] = edit.after
    return OverlayMap(known, changed) if changed else known


def _conflict_error(edit: Edit[Editable], current: Editable | None) -> StoreConflict:
    excerpt = " ".join((edit.before or edit.known).selector.exact.split())
    if len(excerpt) > _EXCERPT_LENGTH:
        excerpt = excerpt[:_EXCERPT_LENGTH].rstrip() + "…"
    done = "removed" if current is None else "changed"
    return StoreConflict(
        f"“{excerpt}” was {done} by another Pullquote meanwhile; look at it and try again."
    )

"""A change on records, without a file: the rules that every store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.errors import StoreConflict
from tui.model import Change, Edit
from tui.model.annotation import Editable
from tui.store.overlay_map import OverlayMap
from tui.store.store import Records

_SHOWN = 40


def applied(records: Records, change: Change) -> Records:
    """The records after the change; the given ones stay as they are.

    Raises:
        StoreConflict: if something is not as the change says it was.
        ValueError: if an edit is about two of them or none.
    """
    annotations = _edited(records.annotations, change.edits)
    corrections = _edited(records.corrections, change.corrections)
    records = replace(records, annotations=annotations, corrections=corrections)
    if change.codebook is None:
        return records
    before, after = change.codebook
    if records.codebook != before:
        raise StoreConflict(
            "The themes were changed by another Pullquote meanwhile; look at them and try again."
        )
    return replace(records, codebook=after)


def _edited(
    known: Mapping[str, Editable], edits: tuple[Edit[Editable], ...]
) -> Mapping[str, Editable]:
    over: dict[str, Editable | None] = {}
    for edit in edits:
        if edit.before and edit.after and edit.before.id != edit.after.id:
            raise ValueError(f"One edit is about {edit.before.id} and {edit.after.id}.")
        now = over[edit.id] if edit.id in over else known.get(edit.id)
        if now != edit.before:
            raise _conflict(edit, now)
        over[edit.id] = edit.after
    return OverlayMap(known, over) if over else known


def _conflict(edit: Edit[Editable], now: Editable | None) -> StoreConflict:
    words = " ".join((edit.before or edit.known).selector.exact.split())
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rstrip() + "…"
    done = "removed" if now is None else "changed"
    return StoreConflict(
        f"“{words}” was {done} by another Pullquote meanwhile; look at it and try again."
    )

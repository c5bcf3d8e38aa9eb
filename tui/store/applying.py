"""A change on records, without a file: the rules that every store keeps."""

from __future__ import annotations

from dataclasses import replace

from tui.errors import StoreConflict
from tui.model import Annotation, Change, Edit
from tui.store.base import Records
from tui.store.layered import Layered

_SHOWN = 40


def applied(records: Records, change: Change) -> Records:
    """The records after the change; the given ones stay as they are.

    Raises:
        StoreConflict: if an annotation or the codebook is not as the change says it was.
        ValueError: if an edit is about two annotations or none.
    """
    over: dict[str, Annotation | None] = {}
    for edit in change.edits:
        if edit.before and edit.after and edit.before.id != edit.after.id:
            raise ValueError(f"One edit is about {edit.before.id} and {edit.after.id}.")
        now = over[edit.id] if edit.id in over else records.annotations.get(edit.id)
        if now != edit.before:
            raise _conflict(edit, now)
        over[edit.id] = edit.after
    annotations = Layered(records.annotations, over)
    if change.codebook is None:
        return replace(records, annotations=annotations)
    before, after = change.codebook
    if records.codebook != before:
        raise StoreConflict(
            "The themes were changed by another Pullquote meanwhile; look at them and try again."
        )
    return replace(records, annotations=annotations, codebook=after)


def _conflict(edit: Edit, now: Annotation | None) -> StoreConflict:
    words = " ".join((edit.before or edit.known).selector.exact.split())
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rstrip() + "…"
    done = "removed" if now is None else "changed"
    return StoreConflict(
        f"“{words}” was {done} by another Pullquote meanwhile; look at it and try again."
    )

"""Every change that was made, from the history and the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tui.model import Change
from tui.store.base import Logged
from tui.store.chain import Line, bytes_of, lines_of
from tui.store.documents import Flaw
from tui.store.entries import change_of
from tui.store.history import happened
from tui.store.journal import told_by
from tui.store.json_file import Document
from tui.store.locking import undisturbed
from tui.store.repairing import DAMAGED
from tui.store.seal import seal_of


def log_of(path: Path) -> list[Logged]:
    """The changes to the data file at ``path``, oldest first.

    One that cannot be read stands there all the same, without saying who, when and what.

    Raises:
        StoreError: if a file could not be read.
    """
    with undisturbed(path):
        data = bytes_of(path)
        history = bytes_of(path.with_suffix(".history"))
        journal = bytes_of(path.with_suffix(".journal"))
    digest = seal_of(data)[1] if data else ""
    journals = happened(_lines(history))
    # What was to become another file than there is did not happen, or stands in the journal.
    if journals and journals[-1].header.snapshot == digest:
        del journals[-1]
    known = {one.header.journal for one in journals}
    journals += [one for one in told_by(_lines(journal)) if one.header.journal not in known]
    return list(_logged(line for one in journals for line in one.lines))


def _lines(data: bytes) -> list[Line]:
    """The lines but for a last one that broke off: it did not happen, or is told again."""
    lines = list(lines_of(data))
    if lines and not lines[-1].is_sound and not data.endswith(b"\n"):
        del lines[-1]
    return lines


def _logged(lines: Iterator[Line]) -> Iterator[Logged]:
    for line in lines:
        entry = line.value or {}
        try:
            change, _ = change_of(entry)
        except Flaw:
            yield Logged("", "", Change("a line that cannot be read"), is_proven=False)
            continue
        if not change.is_empty:
            change = change if change.id else replace(change, id=_id_of(entry))
            is_proven = line.is_sound and not entry.get(DAMAGED)
            yield Logged(str(entry.get("who")), str(entry.get("when")), change, is_proven)


def _id_of(entry: Document) -> str:
    """The id of a change that was made before changes had any."""
    return hashlib.sha256(json.dumps(entry).encode("ascii")).hexdigest()[:16]

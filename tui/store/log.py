"""Every change that was made, from the history and the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.store.base import Logged
from tui.store.chain import Line, lines_of
from tui.store.checking import bytes_of
from tui.store.documents import Flaw
from tui.store.entries import change_of
from tui.store.history import happened
from tui.store.journal import told_by
from tui.store.json_file import Document
from tui.store.locking import undisturbed
from tui.store.repairing import DAMAGED
from tui.store.seal import seal_of


def log_of(path: Path) -> list[Logged]:
    """The changes to the data file at ``path``, oldest first; what cannot be read is left out.

    Raises:
        StoreError: if a file could not be read.
    """
    with undisturbed(path):
        data = bytes_of(path)
        history = bytes_of(path.with_suffix(".history"))
        journal = bytes_of(path.with_suffix(".journal"))
    digest = seal_of(data)[1] if data else ""
    journals = happened(lines_of(history))
    # What was to become another file than there is did not happen, or stands in the journal.
    if journals and journals[-1].header.snapshot == digest:
        del journals[-1]
    known = {one.header.journal for one in journals}
    journals += [one for one in told_by(lines_of(journal)) if one.header.journal not in known]
    return list(_logged(line for one in journals for line in one.lines))


def _logged(lines: Iterator[Line]) -> Iterator[Logged]:
    for line in lines:
        with suppress(Flaw):
            entry = line.value or {}
            change, _ = change_of(entry)
            if not change.is_empty:
                change = change if change.id else replace(change, id=_id_of(entry))
                is_proven = line.is_sound and not entry.get(DAMAGED)
                yield Logged(str(entry.get("who")), str(entry.get("when")), change, is_proven)


def _id_of(entry: Document) -> str:
    """The id of a change that was made before changes had any."""
    return hashlib.sha256(json.dumps(entry).encode("ascii")).hexdigest()[:16]

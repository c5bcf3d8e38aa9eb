"""Every change that was made, from the history and the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tui.model import Change
from tui.store.data_file.file_checksum import seal_of
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import SchemaError
from tui.store.file_lock import undisturbed
from tui.store.journal.checksum_chain import ChainedRecord, bytes_of, lines_of
from tui.store.journal.history_file import happened
from tui.store.journal.journal import check_format, is_header, told_by
from tui.store.journal.journal_records import change_of
from tui.store.recovery.repair import DAMAGED
from tui.store.store import LoggedChange


def log_of(path: Path) -> list[LoggedChange]:
    """The changes to the data file at ``path``, oldest first.

    One that cannot be read stands there all the same, without saying who, when and what.

    Raises:
        StoreError: if a file could not be read, or a newer Pullquote wrote it.
    """
    with undisturbed(path):
        data = bytes_of(path)
        history = _lines(path.with_suffix(".history"))
        journal = _lines(path.with_suffix(".journal"))
    digest = seal_of(data)[1] if data else ""
    journals = happened(history)
    # What was to become another file than there is did not happen, or stands in the journal.
    if journals and journals[-1].header.snapshot == digest:
        del journals[-1]
    known = {one.header.journal for one in journals}
    journals += [one for one in told_by(journal) if one.header.journal not in known]
    return list(_logged(line for one in journals for line in one.lines))


def _lines(path: Path) -> list[ChainedRecord]:
    """The lines but for a last one that broke off: it did not happen, or is told again."""
    data = bytes_of(path)
    lines = list(lines_of(data))
    for line in lines:
        if line.is_sound and is_header(line.value):
            check_format(path, line.value)
    if lines and not lines[-1].is_sound and not data.endswith(b"\n"):
        del lines[-1]
    return lines


def _logged(lines: Iterator[ChainedRecord]) -> Iterator[LoggedChange]:
    for line in lines:
        entry = line.value or {}
        try:
            change, _ = change_of(entry)
        except SchemaError:
            yield LoggedChange("", "", Change("a line that cannot be read"), is_proven=False)
            continue
        if not change.is_empty:
            change = change if change.id else replace(change, id=_id_of(entry))
            is_proven = line.is_sound and not entry.get(DAMAGED)
            yield LoggedChange(str(entry.get("who")), str(entry.get("when")), change, is_proven)


def _id_of(entry: Document) -> str:
    """The id of a change that was made before changes had any."""
    return hashlib.sha256(json.dumps(entry).encode("ascii")).hexdigest()[:16]

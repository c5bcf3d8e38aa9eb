"""The history: all journals that were compacted into the data file, one after the other.

The log of all changes is read from it and from the journal.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from tui.files import append_to_file
from tui.model import Change
from tui.store.data_file.json_file import Document, verify_checksum
from tui.store.data_file.schema import SchemaError
from tui.store.file_lock import shared_lock
from tui.store.journal.checksum_chain import ChainedRecord, read_bytes_if_any, scan_lines
from tui.store.journal.journal import JournalContent, check_format, is_header, split_journals
from tui.store.journal.journal_records import DAMAGED_FIELD, decode_entry
from tui.store.store import LoggedChange

_LINE_END = b"\n"


class HistoryFile:
    """A file that only grows, by one closed journal at a time.

    If a process dies after it has written the history and before it has written the data file,
    the journal in the history was not applied; `applied_journals` leaves it out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size_before = 0

    def append(self, journal: bytes, like: Path) -> None:
        """Add a closed journal, durably; a new file gets the permissions of the one at ``like``.

        Raises:
            OSError: if it could not be done; the history is unchanged.
        """
        self._repair_last_line()
        self._size_before = append_to_file(self.path, journal, like)

    def undo_append(self) -> None:
        """Remove what was added last, as far as the disk allows."""
        with suppress(OSError):
            if self._size_before:
                os.truncate(self.path, self._size_before)
            else:
                self.path.unlink()

    def missing_change_count(self) -> int:
        """The number of changes that were certainly in a data file, when that is missing.

        Raises:
            StoreError: if the history could not be read.
        """
        journals = applied_journals(scan_lines(read_bytes_if_any(self.path)))
        # The very first data file may never have been written.
        if journals and not journals[-1].header.snapshot:
            del journals[-1]
        return sum(len(journal.lines) for journal in journals)

    def _repair_last_line(self) -> None:
        """Cut an incomplete last line: its change is written again, or was never made."""
        with suppress(FileNotFoundError), self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read() != _LINE_END:
                    file.seek(0)
                    data = file.read()
                    if has_damaged_end(data):
                        file.seek(size - 1)
                        file.write(_LINE_END)
                    else:
                        file.truncate(data.rfind(_LINE_END) + 1)


def has_damaged_end(data: bytes) -> bool:
    """Whether the last line is sound, and another byte is in the place of its line end."""
    *_, last = (ChainedRecord(0, b"", None, False), *scan_lines(data))
    return last.is_sound and data.endswith(last.data + data[-1:]) and not data.endswith(_LINE_END)


def applied_journals(lines: Iterable[ChainedRecord]) -> list[JournalContent]:
    """The journals of a history that were compacted into the data file, in order.

    A journal that is followed by another of the same data file was closed by a process that died
    before it could write that file; the next one contains its changes, too.
    """
    journals = list(split_journals(lines))
    return [
        journal
        for journal, following in zip_longest(journals, journals[1:])
        if following is None or following.header.snapshot != journal.header.snapshot
    ]


def read_change_log(path: Path) -> list[LoggedChange]:
    """The changes to the data file at ``path``, oldest first.

    A change that cannot be read is in the list, without who, when and what.

    Raises:
        StoreError: if a file could not be read, or a newer Pullquote wrote it.
    """
    with shared_lock(path):
        data = read_bytes_if_any(path)
        history = _complete_lines(path.with_suffix(".history"))
        pending = _complete_lines(path.with_suffix(".journal"))
    digest = verify_checksum(data)[1] if data else ""
    journals = applied_journals(history)
    # If the data file is still the old one, the last journal was not applied; its changes were
    # never made, or are in the journal file.
    if journals and journals[-1].header.snapshot == digest:
        del journals[-1]
    known_ids = {journal.header.journal for journal in journals}
    journals += [
        journal for journal in split_journals(pending) if journal.header.journal not in known_ids
    ]
    return list(_decode_log(line for journal in journals for line in journal.lines))


def _complete_lines(path: Path) -> list[ChainedRecord]:
    """All lines but an incomplete last one: its change was not made, or is written again."""
    data = read_bytes_if_any(path)
    lines = list(scan_lines(data))
    for line in lines:
        if line.is_sound and is_header(line.value):
            check_format(path, line.value)
    if lines and not lines[-1].is_sound and not data.endswith(_LINE_END):
        del lines[-1]
    return lines


def _decode_log(lines: Iterator[ChainedRecord]) -> Iterator[LoggedChange]:
    for line in lines:
        entry = line.value or {}
        try:
            change, _ = decode_entry(entry)
        except SchemaError:
            yield LoggedChange("", "", Change("a line that cannot be read"), is_verified=False)
            continue
        if not change.is_empty:
            change = change if change.id else replace(change, id=_derive_id(entry))
            is_verified = line.is_sound and not entry.get(DAMAGED_FIELD)
            yield LoggedChange(str(entry.get("who")), str(entry.get("when")), change, is_verified)


def _derive_id(entry: Document) -> str:
    """An id for a change by an earlier Pullquote, which gave changes none."""
    return hashlib.sha256(json.dumps(entry).encode("ascii")).hexdigest()[:16]

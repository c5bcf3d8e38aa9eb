"""The stored records: those of the data file, and the changes in the journal since."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tui.errors import StoreConflict, StoreError
from tui.store.data_file.json_file import (
    Document,
    FileChecksum,
    JsonFile,
    Tables,
    remove_checksum,
)
from tui.store.data_file.schema import (
    CHECKSUM_SCHEMA,
    SCHEMA,
    FastAnnotationDecoder,
    SchemaError,
    decode_tables,
    meta_document,
    schema_version,
)
from tui.store.journal.journal import Journal
from tui.store.journal.journal_records import replay, replay_checked
from tui.store.messages import corrupt_error
from tui.store.store import Records
from tui.wording import plural

PREVIEW_FILE_SIZE = 200_000
"""Bytes of the smallest data file that takes noticeable time to read."""
_PREVIEW_SIZE = 1 << 20
"""Bytes read for a preview."""
_ANNOTATIONS_START = b',\n"annotations": {'
_READ_ATTEMPTS = 5


class StoreState:
    """The records of a data file with its journal, updated with what others have written.

    The journal is read before the file and written after it, so that a file that is newer than
    the journal names it as the one that it has taken in.
    """

    def __init__(self, path: Path) -> None:
        self.file = JsonFile(path)
        self.journal = Journal(path.with_suffix(".journal"))
        self.file_records = Records()
        """The content of the data file."""
        self.records = Records()
        """The content of the data file with the changes in the journal."""
        self.accepts_changes = False
        """Whether the journal belongs to the data file as it is now."""
        self.notices: list[str] = []
        """Messages that the reader has not been given yet."""
        self._file_records_generation = self._records_generation = -1
        """Generation of the file from which each of the two was made; -1 if it is out of date."""

    @property
    def has_pending_changes(self) -> bool:
        """Whether there are changes that are not in the data file."""
        return self.records is not self.file_records

    def pop_notices(self) -> Records:
        """The records with the notices that were not given yet; the next call gives none."""
        if not self.notices:
            return self.records
        records = replace(self.records, notices=tuple(self.notices))
        self.notices.clear()
        return records

    def adopt(self, records: Records, *, is_in_file: bool) -> None:
        """Set the records that were just written, to the data file or to the journal."""
        self.records = records
        if is_in_file:
            self.file_records = records
            self._records_generation = self._file_records_generation = self.file.generation

    def invalidate(self) -> None:
        """Read everything again next time."""
        self._records_generation = -1
        self.file.invalidate()
        self.journal.invalidate()

    def refresh(self) -> None:
        """Read what is new on the disk.

        Raises:
            StoreCorrupt: if it is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        try:
            is_other_journal, entries = self.journal.read()
            tables = self._read_file()
            if is_other_journal or self.file.generation != self._records_generation:
                self._reload(tables, entries if is_other_journal else None)
            elif entries and self.accepts_changes:
                self.records = replay(self.records, entries)
        except SchemaError as flaw:
            self.invalidate()
            raise corrupt_error(self.journal.path, str(flaw)) from None
        except StoreError:
            self.invalidate()
            raise

    def _reload(self, tables: Tables | None, entries: list[Document] | None) -> None:
        """Make the records anew; without ``entries`` the journal is read again."""
        for _ in range(_READ_ATTEMPTS):
            if entries is None:
                self.journal.invalidate()
                _, entries = self.journal.read()
                tables = self._read_file()
            header = self.journal.header
            is_of_this_file = header is not None and header.snapshot == self.file.digest
            taken_in = meta_document(tables).get("journal") if tables else None
            is_known = is_of_this_file or header is None or header.journal == taken_in
            if is_known or not self.journal.is_unread():
                break
            entries = None
        if self._file_records_generation != self.file.generation:
            self.file_records = decode_file(self.file, tables)
            self.file.drop_decoded()
            is_foreign = self.file.checksum is FileChecksum.FOREIGN
            if is_foreign and schema_version(tables or {}) >= CHECKSUM_SCHEMA:
                self._note_foreign_edit()
            self._file_records_generation = self.file.generation
        self.records = self.file_records
        if entries and is_of_this_file:
            self.records = replay(self.file_records, entries)
        elif not is_known and (tables or entries):
            self.records = self._replay_on_foreign_edit(entries or [])
        self.accepts_changes = (
            is_of_this_file and tables is not None and schema_version(tables) == SCHEMA
        )
        self._records_generation = self.file.generation

    def _read_file(self) -> Tables | None:
        with _paused_collector():
            return self.file.read(FastAnnotationDecoder().decode)

    def _note_foreign_edit(self) -> None:
        name = self.file.path.name
        notice = f"{name} was changed by another program; it is used as it is now."
        if notice not in self.notices:
            self.notices.append(notice)

    def _replay_on_foreign_edit(self, entries: list[Document]) -> Records:
        """The records after pending changes to a data file that another program has changed.

        Raises:
            StoreCorrupt: if the file is missing, or a change conflicts with what it is now.
        """
        file, journal = self.file.path, self.journal.path
        pending = f"{plural(len(entries), 'change')} in {journal.name}"
        remedy = f"put the file back as it was, or move {journal.name} away to go on without them"
        if not self.file.digest:
            raise corrupt_error(file, f"it is missing, but there is still {pending}", remedy)
        try:
            records = replay_checked(self.file_records, entries)
        except StoreConflict:
            flaw = f"another program changed it, and it no longer fits {pending}"
            raise corrupt_error(file, flaw, remedy) from None
        self._note_foreign_edit()
        return records


def decode_file(file: JsonFile, tables: Tables | None) -> Records:
    """The records in the tables that were read from a data file.

    Raises:
        StoreCorrupt: if they are not what Pullquote wrote.
    """
    try:
        with _paused_collector():
            records = decode_tables(tables)
    except SchemaError as flaw:
        raise corrupt_error(file.path, str(flaw), flaw.remedy) from None
    is_missing = file.checksum is FileChecksum.MISSING
    if tables and is_missing and schema_version(tables) >= CHECKSUM_SCHEMA:
        raise corrupt_error(file.path, "its checksum is missing")
    return records


def preview_records(data_file: Path, journal: Path) -> Records | None:
    """The part of a large data file above its annotations, which come last in it.

    Checksums are not verified, so the records are only for display until all is read.

    Returns:
        ``None`` if the file is small or has another layout, or if there are pending changes.
    """
    try:
        with data_file.open("rb") as file:
            if os.fstat(file.fileno()).st_size < PREVIEW_FILE_SIZE:
                return None
            head, separator, _ = file.read(_PREVIEW_SIZE).partition(_ANNOTATIONS_START)
        has_changes = journal.exists() and journal.read_bytes().count(b"\n") > 1
        if not separator or has_changes:
            return None
        tables = json.loads(head + b"}")
        remove_checksum(tables)
        return decode_tables(tables)
    except (OSError, ValueError, RecursionError):
        return None  # reading all of it will say what is wrong


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Pause garbage collection: ten thousand new objects would trigger it many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

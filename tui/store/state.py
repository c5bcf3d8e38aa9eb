"""What is kept: the records of the data file, and the changes in the journal since."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tui.errors import StoreConflict, StoreError
from tui.store.data_file.fast_decoding import FastAnnotationDecoder
from tui.store.data_file.file_checksum import FileChecksum
from tui.store.data_file.json_file import Document, JsonFile, Tables
from tui.store.data_file.schema import SCHEMA, SEALED, SchemaError, meta_of, records_of, schema_of
from tui.store.journal.journal import Journal
from tui.store.journal.journal_records import redone, replayed
from tui.store.messages import changes, corrupt
from tui.store.store import Records

_LOOKS = 5


class StoreState:
    """Reads a data file with its journal, and again what others have written since.

    The journal is read before the file and written after it, so that a file that is newer than
    the journal names it as the one that it has taken in.
    """

    def __init__(self, path: Path) -> None:
        self.file = JsonFile(path)
        self.journal = Journal(path.with_suffix(".journal"))
        self.filed = Records()
        """What stands in the file."""
        self.records = Records()
        """What is kept: that, and the changes since."""
        self.is_live = False
        """Whether the journal takes changes to the file as it is now."""
        self.notices: list[str] = []
        """What the reader has not been told yet."""
        self._filed_generation = self._generation = -1
        """Of the file, when each of the two was made; -1 if it must be made anew."""

    @property
    def is_pending(self) -> bool:
        """Whether there are changes that do not stand in the file."""
        return self.records is not self.filed

    def told(self) -> Records:
        """The records, with what the reader has not been told yet."""
        if not self.notices:
            return self.records
        told = replace(self.records, notices=tuple(self.notices))
        self.notices.clear()
        return told

    def take(self, records: Records, *, is_filed: bool) -> None:
        """Take these for what is kept: they were just written to the file, or to the journal."""
        self.records = records
        if is_filed:
            self.filed = records
            self._generation = self._filed_generation = self.file.generation

    def doubt(self) -> None:
        """Read everything anew next time."""
        self._generation = -1
        self.file.forget()
        self.journal.forget()

    def catch_up(self) -> None:
        """Read what is new on the disk.

        Raises:
            StoreCorrupt: if it is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        try:
            is_other, entries = self.journal.read()
            tables = self._read_file()
            if is_other or self.file.generation != self._generation:
                self._begin_anew(tables, entries if is_other else None)
            elif entries and self.is_live:
                self.records = replayed(self.records, entries)
        except SchemaError as flaw:
            self.doubt()
            raise corrupt(self.journal.path, str(flaw)) from None
        except StoreError:
            self.doubt()
            raise

    def _begin_anew(self, tables: Tables | None, entries: list[Document] | None) -> None:
        for _ in range(_LOOKS):
            if entries is None:
                self.journal.forget()
                _, entries = self.journal.read()
                tables = self._read_file()
            header = self.journal.header
            is_live = header is not None and header.snapshot == self.file.digest
            taken_in = meta_of(tables).get("journal") if tables else None
            is_known = is_live or header is None or header.journal == taken_in
            if is_known or not self.journal.is_unread():
                break
            entries = None
        if self._filed_generation != self.file.generation:
            self.filed = records_in(self.file, tables)
            self.file.let_go()
            if self.file.seal is FileChecksum.FOREIGN and schema_of(tables or {}) >= SEALED:
                self._tell_of_stranger()
            self._filed_generation = self.file.generation
        self.records = self.filed
        if entries and is_live:
            self.records = replayed(self.filed, entries)
        elif not is_known and (tables or entries):
            self.records = self._on_strangers_work(entries or [])
        self.is_live = is_live and tables is not None and schema_of(tables) == SCHEMA
        self._generation = self.file.generation

    def _read_file(self) -> Tables | None:
        with _collector_at_rest():
            return self.file.read(FastAnnotationDecoder().annotation_or)

    def _tell_of_stranger(self) -> None:
        name = self.file.path.name
        sentence = f"{name} was changed by another program; it is used as it is now."
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _on_strangers_work(self, entries: list[Document]) -> Records:
        """The file was changed, but not by Pullquote: keep both, or say that it cannot be done."""
        file, journal = self.file.path, self.journal.path
        waiting = f"{changes(len(entries))} in {journal.name}"
        cure = f"put the file back as it was, or move {journal.name} away to go on without them"
        if not self.file.digest:
            raise corrupt(file, f"it is missing, but there is still {waiting}", cure)
        try:
            records = redone(self.filed, entries)
        except StoreConflict:
            flaw = f"another program changed it, and it no longer fits {waiting}"
            raise corrupt(file, flaw, cure) from None
        self._tell_of_stranger()
        return records


def records_in(file: JsonFile, tables: Tables | None) -> Records:
    """What stands in the tables that a file gave.

    Raises:
        StoreCorrupt: if it is not what Pullquote wrote.
    """
    try:
        with _collector_at_rest():
            records = records_of(tables)
    except SchemaError as flaw:
        raise corrupt(file.path, str(flaw), flaw.cure) from None
    if tables and file.seal is FileChecksum.MISSING and schema_of(tables) >= SEALED:
        raise corrupt(file.path, "its checksum is missing")
    return records


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Ten thousand new objects make Python look for garbage many times, and there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

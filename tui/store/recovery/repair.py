"""Repairing a damaged data file, journal or history, after a backup, from all that can be read.

The history has every change that went into the data file, so most content is there twice. What is
damaged in one file is taken from another with a sound checksum; what is only in a damaged file is
used as far as it can be read; what cannot be read is moved to another file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from tui.errors import StoreConflict, StoreCorrupt, StoreError
from tui.files import append_to_file, replace_file, sweep, sync_directory
from tui.model import Annotation, Change, Codebook, Correction, Edit, Theme
from tui.model.annotation import Editable
from tui.store.data_file.compaction import compact
from tui.store.data_file.json_file import Document, JsonFile, verify_checksum
from tui.store.data_file.schema import (
    CODEBOOK,
    SCHEMA,
    SchemaError,
    decode_tables,
    encode_annotation,
    encode_article,
    encode_correction,
    encode_theme,
    meta_document,
    schema_version,
)
from tui.store.file_lock import exclusive_lock
from tui.store.journal.checksum_chain import (
    ChainedRecord,
    encode_lines,
    read_bytes_if_any,
    scan_lines,
)
from tui.store.journal.history_file import HistoryFile, applied_journals
from tui.store.journal.journal import (
    FORMAT,
    JournalHeader,
    encode_journal,
    is_header,
    split_journals,
)
from tui.store.journal.journal_records import (
    DAMAGED_FIELD,
    change_entry,
    decode_entry,
    replay,
    replay_checked,
)
from tui.store.messages import quoted_path, write_error
from tui.store.recovery.backups import back_up
from tui.store.recovery.checking import DATA, HISTORY, check_files, check_locked_files
from tui.store.recovery.salvage import differs_by_one_bit, salvage
from tui.store.store import ArticleRecord, Records
from tui.wording import plural

T = TypeVar("T", Annotation, ArticleRecord, Correction, Theme)


def repair(path: Path) -> list[str]:
    """Repair the data file at ``path``, its journal and its history; messages on what was done.

    Raises:
        StoreBusy: if another process holds the lock.
        StoreError: if a newer Pullquote wrote a file, or it could not be done.
    """
    if all(result.is_ok for result in check_files(path)[0]):
        return []
    with exclusive_lock(path):
        damaged = {result.part for result in check_locked_files(path)[0] if not result.is_ok}
        if not damaged:
            return []
        _refuse_newer(path)
        process = _Repair(path, is_data_sound=DATA not in damaged and path.exists())
        files = (path, process.journal, *([process.history] if HISTORY in damaged else []))
        copies = ", ".join(copy.name for copy in back_up(files))
        if copies:
            process.messages.append(f"As it was, it is kept in backups/: {copies}.")
        is_only_history = damaged == {HISTORY}
        try:
            if not is_only_history:
                process.restore_records()
            process.write(is_data_due=not is_only_history, is_history_due=HISTORY in damaged)
        except OSError as error:
            raise write_error(path, error) from error
    return process.messages


class _Repair:
    """One repair: everything that can be read, then everything written."""

    def __init__(self, path: Path, *, is_data_sound: bool) -> None:
        self.path = path
        self.journal = path.with_suffix(".journal")
        self.history = path.with_suffix(".history")
        self.messages: list[str] = []
        self._is_data_sound = is_data_sound
        data = read_bytes_if_any(path)
        self._digest = verify_checksum(data)[1] if data else ""
        self._snapshot = f"repaired {self._digest}"
        """The name of the damaged data file in the header of the repair's own journal."""
        self._salvage = salvage(path, data)
        self._file_records = self._records = decode_tables(self._salvage.tables)
        self._lost = self._salvage.lost
        self._history_lines = list(scan_lines(read_bytes_if_any(self.history)))
        # A repair that died before it wrote the data file is repeated as if it had not begun.
        journals = [
            journal
            for journal in applied_journals(self._history_lines)
            if journal.header.snapshot != self._snapshot
        ]
        first = journals[0].header if journals else JournalHeader("", "")
        self._is_history_complete = bool(first.journal) and not first.snapshot
        """Whether the history begins with the very first data file."""
        self._applied_lines = [line for journal in journals for line in journal.lines]
        self._header = JournalHeader("", "")
        """Of the journal."""
        self._pending: list[Document] = []
        """Entries of the journal that were not in the data file."""

    def restore_records(self) -> None:
        """Combine the records of the data file, the history and the journal."""
        self._report_lost(self.path, len(self._lost))
        if not self._is_data_sound:
            self._correct_from_history()
        count = len(self._lost)
        self._replay_journal()
        self._report_lost(self.journal, len(self._lost) - count)

    def write(self, *, is_data_due: bool, is_history_due: bool) -> None:
        """Write what was lost first, then the history, the data file last.

        Raises:
            OSError: if the first or second could not be done.
            StoreError: if the last could not be done.
        """
        for file in (self.path, self.journal, self.history):
            sweep(file)
        if self._lost:
            pieces = "".join(f"{piece}\n" for piece in self._lost)
            append_to_file(self._lost_file, pieces.encode("utf-8", "replace"), like=self.path)
        entries = self._pending + self._difference()
        addition = encode_journal(self._snapshot, entries) if entries else b""
        if is_history_due:
            replace_file(self.history, self._readable_history() + addition)
            self.messages.append(
                f"{self.history.name} was written anew with all that could be read."
            )
        elif addition:
            HistoryFile(self.history).append(addition, like=self.path)
        if is_data_due:
            compact(
                JsonFile(self.path),
                self._salvage.tables,
                self._file_records,
                self._records,
                self._header.journal,
            )
            self.journal.unlink(missing_ok=True)
            sync_directory(self.path.parent)
            content = plural(len(self._records.annotations), "annotation")
            self.messages.append(f"{self.path.name} was written anew with {content}.")

    @property
    def _lost_file(self) -> Path:
        return self.path.with_suffix(".lost")

    def _report_lost(self, file: Path, count: int) -> None:
        if count:
            pieces = plural(count, "piece")
            self.messages.append(
                f"{pieces} of {file.name} could not be used; what is left of it is in "
                f"{self._lost_file.name}."
            )

    def _correct_from_history(self) -> None:
        """Take from the history what is missing in the data file or has a flipped bit there."""
        entries = _readable_entries(line for line in self._applied_lines if line.is_sound)
        codebook = self._file_records.codebook
        start = Records() if self._is_history_complete else Records({}, codebook)
        last = replay(start, entries)
        file_themes = _by_id(codebook) if CODEBOOK in self._salvage.tables else {}
        history_themes = _by_id(last.codebook)
        themes = self._corrected("theme", file_themes, history_themes, encode_theme)
        has_same_ids = file_themes.keys() == themes.keys()
        in_order = file_themes if has_same_ids else {**history_themes, **themes}
        self._records = Records(
            self._corrected(
                "annotation", self._file_records.annotations, last.annotations, encode_annotation
            ),
            Codebook(tuple(themes[key] for key in in_order if key in themes)),
            self._corrected("article", self._file_records.articles, last.articles, encode_article),
            self._corrected(
                "correction", self._file_records.corrections, last.corrections, encode_correction
            ),
        )

    def _corrected(
        self,
        noun: str,
        in_file: Mapping[str, T],
        in_history: Mapping[str, T],
        encode: Callable[[T], Document],
    ) -> dict[str, T]:
        """The values of the data file, corrected by those of the history."""
        values = dict(in_file)
        restored = corrected = differing = 0
        unknown = [value for key, value in in_file.items() if key not in in_history]
        for key, right in in_history.items():
            known = in_file.get(key)
            if known == right:
                continue
            # A bit may have flipped in the id, too.
            candidates = unknown if known is None else [known]
            damaged = [value for value in candidates if differs_by_one_bit(value, right)]
            for value in damaged:
                values.pop(value.id, None)
                self._lost.append(json.dumps(encode(value)))
            if damaged or known is None:
                values[key] = right
            corrected += bool(damaged)
            restored += known is None and not damaged
            differing += known is not None and not damaged
        lost_file = self._lost_file.name
        for count, how in (
            (restored, "restored from the history"),
            (corrected, f"corrected by the history; the damaged words are in {lost_file}"),
            (differing, f"kept as {self.path.name} has it, and not as the history"),
        ):
            if count:
                was = "was" if count == 1 else "were"
                self.messages.append(f"{plural(count, noun)} {was} {how}.")
        return values

    def _replay_journal(self) -> None:
        """Apply the entries of the journal that can be read, sound or not, as far as they fit."""
        lines = list(scan_lines(read_bytes_if_any(self.journal)))
        if lines and is_header(lines[0].value):
            self._header = JournalHeader.of(lines.pop(0).value or {})
        taken_in = meta_document(self._salvage.tables).get("journal")
        if self._is_data_sound and self._header.journal == taken_in:
            return
        is_of_this_file = not self._is_data_sound or self._header.snapshot == self._digest
        replay_entries = replay if is_of_this_file else replay_checked
        for line in lines:
            try:
                entry = line.value or {}
                decode_entry(entry)
                self._records = replay_entries(self._records, [entry])
            except (SchemaError, StoreConflict):
                self._lost.append(line.data.decode("utf-8", "replace"))
                continue
            if not line.is_sound:
                entry = {**entry, DAMAGED_FIELD: True}
                name = self.journal.name
                self.messages.append(f"Line {line.number} of {name} was damaged, but can be read.")
            self._pending.append(entry)

    def _difference(self) -> list[Document]:
        """An entry with what the records have and the history has not; empty if there is none."""
        entries = [*_readable_entries(self._applied_lines), *self._pending]
        before, after = replay(Records(), entries), self._records
        codebooks = (before.codebook, after.codebook)
        change = Change(
            "repaired",
            _edits(before.annotations, after.annotations),
            codebooks if codebooks[0] != codebooks[1] else None,
            _edits(before.corrections, after.corrections),
        )
        return [] if change.is_empty else [change_entry(change)]

    def _readable_history(self) -> bytes:
        """The history without what cannot be read, with new checksums."""
        history = b""
        for journal in split_journals(self._history_lines):
            entries = [
                line.value if line.is_sound else {**line.value, DAMAGED_FIELD: True}
                for line in journal.lines
                if line.value is not None
            ]
            history += encode_lines([journal.header.entry, *entries])
        return history


def _by_id(codebook: Codebook) -> dict[str, Theme]:
    return {theme.id: theme for theme in codebook}


def _edits(
    before: Mapping[str, Editable], after: Mapping[str, Editable]
) -> tuple[Edit[Editable], ...]:
    return tuple(
        Edit(before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    )


def _readable_entries(lines: Iterable[ChainedRecord]) -> list[Document]:
    """The entries in those lines that can be decoded."""
    entries = []
    for line in lines:
        with suppress(SchemaError):
            decode_entry(line.value or {})
            entries.append(line.value or {})
    return entries


def _refuse_newer(path: Path) -> None:
    """Raise a `StoreError` if a newer Pullquote wrote a file, which then only looks damaged."""
    formats: list[tuple[Path, object, int]] = []
    with suppress(StoreCorrupt, SchemaError):
        formats.append((path, schema_version(JsonFile(path).read() or {}), SCHEMA))
    journal = path.with_suffix(".journal")
    first = next(scan_lines(read_bytes_if_any(journal)), None)
    if first and first.is_sound and is_header(first.value):
        formats.append((journal, first.value.get("format"), FORMAT))
    for file, written, known in formats:
        if isinstance(written, int) and written > known:
            raise StoreError(
                f"{quoted_path(file)} was written by a newer Pullquote; "
                "update this one to repair it."
            )

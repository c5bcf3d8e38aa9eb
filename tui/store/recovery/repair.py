"""Mending a damaged data file, journal or history, after a backup, from all that can be read.

The three say the same thing more than once: the history has every change that went into the data
file. So what is damaged in one is taken from another whose checksums prove it; what only a damaged
place says is kept as it can be read; and what cannot be read is kept aside.
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
from tui.store.data_file.file_checksum import seal_of
from tui.store.data_file.json_file import Document, JsonFile
from tui.store.data_file.schema import (
    CODEBOOK,
    SCHEMA,
    SchemaError,
    annotation_document,
    article_document,
    correction_document,
    meta_of,
    records_of,
    schema_of,
    theme_document,
)
from tui.store.file_lock import locked
from tui.store.journal.checksum_chain import ChainedRecord, bytes_of, chained, lines_of
from tui.store.journal.history_file import HistoryFile, happened
from tui.store.journal.journal import FORMAT, Header, closed_journal, is_header, told_by
from tui.store.journal.journal_records import change_entry, change_of, redone, replayed
from tui.store.messages import counted, shown, unwritable
from tui.store.recovery.backups import back_up
from tui.store.recovery.bit_flips import is_flip
from tui.store.recovery.checking import DATA, HISTORY, check_files, examined
from tui.store.recovery.salvage import salvaged
from tui.store.store import ArticleRecord, Records

T = TypeVar("T", Annotation, ArticleRecord, Correction, Theme)
Thing = Annotation | ArticleRecord | Correction | Theme
DAMAGED = "damaged"
"""Field of an entry in the history that no checksum proves."""


def repair(path: Path) -> list[str]:
    """Mend what is found in the data file at ``path`` and its company, and say what was done.

    Raises:
        StoreBusy: if another process holds the lock.
        StoreError: if a newer Pullquote wrote it, or it could not be done.
    """
    if all(finding.is_well for finding in check_files(path)[0]):
        return []
    with locked(path):
        flawed = {finding.part for finding in examined(path)[0] if not finding.is_well}
        if not flawed:
            return []
        _refuse_newer(path)
        mending = _Mending(path, is_proven=DATA not in flawed and path.exists())
        files = (path, mending.journal, *([mending.history] if HISTORY in flawed else []))
        copies = ", ".join(copy.name for copy in back_up(files))
        if copies:
            mending.said.append(f"As it was, it is kept in backups/: {copies}.")
        try:
            if flawed != {HISTORY}:
                mending.gather()
            mending.write(is_data_due=flawed != {HISTORY}, is_history_due=HISTORY in flawed)
        except OSError as error:
            raise unwritable(path, error) from error
    return mending.said


class _Mending:
    """One repair: everything that can be read, then everything written."""

    def __init__(self, path: Path, *, is_proven: bool) -> None:
        self.path = path
        self.journal = path.with_suffix(".journal")
        self.history = path.with_suffix(".history")
        self.said: list[str] = []
        self._is_proven = is_proven
        """Whether the data file itself is sound."""
        data = bytes_of(path)
        self._digest = seal_of(data)[1] if data else ""
        self._step = f"repaired {self._digest}"
        """What the history has for the data file on which a repair was made."""
        self._salvage = salvaged(path, data)
        self._filed = self._records = records_of(self._salvage.tables)
        self._lost = self._salvage.lost
        self._lines = list(lines_of(bytes_of(self.history)))
        # A repair that died before it wrote the data file is done again, as if it had not been.
        journals = [one for one in happened(self._lines) if one.header.snapshot != self._step]
        first = journals[0].header if journals else Header("", "")
        self._is_told_all = bool(first.journal) and not first.snapshot
        """Whether the history begins with the first data file of all."""
        self._told = [line for one in journals for line in one.lines]
        self._header = Header("", "")
        self._waiting: list[Document] = []
        """What the journal says that was not in the data file."""

    def gather(self) -> None:
        """Make the records of the data file, the history and the journal."""
        self._tell_of_lost(self.path, len(self._lost))
        if not self._is_proven:
            self._correct()
        before = len(self._lost)
        self._replay()
        self._tell_of_lost(self.journal, len(self._lost) - before)

    def write(self, *, is_data_due: bool, is_history_due: bool) -> None:
        """Keep it all: first what is aside, then the history, the data file last."""
        for file in (self.path, self.journal, self.history):
            sweep(file)
        if self._lost:
            pieces = "".join(f"{piece}\n" for piece in self._lost)
            append_to_file(self._aside, pieces.encode("utf-8", "replace"), like=self.path)
        entries = self._waiting + self._difference()
        news = closed_journal(self._step, entries) if entries else b""
        if is_history_due:
            replace_file(self.history, self._rewritten() + news)
            self.said.append(f"{self.history.name} was written anew with all that could be read.")
        elif news:
            HistoryFile(self.history).add(news, like=self.path)
        if is_data_due:
            taken_in = self._header.journal
            compact(JsonFile(self.path), self._salvage.tables, self._filed, self._records, taken_in)
            self.journal.unlink(missing_ok=True)
            sync_directory(self.path.parent)
            count = counted(len(self._records.annotations), "annotation")
            self.said.append(f"{self.path.name} was written anew with {count}.")

    @property
    def _aside(self) -> Path:
        return self.path.with_suffix(".lost")

    def _tell_of_lost(self, file: Path, count: int) -> None:
        if count:
            pieces = counted(count, "piece")
            self.said.append(
                f"{pieces} of {file.name} could not be used; what is left of it is in "
                f"{self._aside.name}."
            )

    def _correct(self) -> None:
        """Take from the history what the data file does not say, or says with a flipped bit."""
        entries = _readable(line for line in self._told if line.is_sound)
        begun = Records() if self._is_told_all else Records({}, self._filed.codebook)
        last = replayed(begun, entries)
        filed = _by_id(self._filed.codebook) if CODEBOOK in self._salvage.tables else {}
        told = _by_id(last.codebook)
        themes = self._corrected("theme", filed, told, theme_document)
        in_order = filed if filed.keys() == themes.keys() else {**told, **themes}
        self._records = Records(
            self._corrected(
                "annotation", self._filed.annotations, last.annotations, annotation_document
            ),
            Codebook(tuple(themes[key] for key in in_order if key in themes)),
            self._corrected("article", self._filed.articles, last.articles, article_document),
            self._corrected(
                "correction", self._filed.corrections, last.corrections, correction_document
            ),
        )

    def _corrected(
        self,
        noun: str,
        filed: Mapping[str, T],
        told: Mapping[str, T],
        document_of: Callable[[T], Document],
    ) -> dict[str, T]:
        right = dict(filed)
        restored = corrected = differing = 0
        unknown = [one for key, one in filed.items() if key not in told]
        for key, one in told.items():
            known = filed.get(key)
            if known == one:
                continue
            # A bit may have flipped in the id, too.
            damaged = [d for d in (unknown if known is None else [known]) if is_flip(d, one)]
            for each in damaged:
                right.pop(each.id, None)
                self._lost.append(json.dumps(document_of(each)))
            if damaged or known is None:
                right[key] = one
            corrected += bool(damaged)
            restored += known is None and not damaged
            differing += known is not None and not damaged
        for count, how in (
            (restored, "restored from the history"),
            (corrected, f"corrected by the history; the damaged words are in {self._aside.name}"),
            (differing, f"kept as {self.path.name} has it, and not as the history"),
        ):
            if count:
                was = "was" if count == 1 else "were"
                self.said.append(f"{counted(count, noun)} {was} {how}.")
        return right

    def _replay(self) -> None:
        """Add what the journal says, proven or not, as far as it fits."""
        lines = list(lines_of(bytes_of(self.journal)))
        if lines and is_header(lines[0].value):
            self._header = Header.of(lines.pop(0).value or {})
        if self._is_proven and self._header.journal == meta_of(self._salvage.tables).get("journal"):
            return
        is_ours = not self._is_proven or self._header.snapshot == self._digest
        for line in lines:
            try:
                entry = line.value or {}
                change_of(entry)
                again = replayed if is_ours else redone
                self._records = again(self._records, [entry])
            except (SchemaError, StoreConflict):
                self._lost.append(line.data.decode("utf-8", "replace"))
                continue
            if not line.is_sound:
                entry = {**entry, DAMAGED: True}
                name = self.journal.name
                self.said.append(f"Line {line.number} of {name} was damaged, but can be read.")
            self._waiting.append(entry)

    def _difference(self) -> list[Document]:
        """The entry that makes the history say what the records are, unless it does so by now."""
        known = replayed(Records(), [*_readable(self._told), *self._waiting])
        now = self._records
        books = (known.codebook, now.codebook)
        change = Change(
            "repaired",
            _edits(known.annotations, now.annotations),
            books if books[0] != books[1] else None,
            _edits(known.corrections, now.corrections),
        )
        return [] if change.is_empty else [change_entry(change)]

    def _rewritten(self) -> bytes:
        """The history with everything in it that can be read."""
        told = b""
        for one in told_by(self._lines):
            entries = [
                line.value if line.is_sound else {**line.value, DAMAGED: True}
                for line in one.lines
                if line.value is not None
            ]
            told += chained([one.header.entry, *entries])
        return told


def _by_id(codebook: Codebook) -> dict[str, Theme]:
    return {theme.id: theme for theme in codebook}


def _edits(then: Mapping[str, Editable], now: Mapping[str, Editable]) -> tuple[Edit[Editable], ...]:
    return tuple(
        Edit(then.get(key), now.get(key))
        for key in {**then, **now}
        if then.get(key) != now.get(key)
    )


def _readable(lines: Iterable[ChainedRecord]) -> list[Document]:
    """What those lines say that are entries as Pullquote writes them."""
    found = []
    for line in lines:
        with suppress(SchemaError):
            change_of(line.value or {})
            found.append(line.value or {})
    return found


def _refuse_newer(path: Path) -> None:
    """Raise if a newer Pullquote wrote what we would take for damaged."""
    formats: list[tuple[Path, object, int]] = []
    with suppress(StoreCorrupt, SchemaError):
        formats.append((path, schema_of(JsonFile(path).read() or {}), SCHEMA))
    journal = path.with_suffix(".journal")
    first = next(lines_of(bytes_of(journal)), None)
    if first and first.is_sound and is_header(first.value):
        formats.append((journal, first.value.get("format"), FORMAT))
    for file, written, known in formats:
        if isinstance(written, int) and written > known:
            raise StoreError(
                f"{shown(file)} was written by a newer Pullquote; update this one to repair it."
            )

"""One data file, to be looked at and to be changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.errors import StoreCorrupt, StoreError
from tui.files import sweep, sync_directory
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import SCHEMA, SchemaError, schema_of
from tui.store.file_lock import last_holder, locked
from tui.store.journal.history_file import HistoryFile
from tui.store.journal.journal import closed_journal
from tui.store.messages import changes, shown, unwritable
from tui.store.state import StoreState
from tui.store.store import Records

SMALL = 16 * 1024
"""Bytes of a data file that is written whole as fast as a journal is."""
ENOUGH = 1024 * 1024
"""Bytes of a journal that is folded at the next moment at which nobody waits."""
TOO_MUCH = 4 * ENOUGH
"""Bytes of a journal that is folded even if somebody waits."""
_GOODBYE = 0.1
"""Seconds to wait for the lock when leaving; the journal can also be folded another time."""


class JournaledFile:
    """Keeps records in a data file and its journal.

    A change goes into the journal if there is one that belongs to the data file as it is now;
    else, or if the file is small, the file is written anew with the change in it: the journal is
    folded. What it held is kept in the history then.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = StoreState(path)
        self._history = HistoryFile(path.with_suffix(".history"))
        self._is_known = False
        self._was_there = False
        """Whether there was a data file when we looked."""
        self._awaited = ""
        """Digest of the data file for which changes waited in the journal when we looked last."""
        self._has_written = False

    def look(self) -> Records:
        """What is kept now; the defaults if there is nothing.

        Raises:
            StoreCorrupt: if it is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        if not self._is_known:
            self._look_first()
        self._catch_up()
        if self._kept.journal.torn:
            self._repair_tail_if_free()
        return self._kept.told()

    def is_behind(self) -> bool:
        """Whether the files may be others than we know; two looks at the directory."""
        return self._kept.journal.is_unread() or self._kept.file.is_unread()

    @contextmanager
    def transaction(self, patience: float | None = None) -> Iterator[Records]:
        """Keep other writers away; what is kept now, to be changed and given to `keep`.

        Raises:
            StoreBusy: if another process holds the lock.
            StoreError: as `look`, or if a file has gone since we last looked.
        """
        kept, path = self._kept, self._path
        if not self._is_known:
            self._look_first()
        elif not kept.file.digest:
            self._catch_up()
        if not kept.file.digest:
            try:
                if not path.parent.is_dir():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    sync_directory(path.parent.parent)
            except OSError as error:
                raise unwritable(path, error) from error
        with locked(path, patience):
            self._catch_up()
            self._repair_tail()
            yield kept.records

    def keep(self, records: Records, entry: Document, may_wait: bool = False) -> Records:
        """Keep these records, which are those of `writing` after the entry; inside it only.

        ``may_wait`` says that it may take as long as writing the whole file.

        Raises:
            StoreReadOnly: if the place does not allow writing.
            StoreError: if it could not be written; what is kept is as it was.
        """
        kept = self._kept
        limit = ENOUGH if may_wait else TOO_MUCH
        if kept.is_live and kept.file.size >= SMALL and kept.journal.size <= limit:
            self._append(records, entry)
        else:
            self._compact(records, entry)
        self._has_written = True
        return kept.told()

    def back_up(self) -> Path:
        """Fold the journal and copy the data file.

        Raises:
            StoreError: if there is nothing to copy, or it could not be copied.
        """
        self.look()
        if not self._kept.file.digest:
            raise StoreError(f"{shown(self._path)} is not there; there is nothing to copy yet.")
        with self.transaction() as records:
            if self._kept.is_pending:
                self._compact(records, None)
            (copy,) = _back_up([self._path])
        return copy

    def close(self) -> None:
        """Fold the journal, unless another process that is still there will do so.

        Raises:
            StoreError: if it could not be done; nothing is lost.
        """
        is_ours = self._has_written or last_holder(self._path) in (0, os.getpid())
        if not (self._is_known and is_ours):
            return
        self._kept.catch_up()
        if self._kept.is_pending:
            with self.transaction(_GOODBYE) as records:
                if self._kept.is_pending:
                    self._compact(records, None)

    def _append(self, records: Records, entry: Document) -> None:
        try:
            if not os.access(self._path, os.W_OK):
                # What its permissions say of the file holds for what belongs into it.
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._path))
            self._kept.journal.append(entry)
        except OSError as error:
            raise unwritable(self._path, error) from error
        self._kept.take(records, is_filed=False)

    def _compact(self, records: Records, entry: Document | None) -> None:
        """Write the file anew, with the records after the entry, and begin another journal."""
        from tui.store.data_file.compaction import compact

        kept = self._kept
        file, journal = kept.file, kept.journal
        if file.tables and schema_of(file.tables) < SCHEMA:
            _back_up([file.path, *([journal.path] if kept.is_pending else [])])
        sweep(file.path)
        sweep(journal.path)
        taken_in = journal.header.journal if journal.header else ""
        inode = _inode(file.path)
        try:
            if kept.is_live or kept.is_pending:
                closed = journal.closed(entry)
            else:
                closed = closed_journal(file.digest, [entry] if entry else [])
            self._history.add(closed, like=file.path)
        except OSError as error:
            raise unwritable(file.path, error) from error
        try:
            compact(file, file.tables, kept.filed, records, taken_in)
        except BaseException as error:
            kept.doubt()
            if inode == _inode(file.path):
                self._history.take_back()
            if isinstance(error, SchemaError):
                raise unsaved(error) from error
            raise
        kept.take(records, is_filed=True)
        kept.is_live = False
        # From here on the change is kept. What fails now is done with the next one.
        with suppress(OSError):
            if file.size < SMALL:
                journal.path.unlink(missing_ok=True)
            else:
                journal.begin(file.path, file.digest)
                kept.is_live = True

    def _catch_up(self) -> None:
        """Read what is new; raise if a file has gone that was there.

        Starting anew then would make one annotation of somebody's thousands.
        """
        kept, history = self._kept, self._history
        self._was_there = self._was_there or bool(kept.file.digest)
        if kept.is_live and kept.journal.count:
            self._awaited = kept.file.digest
        kept.catch_up()
        if not kept.file.digest:
            if self._was_there:
                raise _removed(self._path)
            if count := history.missed():
                raise StoreCorrupt(
                    f"{shown(self._path)} is missing, although {history.path.name} tells of "
                    f"{changes(count)}; run “pullquote check --repair” to make it anew from that, "
                    f"put a backup in its place, or move {history.path.name} away to begin afresh."
                )
        elif kept.file.digest == self._awaited and kept.journal.header is None:
            raise _removed(kept.journal.path)

    def _look_first(self) -> None:
        """Read what is there, and say how it was left."""
        is_left = not last_holder(self._path)
        self._catch_up()
        self._is_known = True
        if self._kept.journal.is_blank:
            name = self._kept.journal.path.name
            self._kept.notices.append(
                f"{name} is empty, as Pullquote never leaves it; "
                f"what was not yet in {self._path.name} may be missing."
            )
        count = self._kept.journal.count
        if is_left and self._kept.is_live and count:
            were = "was" if count == 1 else "were"
            self._kept.notices.append(
                f"Restored {changes(count)} that {were} not yet in {self._path.name}."
            )

    def _repair_tail_if_free(self) -> None:
        # Perhaps somebody is writing just now; then all is well once we have the lock.
        try:
            with locked(self._path):
                self._kept.catch_up()
                self._repair_tail()
        except StoreCorrupt:
            raise
        except StoreError:
            if self._kept.journal.torn:
                name = self._kept.journal.path.name
                self._kept.notices.append(f"The last change in {name} broke off; it was left out.")

    def _repair_tail(self) -> None:
        """Cut what is torn off the journal; inside the lock only."""
        journal = self._kept.journal
        if not journal.torn:
            return
        aside = journal.path.with_suffix(".journal.torn")
        try:
            cut = journal.mend(aside)
        except OSError as error:
            raise unwritable(journal.path, error) from error
        self._kept.notices.append(
            f"The last change in {journal.path.name} broke off; "
            f"its {cut} bytes are kept in {aside.name}."
        )


def _back_up(files: list[Path]) -> list[Path]:
    from tui.store.recovery.backups import back_up  # which dates them, and who reads needs no dates

    return back_up(files)


def unsaved(flaw: SchemaError) -> StoreError:
    """What was to be kept is nothing that a file can keep."""
    return StoreError(f"Nothing was saved, for what was to be kept {flaw}.")


def _removed(path: Path) -> StoreError:
    return StoreError(
        f"{shown(path)} was removed meanwhile; put it back and try again, "
        "or quit and open the workspace anew."
    )


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0

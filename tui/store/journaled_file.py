"""A data file with its journal and its history: reading, committing, compacting."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.errors import StoreCorrupt, StoreError
from tui.files import sweep, sync_directory
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import SCHEMA, SchemaError, schema_version
from tui.store.file_lock import exclusive_lock, last_holder_pid
from tui.store.journal.history_file import HistoryFile
from tui.store.journal.journal import encode_journal
from tui.store.messages import quoted_path, write_error
from tui.store.state import StoreState
from tui.store.store import Records
from tui.wording import plural

SMALL_FILE = 16 * 1024
"""Bytes up to which a data file is rewritten as fast as a line is added to its journal."""
IDLE_COMPACTION_SIZE = 1024 * 1024
"""Bytes of a journal that is compacted when nobody waits for the commit."""
FORCED_COMPACTION_SIZE = 4 * IDLE_COMPACTION_SIZE
"""Bytes of a journal that is compacted even if somebody waits for the commit."""
_CLOSE_TIMEOUT = 0.1
"""Seconds to wait for the lock when closing; the journal can also be compacted later."""


class JournaledFile:
    """Keeps records in a data file and its journal.

    A change is added to the journal if that belongs to the data file as it is now. Else, or if
    the file is small, the journal is compacted: the file is rewritten with all changes, and the
    journal's lines are moved to the history.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = StoreState(path)
        self._history = HistoryFile(path.with_suffix(".history"))
        self._is_read = False
        self._had_file = False
        """Whether there was a data file when it was read."""
        self._pending_digest = ""
        """Digest of the data file for which there were pending changes at the last read."""
        self._has_written = False

    def read(self) -> Records:
        """The records as they are on the disk; the defaults if there are none.

        Raises:
            StoreCorrupt: if a file is not what Pullquote wrote.
            StoreError: if a file could not be read, or was removed since the last read.
        """
        if not self._is_read:
            self._read_first()
        self._refresh()
        if self._state.journal.torn_size:
            self._repair_tail_if_unlocked()
        return self._state.pop_notices()

    def is_behind(self) -> bool:
        """Whether the files may have changed since they were read; two calls of ``stat``."""
        return self._state.journal.is_unread() or self._state.file.is_unread()

    @contextmanager
    def transaction(self, timeout: float | None = None) -> Iterator[Records]:
        """Lock out other writers.

        Yields:
            The records as they are now, to be changed and given to `commit`.

        Raises:
            StoreBusy: if another process holds the lock.
            StoreError: as `read`.
        """
        state, path = self._state, self._path
        if not self._is_read:
            self._read_first()
        elif not state.file.digest:
            self._refresh()
        if not state.file.digest:
            try:
                if not path.parent.is_dir():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    sync_directory(path.parent.parent)
            except OSError as error:
                raise write_error(path, error) from error
        with exclusive_lock(path, timeout):
            self._refresh()
            self.repair_tail()
            yield state.records

    def commit(self, records: Records, entry: Document, is_idle: bool = False) -> Records:
        """Make a change durable; only inside `transaction`.

        Args:
            records: Those that `transaction` gave, with the change applied.
            entry: The change, for the journal.
            is_idle: Whether it may take as long as rewriting the whole file.

        Raises:
            StoreReadOnly: if the directory or the file is read-only.
            StoreError: if it could not be written; the stored records are unchanged.
        """
        state = self._state
        limit = IDLE_COMPACTION_SIZE if is_idle else FORCED_COMPACTION_SIZE
        is_large = state.file.size >= SMALL_FILE
        if state.accepts_changes and is_large and state.journal.size <= limit:
            self._append(records, entry)
        else:
            self.compact(records, entry)
        self._has_written = True
        return state.pop_notices()

    def back_up(self) -> Path:
        """Compact the journal and copy the data file; the path of the copy.

        Raises:
            StoreError: if there is nothing to copy, or it could not be copied.
        """
        self.read()
        if not self._state.file.digest:
            raise StoreError(
                f"{quoted_path(self._path)} is not there; there is nothing to copy yet."
            )
        with self.transaction() as records:
            if self._state.has_pending_changes:
                self.compact(records)
            (copy,) = _back_up([self._path])
        return copy

    def close(self) -> None:
        """Compact the journal, unless another process is alive that will do so.

        Raises:
            StoreError: if it could not be done; nothing is lost.
        """
        is_ours = self._has_written or last_holder_pid(self._path) in (0, os.getpid())
        if not (self._is_read and is_ours):
            return
        self._state.refresh()
        if self._state.has_pending_changes:
            with self.transaction(_CLOSE_TIMEOUT) as records:
                if self._state.has_pending_changes:
                    self.compact(records)

    def _append(self, records: Records, entry: Document) -> None:
        try:
            if not os.access(self._path, os.W_OK):
                # The permissions of the data file hold for its journal, too.
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._path))
            self._state.journal.append(entry)
        except OSError as error:
            raise write_error(self._path, error) from error
        self._state.adopt(records, is_in_file=False)

    def compact(self, records: Records, entry: Document | None = None) -> None:
        """Rewrite the data file and start a new journal; only inside `transaction`.

        Args:
            records: The new content of the file.
            entry: The change that is in them and not in the journal, if any.

        Raises:
            StoreError: if it could not be written; the stored records are unchanged.
        """
        from tui.store.data_file.compaction import compact

        state = self._state
        file, journal = state.file, state.journal
        if file.tables and schema_version(file.tables) < SCHEMA:
            _back_up([file.path, *([journal.path] if state.has_pending_changes else [])])
        sweep(file.path)
        sweep(journal.path)
        journal_id = journal.header.journal if journal.header else ""
        inode = _inode(file.path)
        try:
            if state.accepts_changes or state.has_pending_changes:
                closed = journal.closed(entry)
            else:
                closed = encode_journal(file.digest, [entry] if entry else [])
            self._history.append(closed, like=file.path)
        except OSError as error:
            raise write_error(file.path, error) from error
        try:
            compact(file, file.tables, state.file_records, records, journal_id)
        except BaseException as error:
            state.invalidate()
            if inode == _inode(file.path):
                self._history.undo_append()
            if isinstance(error, SchemaError):
                raise unsavable(error) from error
            raise
        state.adopt(records, is_in_file=True)
        state.accepts_changes = False
        # The change is durable now. A new journal that fails here is made by the next change.
        with suppress(OSError):
            if file.size < SMALL_FILE:
                journal.path.unlink(missing_ok=True)
            else:
                journal.reset(file.path, file.digest)
                state.accepts_changes = True

    def _refresh(self) -> None:
        """Read what is new; raise if a file is missing that was there.

        Without that error, the next change would replace thousands of annotations by one.
        """
        state, history = self._state, self._history
        self._had_file = self._had_file or bool(state.file.digest)
        if state.accepts_changes and state.journal.count:
            self._pending_digest = state.file.digest
        state.refresh()
        if not state.file.digest:
            if self._had_file:
                raise _removed(self._path)
            if count := history.missing_change_count():
                raise StoreCorrupt(
                    f"{quoted_path(self._path)} is missing, although {history.path.name} tells of "
                    f"{plural(count, 'change')}; run “pullquote check --repair” to make it anew "
                    f"from that, put a backup in its place, or move {history.path.name} away to "
                    "begin afresh."
                )
        elif state.file.digest == self._pending_digest and state.journal.header is None:
            raise _removed(state.journal.path)

    def _read_first(self) -> None:
        """Read everything, and note how a process that died has left it."""
        is_abandoned = not last_holder_pid(self._path)
        self._refresh()
        self._is_read = True
        state, name = self._state, self._path.name
        if state.journal.is_blank:
            state.notices.append(
                f"{state.journal.path.name} is empty, as Pullquote never leaves it; "
                f"what was not yet in {name} may be missing."
            )
        count = state.journal.count
        if is_abandoned and state.accepts_changes and count:
            were = "was" if count == 1 else "were"
            state.notices.append(
                f"Restored {plural(count, 'change')} that {were} not yet in {name}."
            )

    def _repair_tail_if_unlocked(self) -> None:
        # If another process is writing at this moment, all is well once we have the lock.
        try:
            with exclusive_lock(self._path):
                self._state.refresh()
                self.repair_tail()
        except StoreCorrupt:
            raise
        except StoreError:
            if self._state.journal.torn_size:
                name = self._state.journal.path.name
                self._state.notices.append(f"The last change in {name} broke off; it was left out.")

    def repair_tail(self) -> None:
        """Move an incomplete last line from the journal to another file; only with the lock.

        Raises:
            StoreError: if it could not be done.
        """
        journal = self._state.journal
        if not journal.torn_size:
            return
        torn_file = journal.path.with_suffix(".journal.torn")
        try:
            size = journal.cut_torn_tail(torn_file)
        except OSError as error:
            raise write_error(journal.path, error) from error
        self._state.notices.append(
            f"The last change in {journal.path.name} broke off; "
            f"its {size} bytes are kept in {torn_file.name}."
        )


def unsavable(flaw: SchemaError) -> StoreError:
    """The error for records or a change that a file cannot hold."""
    return StoreError(f"Nothing was saved, for what was to be kept {flaw}.")


def _back_up(files: list[Path]) -> list[Path]:
    from tui.store.recovery.backups import back_up  # it imports datetime, which reading needs not

    return back_up(files)


def _removed(path: Path) -> StoreError:
    return StoreError(
        f"{quoted_path(path)} was removed meanwhile; put it back and try again, "
        "or quit and open the workspace anew."
    )


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0

"""The journal: one line for each change since the data file was written.

The first line is a header that names the data file to which the changes belong.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeGuard

from tui.errors import StoreCorrupt
from tui.files import append_to_file, replace_file, write_all
from tui.store.data_file.json_file import Document
from tui.store.journal.checksum_chain import (
    ChainedRecord,
    decode_line,
    encode_line,
    encode_lines,
    line_checksum,
)
from tui.store.messages import corrupt_error, read_error

FORMAT = 1
"""The version that is written; it grows when an older Pullquote would misread it."""
_MAGIC_FIELD, _MAGIC = "pullquote", "journal"


class JournalHeader(NamedTuple):
    """The content of the first line."""

    journal: str
    """Random id of the journal; a data file names the last journal that was compacted into it."""
    snapshot: str
    """Digest of the data file to which the changes belong."""

    @classmethod
    def of(cls, entry: Document) -> JournalHeader:
        """Decode a first line."""
        return cls(str(entry.get("journal")), str(entry.get("snapshot")))

    @property
    def entry(self) -> Document:
        """The first line, as a document."""
        return {_MAGIC_FIELD: _MAGIC, "format": FORMAT, **self._asdict()}


class JournalContent(NamedTuple):
    """The content of one journal."""

    header: JournalHeader
    lines: list[ChainedRecord]
    """All lines but the header."""


class Journal:
    """One journal file; only what was added since the last read is read.

    It does not lock the file. Who appends must hold the lock and have read everything.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.invalidate()

    def invalidate(self) -> None:
        """Read everything again next time."""
        self.header: JournalHeader | None = None
        """Of the journal as it was read last; ``None`` if there was none."""
        self.count = 0
        """Changes read or appended."""
        self.torn_size = 0
        """Bytes of an incomplete line at the end: its writer died, or is writing now."""
        self.is_blank = False
        """Whether the file has no content, as Pullquote never leaves it."""
        self._end = 0
        self._checksum = 0
        """Of the last line."""
        self._mark: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Bytes up to the end of the last change."""
        return self._end

    def is_unread(self) -> bool:
        """Whether the file may have changed since it was read."""
        try:
            return _mark(self.path.stat()) != self._mark
        except (FileNotFoundError, NotADirectoryError):
            return self._mark != ()
        except OSError as error:
            raise read_error(self.path, error) from error

    def read(self) -> tuple[bool, list[Document]]:
        """Whether this is another journal than at the last read, and the changes since then.

        Raises:
            StoreCorrupt: if a line is damaged.
            StoreError: if it could not be read.
        """
        if not self.is_unread():
            return False, []
        try:
            with self.path.open("rb") as file:
                mark = _mark(os.fstat(file.fileno()))
                is_same_file = self._mark[:2] == mark[:2]
                has_grown = is_same_file and mark[2] > self._end and not self.torn_size
                file.seek(self._end if has_grown else 0)
                data = file.read()
        except FileNotFoundError:
            had_file = self._mark != ()
            self.invalidate()
            return had_file, []
        except OSError as error:
            raise read_error(self.path, error) from error
        if has_grown:
            with suppress(StoreCorrupt):
                changes = self._read_changes(data)
                if not self.torn_size:
                    self._mark = mark
                    return False, changes
            # This may be no damage: a new journal may have the inode of the old one, or a change
            # that was read was removed because its writer could not sync it.
            try:
                data = self.path.read_bytes()
            except OSError as error:
                raise read_error(self.path, error) from error
        self.invalidate()
        changes = self._read_changes(self._read_header(data))
        self._mark = mark
        return True, changes

    def append(self, change: Document) -> None:
        """Add a change, durably; everything must have been read before.

        Raises:
            OSError: if it could not be done; the file is unchanged.
        """
        line = encode_line(change, self._checksum)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            try:
                write_all(descriptor, line)
                os.fdatasync(descriptor)
                mark = _mark(os.fstat(descriptor))
            except BaseException:
                self._mark = ()
                with suppress(OSError):
                    os.ftruncate(descriptor, self._end)
                raise
        finally:
            os.close(descriptor)
        self._mark = mark
        self._end += len(line)
        self._checksum = line_checksum(line)
        self.count += 1

    def reset(self, data_file: Path, digest: str) -> None:
        """Replace the file by an empty journal of the data file, which has that digest.

        Raises:
            OSError: if it could not be done.
        """
        header_line = encode_journal(digest, [])
        replace_file(self.path, header_line, like=data_file)
        self.invalidate()
        self._read_changes(self._read_header(header_line))
        self._mark = _mark(self.path.stat())

    def closed(self, change: Document | None) -> bytes:
        """The content as it was read, and one more change if there is any, for the history."""
        content = self.path.read_bytes()[: self._end]
        return content + (encode_line(change, self._checksum) if change else b"")

    def cut_torn_tail(self, torn_file: Path) -> int:
        """Move an incomplete last line to the end of another file; its size in bytes.

        Raises:
            OSError: if it could not be done; nothing is cut then.
        """
        torn = self.path.read_bytes()[self._end :]
        append_to_file(torn_file, torn + b"\n", like=self.path)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.ftruncate(descriptor, self._end)
            os.fsync(descriptor)
            self._mark = _mark(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        self.torn_size = 0
        return len(torn)

    def _read_header(self, data: bytes) -> bytes:
        """Read the first line; the rest."""
        if not data.strip(b"\0"):
            self.is_blank = True
            return b""
        line, newline, rest = data.partition(b"\n")
        entry = decode_line(line, 0) if newline else None
        if entry is None or not is_header(entry):
            raise self._corrupt("its first line is not that of a journal")
        check_format(self.path, entry)
        self.header = JournalHeader.of(entry)
        self._end, self._checksum = len(line) + 1, line_checksum(line)
        return rest

    def _read_changes(self, data: bytes) -> list[Document]:
        """Read changes up to the end, or up to an incomplete last line."""
        changes: list[Document] = []
        start = 0
        while start < len(data):
            end = data.find(b"\n", start)
            line = data[start : end if end >= 0 else len(data)]
            change = decode_line(line, self._checksum) if end >= 0 else None
            if change is None:
                # Only the last line can be incomplete: each is synced before the next is written.
                if 0 <= end < len(data) - 1 or _is_complete(data[start:], self._checksum):
                    number = self.count + len(changes) + 1
                    raise self._corrupt(f"the change in line {number + 1} of it is damaged")
                self.torn_size = len(data) - start
                break
            changes.append(change)
            self._checksum = line_checksum(line)
            start = end + 1
        self._end += start
        self.count += len(changes)
        return changes

    def _corrupt(self, flaw: str) -> StoreCorrupt:
        self.invalidate()
        return corrupt_error(self.path, flaw)


def encode_journal(digest: str, entries: Iterable[Document]) -> bytes:
    """A journal of these changes to the data file with that digest."""
    header = JournalHeader(os.urandom(8).hex(), digest)
    return encode_lines([header.entry, *entries])


def is_header(entry: Document | None) -> TypeGuard[Document]:
    """Whether the entry is a journal's first line."""
    return entry is not None and entry.get(_MAGIC_FIELD) == _MAGIC


def check_format(path: Path, header: Document) -> None:
    """Check the format of a journal in the file at ``path``.

    Raises:
        StoreCorrupt: if a newer Pullquote wrote it.
    """
    if header.get("format") != FORMAT:
        flaw = (
            f"it was written by a newer Pullquote (format {header.get('format')}; "
            f"this one knows {FORMAT})"
        )
        raise corrupt_error(path, flaw, "update Pullquote")


def split_journals(lines: Iterable[ChainedRecord]) -> Iterator[JournalContent]:
    """The journals in a file with one after the other.

    Lines above the first header are a journal with an empty header.
    """
    journal: JournalContent | None = None
    for line in lines:
        if is_header(line.value):
            if journal:
                yield journal
            journal = JournalContent(JournalHeader.of(line.value), [])
        else:
            journal = journal or JournalContent(JournalHeader("", ""), [])
            journal.lines.append(line)
    if journal:
        yield journal


def _is_complete(line: bytes, previous_checksum: int) -> bool:
    """Whether a last line with a wrong checksum was written completely, and damaged later.

    An incomplete one has no line end, or zeros where its bytes did not reach the disk.
    """
    has_end = line.endswith(b"\n") and b"\0\0" not in line
    return has_end or decode_line(line[:-1], previous_checksum) is not None


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

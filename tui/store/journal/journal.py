"""The journal: one line for each change since the data file was written whole.

Its lines are a chain; the first says of which file the others are changes.
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
from tui.store.journal.checksum_chain import ChainedRecord, chained, end_of, framed, unframed
from tui.store.messages import corrupt, unreadable

FORMAT = 1
"""Grows when an older Pullquote would misread what we write."""
_MARK, _NAME = "pullquote", "journal"


class Header(NamedTuple):
    """What the first line says."""

    journal: str
    """Made once for each journal; a data file names the journal that it has taken in."""
    snapshot: str
    """Digest of the data file that the changes are changes of."""

    @classmethod
    def of(cls, entry: Document) -> Header:
        """The header in a first line."""
        return cls(str(entry.get("journal")), str(entry.get("snapshot")))

    @property
    def entry(self) -> Document:
        """The first line, as a document."""
        return {_MARK: _NAME, "format": FORMAT, **self._asdict()}


class Told(NamedTuple):
    """One journal, and the lines of it that say something."""

    header: Header
    lines: list[ChainedRecord]

    @property
    def entries(self) -> list[Document]:
        """The changes, in order."""
        return [line.value for line in self.lines if line.value is not None]


class Journal:
    """One journal file, of which only what is new is read.

    It does not lock; whoever appends holds the lock and has read everything.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.forget()

    def forget(self) -> None:
        """Read everything anew next time."""
        self.header: Header | None = None
        """Of the journal as it was read last; ``None`` if there was none."""
        self.count = 0
        """Changes read or appended."""
        self.torn = 0
        """Bytes after the last change that are none: a write that broke off, or is under way."""
        self.is_blank = False
        """Whether the file is there and holds nothing, as we never leave it."""
        self._end = 0
        self._chain = 0
        self._mark: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Bytes up to the end of the last change."""
        return self._end

    def is_unread(self) -> bool:
        """Whether the file is not, or may not be, as it was when it was read."""
        try:
            return _mark(self.path.stat()) != self._mark
        except (FileNotFoundError, NotADirectoryError):
            return self._mark != ()
        except OSError as error:
            raise unreadable(self.path, error) from error

    def read(self) -> tuple[bool, list[Document]]:
        """Whether this is another journal than before, and its changes that are new to us.

        Raises:
            StoreCorrupt: if what stands there cannot be trusted.
            StoreError: if it could not be read.
        """
        if not self.is_unread():
            return False, []
        try:
            with self.path.open("rb") as file:
                mark = _mark(os.fstat(file.fileno()))
                is_known = self._mark[:2] == mark[:2] and mark[2] > self._end and not self.torn
                file.seek(self._end if is_known else 0)
                data = file.read()
        except FileNotFoundError:
            was_there = self._mark != ()
            self.forget()
            return was_there, []
        except OSError as error:
            raise unreadable(self.path, error) from error
        if is_known:
            with suppress(StoreCorrupt):
                new = self._take(data)
                if not self.torn:
                    self._mark = mark
                    return False, new
            # It need not be damaged: another journal may have got the number of the old one's
            # file, or a change that we read was taken back, for its writer could not sync it.
            try:
                data = self.path.read_bytes()
            except OSError as error:
                raise unreadable(self.path, error) from error
        self.forget()
        new = self._take(self._begin(data))
        self._mark = mark
        return True, new

    def append(self, change: Document) -> None:
        """Add a change, durably; everything must have been read before.

        Raises:
            OSError: if it could not be done; the file is as it was.
        """
        line = framed(change, self._chain)
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
        self._chain = end_of(line)
        self.count += 1

    def begin(self, snapshot: Path, digest: str) -> None:
        """Put an empty journal in the place of this one, for the file that has that digest.

        Raises:
            OSError: if it could not be done.
        """
        line = chained([_first_entry(digest)])
        replace_file(self.path, line, like=snapshot)
        self.forget()
        self._take(self._begin(line))
        self._mark = _mark(self.path.stat())

    def closed(self, change: Document | None) -> bytes:
        """The journal as it was read, with one more change, to be kept."""
        return self.path.read_bytes()[: self._end] + (
            framed(change, self._chain) if change else b""
        )

    def mend(self, aside: Path) -> int:
        """Cut what is torn, keep it in the file ``aside``, and say how many bytes it was.

        Raises:
            OSError: if it could not be done; nothing is cut then.
        """
        torn = self.path.read_bytes()[self._end :]
        append_to_file(aside, torn + b"\n", like=self.path)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.ftruncate(descriptor, self._end)
            os.fsync(descriptor)
            self._mark = _mark(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        self.torn = 0
        return len(torn)

    def _begin(self, data: bytes) -> bytes:
        """Read the first line, and give back the rest."""
        if not data.strip(b"\0"):
            self.is_blank = True
            return b""
        first, newline, rest = data.partition(b"\n")
        fields = unframed(first, 0) if newline else None
        if fields is None or not is_header(fields):
            raise self._corrupt("its first line is not that of a journal")
        check_format(self.path, fields)
        self.header = Header.of(fields)
        self._end, self._chain = len(first) + 1, end_of(first)
        return rest

    def _take(self, data: bytes) -> list[Document]:
        """Read changes up to the end, or up to a tail that is torn."""
        found: list[Document] = []
        at = 0
        while at < len(data):
            end = data.find(b"\n", at)
            line = data[at : end if end >= 0 else len(data)]
            change = unframed(line, self._chain) if end >= 0 else None
            if change is None:
                # Only the last line can be torn: each is on the disk before the next begins.
                if 0 <= end < len(data) - 1 or _is_whole(data[at:], self._chain):
                    number = self.count + len(found) + 1
                    raise self._corrupt(f"the change in line {number + 1} of it is damaged")
                self.torn = len(data) - at
                break
            found.append(change)
            self._chain = end_of(line)
            at = end + 1
        self._end += at
        self.count += len(found)
        return found

    def _corrupt(self, flaw: str) -> StoreCorrupt:
        self.forget()
        return corrupt(self.path, flaw)


def closed_journal(digest: str, entries: Iterable[Document]) -> bytes:
    """A journal of these changes, to be kept, of the file that has that digest."""
    return chained([_first_entry(digest), *entries])


def is_header(entry: Document | None) -> TypeGuard[Document]:
    """Whether the entry is that of a journal's first line."""
    return entry is not None and entry.get(_MARK) == _NAME


def check_format(path: Path, header: Document) -> None:
    """Let pass the header, in the file at ``path``, of a journal that we can read.

    Raises:
        StoreCorrupt: if a newer Pullquote wrote it.
    """
    if header.get("format") != FORMAT:
        flaw = (
            f"it was written by a newer Pullquote (format {header.get('format')}; "
            f"this one knows {FORMAT})"
        )
        raise corrupt(path, flaw, "update Pullquote")


def told_by(lines: Iterable[ChainedRecord]) -> Iterator[Told]:
    """The journals in a file that holds one after the other."""
    told: Told | None = None
    for line in lines:
        if is_header(line.value):
            if told:
                yield told
            told = Told(Header.of(line.value), [])
        else:
            told = told or Told(Header("", ""), [])
            told.lines.append(line)
    if told:
        yield told


def _is_whole(line: bytes, chain: int) -> bool:
    """Whether a last line that is not proven was written to its end, and damaged since.

    One that broke off has no end, or has zeros where nothing came to the disk.
    """
    return (line.endswith(b"\n") and b"\0\0" not in line) or unframed(line[:-1], chain) is not None


def _first_entry(digest: str) -> Document:
    return Header(os.urandom(8).hex(), digest).entry


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

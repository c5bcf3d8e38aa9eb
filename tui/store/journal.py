"""The journal: one line for each change since the data file was written whole.

A line is eight hexadecimal digits, a space and JSON in ASCII. The digits are the CRC-32 of the
JSON, continued from the line above, so that a line that is damaged, gone or moved breaks the
chain. The first line says of which file the others are changes.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tui.errors import StoreCorrupt
from tui.files import append_to_file, replace_file, sync_directory, write_all
from tui.store.json_file import Document
from tui.store.wording import corrupt, unreadable

FORMAT = 1
"""Grows when an older Pullquote would misread what we write."""
_CURE = "put a backup in its place, or move it away to go on without the changes that it holds"
_DIGITS = 8
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says."""

    journal: str
    """Made once for each journal; a data file names the journal that it has taken in."""
    snapshot: str
    """SHA-256 of the data file that the changes are changes of."""


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
        line = _framed(change, self._chain)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            try:
                write_all(descriptor, line)
                os.fdatasync(descriptor)
                if not self.count:
                    sync_directory(self.path.parent)
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
        self._chain = int(line[:_DIGITS], 16)
        self.count += 1

    def begin(self, snapshot: Path, digest: str) -> None:
        """Put an empty journal in the place of this one, for the file that has that digest.

        It is durable with its first change only; until then it may be missing, or empty.

        Raises:
            OSError: if it could not be done.
        """
        line = _first_line(digest)
        replace_file(self.path, line, like=snapshot, is_synced=False)
        self.forget()
        self._take(self._begin(line))
        self._mark = _mark(self.path.stat())

    def closed(self, change: Document | None) -> bytes:
        """The journal as it was read, with one more change, to be kept."""
        return self.path.read_bytes()[: self._end] + (
            _framed(change, self._chain) if change else b""
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
            return b""
        first, newline, rest = data.partition(b"\n")
        fields = _unframed(first, 0) if newline else None
        if fields is None or fields.get("pullquote") != "journal":
            raise self._corrupt("its first line is not that of a journal")
        if fields.get("format") != FORMAT:
            raise corrupt(
                self.path,
                f"it was written by a newer Pullquote (format {fields.get('format')}; "
                f"this one knows {FORMAT})",
                "update Pullquote",
            )
        self.header = Header(str(fields.get("journal")), str(fields.get("snapshot")))
        self._end, self._chain = len(first) + 1, int(first[:_DIGITS], 16)
        return rest

    def _take(self, data: bytes) -> list[Document]:
        """Read changes up to the end, or up to a tail that is torn."""
        found: list[Document] = []
        at = 0
        while at < len(data):
            end = data.find(b"\n", at)
            line = data[at : end if end >= 0 else len(data)]
            change = _unframed(line, self._chain) if end >= 0 else None
            if change is None:
                # Only the last line can be torn: each is on the disk before the next begins.
                if 0 <= end < len(data) - 1:
                    number = self.count + len(found) + 1
                    raise self._corrupt(f"the change in line {number + 1} of it is damaged")
                self.torn = len(data) - at
                break
            found.append(change)
            self._chain = int(line[:_DIGITS], 16)
            at = end + 1
        self._end += at
        self.count += len(found)
        return found

    def _corrupt(self, flaw: str) -> StoreCorrupt:
        self.forget()
        return corrupt(self.path, flaw, _CURE)


def closed_journal(digest: str, change: Document | None) -> bytes:
    """A journal of one change, to be kept, of the file that has that digest."""
    line = _first_line(digest)
    return line + (_framed(change, int(line[:_DIGITS], 16)) if change else b"")


def _first_line(digest: str) -> bytes:
    header = Header(os.urandom(8).hex(), digest)
    return _framed({"pullquote": "journal", "format": FORMAT, **asdict(header)}, 0)


def _framed(value: Document, chain: int) -> bytes:
    body = _ENCODE(value).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(body, chain), body)


def _unframed(line: bytes, chain: int) -> Document | None:
    body = line[_DIGITS + 1 :]
    if line[: _DIGITS + 1] != b"%08x " % zlib.crc32(body, chain):
        return None
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

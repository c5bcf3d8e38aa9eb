"""The history: what all journals said that are in the data file now, end to end."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

from tui.files import append_to_file
from tui.store.journal.checksum_chain import ChainedRecord, bytes_of, lines_of
from tui.store.journal.journal import Told, told_by

_END = b"\n"


class HistoryFile:
    """A file that only grows, by one closed journal at a time.

    If a process dies between writing here and writing the data file, the change that was under
    way is in the history and nowhere else; `happened` leaves it out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = 0

    def add(self, journal: bytes, like: Path) -> None:
        """Add a closed journal, durably; a new file gets the permissions of the one at ``like``.

        Raises:
            OSError: if it could not be done; the history is as it was.
        """
        self._cut_torn()
        self._size = append_to_file(self.path, journal, like)

    def take_back(self) -> None:
        """Cut off what was added last, as far as the disk allows."""
        with suppress(OSError):
            if self._size:
                os.truncate(self.path, self._size)
            else:
                self.path.unlink()

    def missed(self) -> int:
        """Changes of which it is certain that they stood in a data file, where there is none.

        Raises:
            StoreError: if the history could not be read.
        """
        journals = happened(lines_of(bytes_of(self.path)))
        # The first data file of all may never have been written.
        if journals and not journals[-1].header.snapshot:
            del journals[-1]
        return sum(len(one.lines) for one in journals)

    def _cut_torn(self) -> None:
        """Cut a line that broke off: what it should have said comes again, or never happened."""
        with suppress(FileNotFoundError), self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read() != _END:
                    file.seek(0)
                    data = file.read()
                    if has_lost_its_end(data):
                        file.seek(size - 1)
                        file.write(_END)
                    else:
                        file.truncate(data.rfind(_END) + 1)


def has_lost_its_end(data: bytes) -> bool:
    """Whether the last line is whole, with something else in the place of its end."""
    *_, last = (ChainedRecord(0, b"", None, False), *lines_of(data))
    return last.is_sound and data.endswith(last.data + data[-1:]) and not data.endswith(_END)


def happened(lines: Iterable[ChainedRecord]) -> list[Told]:
    """The journals of a history whose changes were made, in order.

    A journal that is followed by another on the same data file was closed by a process that died
    before it could write that file; what it said comes again in the one that follows.
    """
    journals = list(told_by(lines))
    return [
        one
        for one, following in zip_longest(journals, journals[1:])
        if following is None or following.header.snapshot != one.header.snapshot
    ]

"""The history: what all journals said that are in the data file now, end to end."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tui.files import append_to_file


class History:
    """A file that only grows, by one closed journal at a time.

    If a process dies between writing here and writing the data file, the same journal comes a
    second time, under the same id.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = 0

    def add(self, journal: bytes, like: Path) -> None:
        """Add a closed journal, durably; a new file gets the permissions of the one at ``like``.

        Raises:
            OSError: if it could not be done; the history is as it was.
        """
        self._size = append_to_file(self._path, journal, like)

    def take_back(self) -> None:
        """Cut off what was added last, as far as the disk allows."""
        with suppress(OSError):
            if self._size:
                os.truncate(self._path, self._size)
            else:
                self._path.unlink()

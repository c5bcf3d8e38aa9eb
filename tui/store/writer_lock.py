"""Which of several apps on one workspace changes things: the first; the others look on."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tui.errors import StoreError
from tui.store.file_lock import holder_of, sign, taken_at_once


class WriterLock:
    """The lock that an app holds as long as it is open, beside the one for each change.

    What has no screen does not ask for it. Where the system knows no such locks, or the place
    cannot be written, everybody has the seat; each change is still made under the other lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_suffix(".seat")
        self._descriptor: int | None = None

    def take(self) -> str:
        """Take the seat if it is free; who has it, in words, or nothing if it is ours."""
        if self._descriptor is not None or os.name != "posix" or not self._path.parent.is_dir():
            return ""
        try:
            self._descriptor = taken_at_once(self._path, str(self._path))
        except StoreError:
            return ""
        if self._descriptor is None:
            return self._holder()
        sign(self._descriptor)
        return ""

    def leave(self) -> None:
        """Let the next one have it."""
        if self._descriptor is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)
            self._descriptor = None

    def _holder(self) -> str:
        who = holder_of(str(self._path))
        try:
            since = datetime.fromtimestamp(self._path.stat().st_mtime)
        except OSError:
            return who
        is_today = since.date() == datetime.now().date()
        return f"{who}, since {since:{'%H:%M' if is_today else '%Y-%m-%d %H:%M'}},"

"""One writer at a time, across processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.errors import StoreBusy, StoreError
from tui.store.wording import shown, unwritable

PATIENCE = 2.0
"""Seconds to wait for another writer; a write takes a hundredth of that."""
_PAUSE = 0.01


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other writers of the file at ``path`` away; its directory must exist.

    The lock is a file beside it with the ending ``.lock``, in which the holder's process id
    stands. The system gives the lock up when its holder dies.

    Raises:
        StoreBusy: if another process still holds the lock after `PATIENCE` seconds.
        StoreError: if the lock file could not be made.
    """
    from filelock import FileLock, Timeout  # takes longer to import than a change to save

    lock_path = path.with_suffix(".lock")
    lock = FileLock(lock_path, timeout=PATIENCE)
    try:
        lock.acquire(poll_interval=_PAUSE)
    except Timeout:
        raise StoreBusy(
            f"{_holder(lock_path)} is writing {shown(path)}; wait for it or quit it, and try again."
        ) from None
    except OSError as error:
        raise unwritable(path, error) from error
    except NotImplementedError as error:
        raise StoreError(
            f"{shown(path)} lies on a file system without locks; move the workspace to another."
        ) from error
    try:
        _sign(lock_path)
        yield
    finally:
        lock.release()


def _sign(lock_path: Path) -> None:
    # Only for the sentence of whoever waits in vain, so it must not stop us.
    with suppress(OSError):
        descriptor = os.open(lock_path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b"%d\n" % os.getpid())
        finally:
            os.close(descriptor)


def _holder(lock_path: Path) -> str:
    with suppress(OSError, ValueError):
        return f"Another Pullquote (process {int(lock_path.read_bytes()[:20])})"
    return "Another Pullquote"

"""One writer at a time, across processes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.errors import StoreBusy, StoreError
from tui.store.wording import shown, unwritable

try:
    import fcntl
except ImportError:  # a system on which filelock knows another way
    fcntl = None  # type: ignore[assignment]

PATIENCE = 2.0
"""Seconds to wait for another writer; a write takes a hundredth of that."""
_PAUSE = 0.002
_TAKEN = {errno.EAGAIN, errno.EACCES}


@contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Keep other writers of the file at ``path`` away; its directory must exist.

    The lock is a file beside it with the ending ``.lock``, in which the process id of the holder
    stands, or of the last one. The system gives the lock up when its holder dies.

    Raises:
        StoreBusy: if another process still holds the lock after ``patience`` seconds.
        StoreError: if the lock file could not be made.
    """
    lock_path = os.path.splitext(path)[0] + ".lock"  # noqa: PTH122 (pathlib takes its time)
    held = _taken_at_once(path, lock_path)
    if held is not None:
        try:
            _sign(held)
            yield
        finally:
            os.close(held)
    else:
        with _waited_for(path, lock_path, PATIENCE if patience is None else patience):
            yield


def last_holder(path: Path) -> int:
    """The process that locked the file at ``path`` last, if it is still there; else 0."""
    with suppress(OSError, ValueError):
        holder = int(path.with_suffix(".lock").read_bytes()[:20])
        if holder > 0:
            os.kill(holder, 0)
            return holder
    return 0


def _taken_at_once(path: Path, lock_path: str) -> int | None:
    """The lock as filelock takes it, by the system call alone, or ``None`` if it is not free.

    Mostly it is free, and filelock takes as long to say so as a disk to write a change.
    """
    if fcntl is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(lock_path, flags, 0o644)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), Path(lock_path).stat()):
            return descriptor
    except OSError as error:
        if error.errno not in _TAKEN | {errno.ENOENT, errno.ENOSYS}:
            os.close(descriptor)
            raise unwritable(path, error) from error
    os.close(descriptor)
    return None


@contextmanager
def _waited_for(path: Path, lock_path: str, patience: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(lock_path, timeout=patience)
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
        with suppress(OSError):
            descriptor = os.open(lock_path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                _sign(descriptor)
            finally:
                os.close(descriptor)
        yield
    finally:
        lock.release()


def _sign(descriptor: int) -> None:
    # Only for the sentences of others, so it must not stop us.
    own = b"%d\n" % os.getpid()
    with suppress(OSError):
        if os.pread(descriptor, len(own) + 1, 0) != own:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, own, 0)


def _holder(lock_path: str) -> str:
    with suppress(OSError, ValueError):
        return f"Another Pullquote (process {int(Path(lock_path).read_bytes()[:20])})"
    return "Another Pullquote"

"""One writer at a time, across processes."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from tui.errors import StoreBusy, StoreError
from tui.store.messages import shown, unwritable

try:
    import fcntl
except ImportError:  # a system on which filelock knows another way
    fcntl = None  # type: ignore[assignment]

PATIENCE = 2.0
"""Seconds to wait for another writer; a write takes a hundredth of that."""
_PAUSE = 0.002
_LONGEST = 60
"""Bytes of a signature."""
_BIRTH = 19
"""Place of a process's birth among the fields of its status, after its name."""
_TAKEN = {errno.EAGAIN, errno.EACCES}


@contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Keep other writers of the file at ``path`` away; its directory must exist.

    The lock is a file beside it with the ending ``.lock``, in which the process id of the holder
    and the time of its birth stand, or of the last one. The system gives the lock up when its
    holder dies.

    Raises:
        StoreBusy: if another process still holds the lock after ``patience`` seconds.
        StoreError: if the lock file could not be made.
    """
    lock_path = os.path.splitext(path)[0] + ".lock"  # noqa: PTH122 (pathlib takes its time)
    held = taken_at_once(path, lock_path)
    if held is not None:
        try:
            sign(held)
            yield
        finally:
            os.close(held)
    else:
        with _waited_for(path, lock_path, PATIENCE if patience is None else patience):
            yield


@contextmanager
def undisturbed(path: Path) -> Iterator[str]:
    """Keep writers of the file at ``path`` away while it is looked at, leaving no trace.

    Gives who writes all the same, in words, after having waited for `PATIENCE`; else nothing.
    """
    lock_path = path.with_suffix(".lock")
    try:
        descriptor = os.open(lock_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        yield ""
        return
    try:
        yield "" if fcntl is None or _is_shared(descriptor) else holder_of(str(lock_path))
    finally:
        os.close(descriptor)


def last_holder(path: Path) -> int:
    """The process that locked the file at ``path`` last, if it is still there; else 0."""
    with suppress(OSError, ValueError, IndexError):
        number, *birth = path.with_suffix(".lock").read_bytes()[:_LONGEST].split()
        holder = int(number)
        # The number may have gone to another process since: in a container it often does.
        if holder > 0 and [_birth(holder)] == (birth or [b""]):
            os.kill(holder, 0)
            return holder
    return 0


def taken_at_once(path: Path, lock_path: str) -> int | None:
    """The lock as filelock takes it, by the system call alone, or ``None`` if it is not free.

    ``path`` is what it is for; to close the descriptor gives it up.

    Mostly it is free, and filelock takes as long to say so as a disk to write a change.
    """
    if fcntl is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        try:
            descriptor = os.open(lock_path, flags, 0o666)
        except PermissionError:
            # That of somebody who shares the workspace can be held, though not signed.
            descriptor = os.open(lock_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
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


def _is_shared(descriptor: int) -> bool:
    """Whether the lock could be had together with others who look."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _TAKEN:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(_PAUSE)
        else:
            return True


@contextmanager
def _waited_for(path: Path, lock_path: str, patience: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(lock_path, timeout=patience)
    try:
        lock.acquire(poll_interval=_PAUSE)
    except Timeout:
        raise StoreBusy(
            f"{holder_of(lock_path)} is writing {shown(path)}; "
            "wait for it or quit it, and try again."
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
                sign(descriptor)
            finally:
                os.close(descriptor)
        yield
    finally:
        lock.release()


def sign(descriptor: int) -> None:
    """Write into the lock who holds it."""
    # Only for the sentences of others, so it must not stop us.
    own = _signature(os.getpid())
    with suppress(OSError):
        if os.pread(descriptor, len(own) + 1, 0) != own:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, own, 0)


@cache
def _signature(process: int) -> bytes:
    return b"%d %b\n" % (process, _birth(process))


def _birth(process: int) -> bytes:
    """When the process began, in ticks since the system did; empty where that is not told."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[_BIRTH]
    return b""


def holder_of(lock_path: str) -> str:
    """Who holds the lock, or held it last, in words."""
    with suppress(OSError, ValueError, IndexError):
        process = int(Path(lock_path).read_bytes()[:_LONGEST].split()[0])
        return f"Another Pullquote (process {process})"
    return "Another Pullquote"

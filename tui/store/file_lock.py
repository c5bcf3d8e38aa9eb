"""Locks between processes: one for each write, and one for the app that may write."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from tui.errors import StoreBusy, StoreError
from tui.store.messages import quoted_path, write_error

try:
    import fcntl
except ImportError:  # not a POSIX system; filelock locks in another way there
    fcntl = None  # type: ignore[assignment]

LOCK_TIMEOUT = 2.0
"""Seconds to wait for another writer; one write takes about a hundredth of that."""
_POLL_INTERVAL = 0.002
"""Seconds."""
_HOLDER_RECORD_SIZE = 60
"""Bytes read of the record that names the holder."""
_START_TIME_FIELD = 19
"""Index of the start time in ``/proc/<pid>/stat``, counted after the process name."""
_HELD_BY_ANOTHER = {errno.EAGAIN, errno.EACCES}


class WriterLock:
    """The lock of the one app on a workspace that may write; it is held while the app is open.

    Commands without a screen do not take it: each write also takes `exclusive_lock`. Where the
    system has no such locks or the directory is read-only, every app gets the lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_suffix(".seat")
        self._descriptor: int | None = None

    def acquire(self) -> str:
        """Take the lock if it is free; a description of the holder, empty if that is us."""
        if self._descriptor is not None or os.name != "posix" or not self._path.parent.is_dir():
            return ""
        try:
            self._descriptor = try_lock(self._path, str(self._path))
        except StoreError:
            return ""
        if self._descriptor is None:
            return self._describe_holder()
        write_holder(self._descriptor)
        return ""

    def release(self) -> None:
        """Give up the lock if it is held, and remove its file."""
        if self._descriptor is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)
            self._descriptor = None

    def _describe_holder(self) -> str:
        from datetime import datetime

        holder = describe_holder(str(self._path))
        try:
            since = datetime.fromtimestamp(self._path.stat().st_mtime)
        except OSError:
            return holder
        is_today = since.date() == datetime.now().date()
        return f"{holder}, since {since:{'%H:%M' if is_today else '%Y-%m-%d %H:%M'}},"


@contextmanager
def exclusive_lock(path: Path, timeout: float | None = None) -> Iterator[None]:
    """Lock out other writers of the file at ``path``, whose directory must exist.

    The lock is a file beside it with the suffix ``.lock``. It contains the process id and the
    start time of its holder, or of the last one. The system releases it when the holder dies.

    Args:
        path: The data file.
        timeout: Seconds to wait for another holder; `LOCK_TIMEOUT` by default.

    Raises:
        StoreBusy: if another process still holds the lock after that time.
        StoreError: if the lock file could not be made.
    """
    lock_path = os.path.splitext(path)[0] + ".lock"  # noqa: PTH122 (pathlib is slower)
    descriptor = try_lock(path, lock_path)
    if descriptor is not None:
        try:
            write_holder(descriptor)
            yield
        finally:
            os.close(descriptor)
    else:
        with _wait_for_lock(path, lock_path, LOCK_TIMEOUT if timeout is None else timeout):
            yield


@contextmanager
def shared_lock(path: Path) -> Iterator[str]:
    """Lock out writers of the file at ``path`` while it is read, without creating a lock file.

    Yields:
        A description of the process that still writes after `LOCK_TIMEOUT`; else an empty string.
    """
    lock_path = path.with_suffix(".lock")
    try:
        descriptor = os.open(lock_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        yield ""
        return
    try:
        is_shared = fcntl is None or _wait_for_shared_lock(descriptor)
        yield "" if is_shared else describe_holder(str(lock_path))
    finally:
        os.close(descriptor)


def last_holder_pid(path: Path) -> int:
    """The process that locked the file at ``path`` last, if it is still alive; else 0."""
    with suppress(OSError, ValueError, IndexError):
        pid_field, *start_time = (
            path.with_suffix(".lock").read_bytes()[:_HOLDER_RECORD_SIZE].split()
        )
        pid = int(pid_field)
        # Another process may have got the id since: in containers it often does.
        if pid > 0 and [_start_time(pid)] == (start_time or [b""]):
            os.kill(pid, 0)
            return pid
    return 0


def try_lock(path: Path, lock_path: str) -> int | None:
    """Take the lock without waiting, compatible with filelock.

    Usually the lock is free, and filelock takes as long to say so as a disk to write a change.

    Args:
        path: The file that errors are about.
        lock_path: The lock file; made if it is not there.

    Returns:
        The descriptor that holds the lock until it is closed; ``None`` if the lock is not free.

    Raises:
        StoreError: if the lock file could not be made.
    """
    if fcntl is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        try:
            descriptor = os.open(lock_path, flags, 0o666)
        except PermissionError:
            # The lock file of another user of the workspace can be locked, though not written.
            descriptor = os.open(lock_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), Path(lock_path).stat()):
            return descriptor
    except OSError as error:
        if error.errno not in _HELD_BY_ANOTHER | {errno.ENOENT, errno.ENOSYS}:
            os.close(descriptor)
            raise write_error(path, error) from error
    os.close(descriptor)
    return None


def _wait_for_shared_lock(descriptor: int) -> bool:
    """Whether a shared lock was obtained within `LOCK_TIMEOUT`."""
    end = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD_BY_ANOTHER:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(_POLL_INTERVAL)
        else:
            return True


@contextmanager
def _wait_for_lock(path: Path, lock_path: str, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(lock_path, timeout=timeout)
    try:
        lock.acquire(poll_interval=_POLL_INTERVAL)
    except Timeout:
        raise StoreBusy(
            f"{describe_holder(lock_path)} is writing {quoted_path(path)}; "
            "wait for it or quit it, and try again."
        ) from None
    except OSError as error:
        raise write_error(path, error) from error
    except NotImplementedError as error:
        raise StoreError(
            f"{quoted_path(path)} lies on a file system without locks; "
            "move the workspace to another."
        ) from error
    try:
        with suppress(OSError):
            descriptor = os.open(lock_path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                write_holder(descriptor)
            finally:
                os.close(descriptor)
        yield
    finally:
        lock.release()


def write_holder(descriptor: int) -> None:
    """Write the record of this process into the lock file, as far as that is possible."""
    # It is only read for messages and notices, so a failure must not stop a change.
    record = holder_record(os.getpid())
    with suppress(OSError):
        if os.pread(descriptor, len(record) + 1, 0) != record:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, record, 0)


@cache
def holder_record(pid: int) -> bytes:
    """The content of a lock file that the process holds: its id and its start time."""
    return b"%d %b\n" % (pid, _start_time(pid))


def describe_holder(lock_path: str) -> str:
    """A description of the process that holds the lock, or held it last, for messages."""
    with suppress(OSError, ValueError, IndexError):
        pid = int(Path(lock_path).read_bytes()[:_HOLDER_RECORD_SIZE].split()[0])
        return f"Another Pullquote (process {pid})"
    return "Another Pullquote"


def _start_time(pid: int) -> bytes:
    """The start time of the process in clock ticks since boot; empty if it is not known."""
    with suppress(OSError, IndexError):
        status = Path(f"/proc/{pid}/stat").read_bytes()
        return status.rpartition(b")")[2].split()[_START_TIME_FIELD]
    return b""

"""A file that is replaced whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

_SECOND = 1_000_000_000
_YOUNG, _COARSELY_YOUNG = _SECOND // 10, _SECOND * 5 // 2
"""Nanoseconds in which a file's clock may stand still.

Most move every few milliseconds; those that know whole seconds only may count two at once.
"""
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}


class FileMark(NamedTuple):
    """What tells one state of a file from the next without reading it."""

    device: int
    inode: int
    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970."""
    is_settled: bool
    """Whether a later change must show: the file had been still for a while when we looked."""

    @classmethod
    def of(cls, status: os.stat_result) -> FileMark:
        """The mark of a file at this moment."""
        young = _YOUNG if status.st_mtime_ns % _SECOND else _COARSELY_YOUNG
        return cls(
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            time.time_ns() - status.st_mtime_ns > young,
        )

    def proves_unchanged(self, status: os.stat_result) -> bool:
        """Whether the file is certainly as it was when this mark was taken."""
        return self.is_settled and (
            (self.device, self.inode, self.size, self.modified)
            == (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        )


def expanded(path: str) -> Path:
    """The path with a leading ``~`` as the shell understands it.

    One that nobody can understand becomes absolute, so that it is a missing file like others.
    """
    if not path.startswith("~"):
        return Path(path)
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111 (pathlib raises)


def replace_file(
    path: Path, data: bytes, *, like: Path | None = None, is_synced: bool = True
) -> FileMark:
    """Put ``data`` in the place of the file at ``path``, durably, and keep its permissions.

    Until the new content is on the disk under another name, the old file stays; a crash at any
    moment leaves one of the two. A symbolic link stays one, and the file behind it is replaced.

    A file that is new gets the permissions of the one at ``like``. Without ``is_synced`` the disk
    takes its time: after a power cut there may be the old file, the new or an empty one.

    Raises:
        OSError: if it could not be done; the file is as it was and no temporary is left. (Only
            when a dying disk refuses to sync the directory is the new content there already.)
    """
    path = Path(os.path.realpath(path))
    before = _status(path)
    model = before or (_status(like) if like is not None else None)
    if before is not None and not os.access(path, os.W_OK):
        # Replacing needs only the directory's permission; the file's own says what is wanted.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            if model is not None:
                _take_over(descriptor, model)
            write_all(descriptor, data)
            if is_synced:
                os.fsync(descriptor)
            mark = FileMark.of(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if is_synced:
        sync_directory(path.parent)
    return mark


def append_to_file(path: Path, data: bytes, like: Path) -> int:
    """Add ``data`` at the end of the file at ``path``, durably, and give back its size before.

    A file that is new gets the permissions of the one at ``like``.

    Raises:
        OSError: if it could not be done; the file has its old size again.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    is_new = not path.exists()
    descriptor = os.open(path, flags, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        try:
            if is_new and (model := _status(like)) is not None:
                _take_over(descriptor, model)
            write_all(descriptor, data)
            os.fsync(descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    if is_new:
        sync_directory(path.parent)
    return size


def sweep(path: Path) -> None:
    """Remove the temporaries that killed writers of ``path`` left; the caller holds the lock."""
    with contextlib.suppress(OSError):
        for other in path.parent.iterdir():
            if other.name.startswith(f".{path.name}.") and other.name.endswith(".tmp"):
                other.unlink(missing_ok=True)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_over(descriptor: int, before: os.stat_result) -> None:
    if before.st_uid != os.geteuid() or before.st_gid != os.getegid():
        # Only an administrator may give files away; theirs must not lock the owner out, and
        # those of one of a group not the others.
        for owner in (before.st_uid, -1):
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, owner, before.st_gid)
                break
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``, however little the system takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_directory(directory: Path) -> None:
    """Make the names in the directory durable, where its file system can."""
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        return  # a directory we may write in but not list; its file system syncs in its own time
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        os.close(descriptor)

"""Durable writing of files: replaced atomically, or appended to."""

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
"""Nanoseconds within which two changes of a file may get the same time.

Most file systems have times of a few milliseconds; some only of whole or of two seconds.
"""
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}


class FileMark(NamedTuple):
    """Metadata by which a change of a file is noticed without reading it."""

    device: int
    inode: int
    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970."""
    is_settled: bool
    """Whether any later change alters the time: the file was unchanged for a while before."""

    @classmethod
    def of(cls, status: os.stat_result) -> FileMark:
        """The mark of a file in its present state."""
        young = _YOUNG if status.st_mtime_ns % _SECOND else _COARSELY_YOUNG
        return cls(
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            time.time_ns() - status.st_mtime_ns > young,
        )

    def proves_unchanged(self, status: os.stat_result) -> bool:
        """Whether the file is certainly unchanged since this mark."""
        return self.is_settled and (
            (self.device, self.inode, self.size, self.modified)
            == (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        )


def expanded(path: str) -> Path:
    """The path with a leading ``~`` expanded as in the shell.

    A ``~name`` of an unknown user becomes an absolute path, which is then a missing file.
    """
    if not path.startswith("~"):
        return Path(path)
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111 (pathlib raises)


def read_regular_file(path: Path, max_bytes: int) -> bytes:
    """The first ``max_bytes`` bytes of a file; never waits for a pipe or a device.

    Raises:
        OSError: if it cannot be read, or is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 (it is open already)
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
        return stream.read(max_bytes)


def replace_file(
    path: Path, data: bytes, *, like: Path | None = None, is_synced: bool = True
) -> FileMark:
    """Replace the file at ``path`` atomically and durably, with the same permissions.

    The new content is first written to a temporary file; a crash at any moment leaves the old or
    the new file. A symbolic link stays, and its target is replaced.

    Args:
        path: The file.
        data: The new content.
        like: A file whose permissions a new file gets.
        is_synced: Whether to wait for the disk. If not, the file may be old, new or empty after a
            power cut.

    Returns:
        The mark of the new file.

    Raises:
        OSError: if it failed; the file is unchanged and no temporary file is left. (Only if
            syncing the directory failed is the new content there already.)
    """
    path = Path(os.path.realpath(path))
    before = _status(path)
    model = before or (_status(like) if like is not None else None)
    if before is not None and not os.access(path, os.W_OK):
        # Replacing needs only write permission for the directory; a read-only file must stay.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            if model is not None:
                _copy_permissions(descriptor, model)
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
    """Append ``data`` to the file at ``path`` durably.

    A new file gets the permissions of the one at ``like``.

    Returns:
        The size before, in bytes.

    Raises:
        OSError: if it failed; the file has its old size again.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    is_new = not path.exists()
    descriptor = os.open(path, flags, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        try:
            if is_new and (model := _status(like)) is not None:
                _copy_permissions(descriptor, model)
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
    """Remove temporary files of killed writers of ``path``; the caller must hold the lock."""
    with contextlib.suppress(OSError):
        for other in path.parent.iterdir():
            if other.name.startswith(f".{path.name}.") and other.name.endswith(".tmp"):
                other.unlink(missing_ok=True)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _copy_permissions(descriptor: int, before: os.stat_result) -> None:
    if before.st_uid != os.geteuid() or before.st_gid != os.getegid():
        # A file written by an administrator must not lock out its owner, nor one written by a
        # member of a group the other members.
        for owner in (before.st_uid, -1):
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, owner, before.st_gid)
                break
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``, in as many calls as the system needs."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_directory(directory: Path) -> None:
    """Make the entries of a directory durable, if its file system can."""
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        return  # a directory that may be written but not listed cannot be synced
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        os.close(descriptor)

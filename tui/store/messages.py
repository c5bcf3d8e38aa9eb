"""The sentences in which a store says what went wrong."""

from __future__ import annotations

import errno
from pathlib import Path

from tui.errors import MOST_LISTED, StoreCorrupt, StoreError, StoreReadOnly

_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def shown(path: Path) -> str:
    """The path between quotation marks, without anything that a terminal obeys."""
    return f"“{''.join(char if char.isprintable() else '�' for char in str(path))}”"


def counted(count: int, noun: str) -> str:
    """So many of them, in words."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def changes(count: int) -> str:
    """So many changes, in words."""
    return counted(count, "change")


def listed(lines: list[int]) -> str:
    """Some lines of a file, by their numbers, in words."""
    numbers = ", ".join(map(str, lines[:MOST_LISTED]))
    more = f" and {len(lines) - MOST_LISTED} more" if len(lines) > MOST_LISTED else ""
    return f"line{'s' if len(lines) > 1 else ''} {numbers}{more}"


CURE = "run “pullquote check --repair”, or put a backup in its place"


def corrupt(path: Path, flaw: str, cure: str = CURE) -> StoreCorrupt:
    """The file at ``path`` is not what Pullquote wrote; ``flaw`` says what is wrong with it."""
    return StoreCorrupt(f"{shown(path)} cannot be used: {flaw}; it was left as it is, so {cure}.")


def unreadable(path: Path, error: OSError) -> StoreError:
    """The system did not let us read the file at ``path``."""
    if error.errno in _DENIED:
        return StoreError(f"{shown(path)} may not be read; change its permissions.")
    return StoreError(f"{shown(path)} could not be read ({_reason(error)}); check the disk.")


def unwritable(path: Path, error: OSError) -> StoreError:
    """The system did not let us write the file at ``path``, which is as it was."""
    if error.errno in _DENIED:
        return StoreReadOnly(
            f"{shown(path)} may not be written; change the permissions of its directory, "
            "or work on a copy of the workspace."
        )
    if error.errno in _FULL:
        return StoreError(f"{shown(path)} was not saved, for the disk is full; make room first.")
    if error.errno == errno.EFBIG:
        return StoreError(
            f"{shown(path)} was not saved, for it would exceed the allowed file size."
        )
    return StoreError(f"{shown(path)} was not saved ({_reason(error)}); check the disk.")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__

"""Error messages of the stores."""

from __future__ import annotations

import errno
from pathlib import Path

from tui.errors import MOST_LISTED, StoreCorrupt, StoreError, StoreReadOnly

REPAIR_REMEDY = "run “pullquote check --repair”, or put a backup in its place"

_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def quoted_path(path: Path) -> str:
    """The path in quotation marks, with unprintable characters replaced by U+FFFD."""
    return f"“{''.join(char if char.isprintable() else '�' for char in str(path))}”"


def line_numbers(numbers: list[int]) -> str:
    """Line numbers for a message, at most `MOST_LISTED` of them: ``lines 3, 7``."""
    listed = ", ".join(map(str, numbers[:MOST_LISTED]))
    more = f" and {len(numbers) - MOST_LISTED} more" if len(numbers) > MOST_LISTED else ""
    return f"line{'s' if len(numbers) > 1 else ''} {listed}{more}"


def corrupt_error(path: Path, flaw: str, remedy: str = REPAIR_REMEDY) -> StoreCorrupt:
    """The error for a file with unexpected content; ``flaw`` says what is wrong with it."""
    return StoreCorrupt(
        f"{quoted_path(path)} cannot be used: {flaw}; it was left as it is, so {remedy}."
    )


def read_error(path: Path, error: OSError) -> StoreError:
    """The error for a file that the system did not let us read."""
    if error.errno in _DENIED:
        return StoreError(f"{quoted_path(path)} may not be read; change its permissions.")
    return StoreError(f"{quoted_path(path)} could not be read ({_reason(error)}); check the disk.")


def write_error(path: Path, error: OSError) -> StoreError:
    """The error for a file that could not be written and is unchanged."""
    if error.errno in _DENIED:
        return StoreReadOnly(
            f"{quoted_path(path)} may not be written; change the permissions of its directory, "
            "or work on a copy of the workspace."
        )
    if error.errno in _FULL:
        return StoreError(
            f"{quoted_path(path)} was not saved, for the disk is full; make room first."
        )
    if error.errno == errno.EFBIG:
        return StoreError(
            f"{quoted_path(path)} was not saved, for it would exceed the allowed file size."
        )
    return StoreError(f"{quoted_path(path)} was not saved ({_reason(error)}); check the disk.")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__

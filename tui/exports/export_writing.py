"""Writes an export to a file: all of it, or nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from tui.errors import ExportError
from tui.exports.safe_text import terminal_safe
from tui.files import replace_file


def write_export(path: Path, data: bytes, makes_folder: bool = False) -> None:
    """Replace the content of the file at ``path``, which need not exist, by ``data``.

    Args:
        path: Where to write.
        data: The whole content.
        makes_folder: Whether a directory that is missing is made.

    Raises:
        ExportError: if it could not be written; the file is unchanged.
    """
    name, folder = _in_one_line(path), _in_one_line(path.parent)
    try:
        if makes_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError
        if path.exists() and not path.is_file():
            raise ExportError(f"“{name}” is a device, not a file; leave -o out to write to stdout.")
        if path.exists() and not os.access(path, os.W_OK):
            raise ExportError(f"“{name}” is write-protected; choose another name for the export.")
        replace_file(path, data)
    except IsADirectoryError:
        raise ExportError(f"“{name}” is a directory; name a file in it.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise ExportError(f"There is no directory “{folder}”; make it first.") from None
    except PermissionError:
        raise ExportError(
            f"“{folder}” may not be written; choose another place for the export."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ExportError(f"“{name}” could not be written: {_reason(error)}.") from None


def _in_one_line(path: Path) -> str:
    return terminal_safe(str(path)).replace("\n", " ")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "the disk is full; free some space or choose another place"
        if error.errno == errno.EROFS:
            return "the file system is read-only; choose another place"
        return error.strerror or "the system does not say why"
    return str(error)

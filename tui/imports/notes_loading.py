"""Reads the notes in a file, in any format that an importer recognises."""

from __future__ import annotations

from pathlib import Path

from tui.errors import NotesError
from tui.files import read_regular_file
from tui.imports import IMPORTS
from tui.imports.incoming import Incoming
from tui.imports.notes_file import LARGEST, NotesFile


def read_notes(path: Path, format_name: str | None = None) -> Incoming:
    """The notes in the file at ``path``, in the named format or the one that recognises it.

    Raises:
        NotesError: if the file cannot be read, or no importer recognises it.
        UnknownName: if no format has this name.
    """
    file = _read_file(path)
    if format_name is not None:
        return IMPORTS.get(format_name).read(file)
    if file.data.startswith(b"PK") and not file.members:
        raise file.notes_error("is a zip that is cut off or damaged; export it again")
    for importer in IMPORTS:
        if importer.recognises(file):
            return importer.read(file)
    raise file.notes_error(
        "is in no format that can be imported, or damaged; "
        f"name its format with --from ({', '.join(IMPORTS.names())})"
    )


def _read_file(path: Path) -> NotesFile:
    try:
        data = read_regular_file(path, LARGEST + 1)
    except FileNotFoundError:
        raise NotesError(f"There is no file “{path}”; check the name.") from None
    except IsADirectoryError:
        raise NotesError(f"“{path}” is a directory; name a file that is in it.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        error_reason = getattr(error, "strerror", None) or error
        raise NotesError(f"“{path}” could not be read: {error_reason}.") from None
    file = NotesFile(path, data)
    if not data:
        raise file.notes_error("is empty")
    if len(data) > LARGEST:
        raise file.notes_error(f"is larger than {LARGEST // 1024**2} MiB; split it first")
    return file

"""A file of notes, decoded once for all importers that look at it."""

from __future__ import annotations

import json
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from tui.errors import NotesError

LARGEST = 256 * 1024 * 1024
"""Most bytes of a file, and of all the files in a zip when unpacked."""


class NotesFile:
    """The bytes of the file at ``path``, and what they decode to."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data

    @property
    def name(self) -> str:
        """Its name without directories, for messages."""
        return self.path.name

    def notes_error(self, predicate: str) -> NotesError:
        """The error whose sentence has the name of the file as its subject."""
        return NotesError(f"“{self.name}” {predicate}; nothing was imported.")

    @cached_property
    def text(self) -> str:
        """The file as UTF-8 without a byte order mark; empty if it is not that."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""

    @cached_property
    def document(self) -> Any:
        """The file as one JSON value; ``None`` if it is not that."""
        return _parsed(self.text) if self.text.lstrip()[:1] in ("{", "[") else None

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        """The file as JSON objects, one a line; empty if it is not that."""
        if self.document is not None:
            return [self.document] if isinstance(self.document, dict) else []
        if self.text.lstrip()[:1] != "{":
            return []
        objects = [_parsed(line) for line in self.text.splitlines() if line.strip()]
        return objects if all(isinstance(value, dict) for value in objects) else []

    @cached_property
    def members(self) -> list[str]:
        """The names of the files in it; empty if it is no readable zip."""
        return [] if self._zip is None else [i.filename for i in self._zip.infolist()]

    def member(self, name: str) -> bytes:
        """The bytes of a file in the zip; nothing is unpacked to disk.

        Raises:
            NotesError: if the zip is broken, or larger than `LARGEST` when unpacked.
        """
        if self._zip is None:
            raise self.notes_error("cannot be unpacked; export it again")
        if sum(info.file_size for info in self._zip.infolist()) > LARGEST:
            raise self.notes_error(f"holds more than {LARGEST // 1024**2} MiB; split it first")
        try:
            with self._zip.open(name) as stream:
                # A header can state a wrong size: never read more than it states.
                return stream.read(self._zip.getinfo(name).file_size)
        except (BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError) as error:
            raise self.notes_error(f"is damaged at “{name}” ({error}); export it again") from None
        except Exception as error:  # zlib and lzma raise errors of their own
            raise self.notes_error(f"is damaged at “{name}”; export it again") from error

    @cached_property
    def _zip(self) -> ZipFile | None:
        if not self.data.startswith(b"PK"):
            return None
        try:
            return ZipFile(BytesIO(self.data))
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            return None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None

"""The data file as TinyDB lays it out: tables by name, documents by number."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from tui.errors import StoreConflict
from tui.files import FileMark, replace_file
from tui.store.data_file.file_checksum import FileChecksum, drop_seal, seal_of, sealed
from tui.store.messages import corrupt, shown, unreadable, unwritable

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[str, Document]]
Build: TypeAlias = Callable[[Document], Any]

_MARK_OF_ORDER = b"\xef\xbb\xbf"


class JsonFile:
    """One file of tables, read again only when it is not what we know already.

    It is written in ASCII, one field a line: every program and every TinyDB reads it alike,
    and two versions can be compared line by line.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = 0
        """Grows whenever the tables may differ from those read before."""
        self._tables: Tables | None = None
        self._is_built = False
        self._mark: FileMark | None = None
        self._digest = ""
        self.seal = FileChecksum.MISSING
        """What the checksum says of the file as we know it."""

    @property
    def digest(self) -> str:
        """What tells the file's content from any other, in hexadecimal; empty if there is none."""
        return self._digest

    @property
    def size(self) -> int:
        """Bytes of the file as we know it."""
        return self._mark.size if self._mark else 0

    @property
    def tables(self) -> Tables | None:
        """What was read or written last; ``None`` if there was no file or it was forgotten.

        Documents that were built into something else are read again.

        Raises:
            StoreConflict: if that is needed, and the file is another one by now.
        """
        if self._is_built:
            digest, generation = self._digest, self.generation
            self.forget()
            self.read()
            if self._digest != digest:
                raise StoreConflict(f"{shown(self.path)} was changed meanwhile; try again.")
            self.generation = generation
        return self._tables

    def read(self, build: Build | None = None) -> Tables | None:
        """The tables as they are on the disk, or ``None`` if there is no file.

        Whoever changes them in place calls `write` or `forget` next. The documents of a file that
        fits its checksum are given to ``build`` one by one, and what that gives back stands in
        their place.

        Raises:
            StoreCorrupt: if the file is no JSON object, or does not fit its checksum.
            StoreError: if it could not be read.
        """
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise corrupt(self.path, "it is not a file")
            if self._mark is not None and self._mark.proves_unchanged(status):
                return self._tables
            with self.path.open("rb") as file:
                mark = FileMark.of(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            self.forget()
            return None
        except OSError as error:
            raise unreadable(self.path, error) from error
        seal, digest = seal_of(data)
        if self._tables is None or (seal, digest) != (self.seal, self._digest):
            self.forget()
            is_proven = seal is FileChecksum.SOUND
            build = build if is_proven else None
            tables = parsed(self.path, data, is_proven, build)
            if seal is FileChecksum.BROKEN:
                raise corrupt(self.path, "it does not fit its checksum (was it edited by hand?)")
            drop_seal(tables)
            self._tables, self.seal, self._digest = tables, seal, digest
            self._is_built = build is not None
        self._mark = mark
        return self._tables

    def let_go(self) -> None:
        """Keep no more of the documents that were built: whoever needs them reads them again."""
        if self._is_built and self._tables:
            self._tables = {
                name: {n: one for n, one in table.items() if isinstance(one, dict)}
                for name, table in self._tables.items()
            }

    def is_unread(self) -> bool:
        """Whether the file is not, or may not be, as it was when it was read."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return self._mark is not None
        except OSError:
            return True
        return self._mark is None or not self._mark.proves_unchanged(status)

    def write(self, tables: Tables) -> None:
        """Replace the file by one with these tables.

        Raises:
            StoreError: if it could not be done; the file is as it was.
        """
        text = json.dumps(tables, separators=(",\n", ": ")) + "\n"
        data, seal, digest = sealed(text.encode("ascii"))
        self.forget()
        try:
            self._mark = replace_file(self.path, data)
        except OSError as error:
            raise unwritable(self.path, error) from error
        self._tables, self.seal, self._digest = tables, seal, digest

    def forget(self) -> None:
        """Read the file anew next time."""
        self.generation += 1
        self._tables = self._mark = None
        self._is_built = False
        self._digest = ""


def parsed(path: Path, data: bytes, is_proven: bool = False, build: Build | None = None) -> Tables:
    """The tables in a file; one that is proven is not searched for names that are there twice.

    Raises:
        StoreCorrupt: if it is no JSON object.
    """
    if not data:
        raise corrupt(path, "it is empty (0 bytes), which Pullquote never writes")
    if data.startswith(_MARK_OF_ORDER):
        raise corrupt(path, "it begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = data.decode("utf-8")
        hook = None if is_proven else _unique
        tables = json.loads(text, object_hook=build, object_pairs_hook=hook)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
            raise corrupt(path, f"it breaks off at {where}") from error
        raise corrupt(path, f"it is not JSON at {where} ({error.msg})") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise corrupt(path, f"line {line} is not UTF-8") from error
    except RecursionError as error:
        raise corrupt(path, "it is nested too deeply") from error
    except ValueError as error:  # a name twice, or a number of more digits than Python reads
        raise corrupt(path, str(error)) from error
    if not isinstance(tables, dict):
        raise corrupt(path, f"it holds {_kind(tables)} where tables by name should be")
    return tables


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name or number {json.dumps(twice)} is there twice in one place")
    return found


def _kind(value: object) -> str:
    return {list: "a list", str: "a word", bool: "a truth value", type(None): "null"}.get(
        type(value), "a number"
    )

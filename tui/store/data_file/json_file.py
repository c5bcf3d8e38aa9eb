"""The data file: TinyDB's JSON layout, tables by name and documents by number, with a checksum.

The checksum is the first field of the first table, ``meta``. It is the SHA-256 of every byte but
those of its own line. To TinyDB it is one more field of ``meta``. What TinyDB or another program
writes has another layout, which shows that Pullquote did not write the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeAlias

from tui.errors import StoreConflict
from tui.files import FileMark, replace_file
from tui.store.messages import corrupt_error, quoted_path, read_error, write_error

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[str, Document]]
Decode: TypeAlias = Callable[[Document], Any]

CHECKSUM_FIELD = "checksum"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_META_START = rb'\{"meta": \{"\d+": \{(?=")'
_META_WITH_CHECKSUM = re.compile(rb'(\{"meta": \{"\d+": \{)"checksum": "([^"]*)",\n')
_FIELD_SEPARATOR = b',\n"'
"""It is only in files that Pullquote wrote."""


class FileChecksum(Enum):
    """The result of verifying a file's checksum."""

    SOUND = auto()
    BROKEN = auto()
    MISSING = auto()
    """The file has Pullquote's layout, and no checksum."""
    FOREIGN = auto()
    """Another program wrote the file."""


class JsonFile:
    """One file of tables, read again only if it may have changed.

    It is written in ASCII with one field a line: every program and every TinyDB reads it alike,
    and two versions can be compared line by line.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = 0
        """Grows whenever the tables may differ from those read before."""
        self._tables: Tables | None = None
        self._is_decoded = False
        self._mark: FileMark | None = None
        self._digest = ""
        self.checksum = FileChecksum.MISSING
        """The result of verifying the checksum when the file was read or written last."""

    @property
    def digest(self) -> str:
        """The SHA-256 that identifies the content, in hexadecimal; empty if there is no file."""
        return self._digest

    @property
    def size(self) -> int:
        """Bytes of the file when it was read or written last."""
        return self._mark.size if self._mark else 0

    @property
    def tables(self) -> Tables | None:
        """The tables read or written last; ``None`` if there was no file or it is invalidated.

        Documents that were decoded are read again.

        Raises:
            StoreConflict: if that is necessary, and the file has changed since.
        """
        if self._is_decoded:
            digest, generation = self._digest, self.generation
            self.invalidate()
            self.read()
            if self._digest != digest:
                raise StoreConflict(f"{quoted_path(self.path)} was changed meanwhile; try again.")
            self.generation = generation
        return self._tables

    def read(self, decode: Decode | None = None) -> Tables | None:
        """The tables as they are on the disk, or ``None`` if there is no file.

        Who changes them in place must call `write` or `invalidate` next.

        Args:
            decode: Called with each document of a file with a sound checksum while it is parsed;
                what it returns takes the document's place.

        Raises:
            StoreCorrupt: if the file is no JSON object, or its checksum is broken.
            StoreError: if it could not be read.
        """
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise corrupt_error(self.path, "it is not a file")
            if self._mark is not None and self._mark.proves_unchanged(status):
                return self._tables
            with self.path.open("rb") as file:
                mark = FileMark.of(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            self.invalidate()
            return None
        except OSError as error:
            raise read_error(self.path, error) from error
        checksum, digest = verify_checksum(data)
        if self._tables is None or (checksum, digest) != (self.checksum, self._digest):
            self.invalidate()
            is_verified = checksum is FileChecksum.SOUND
            decode = decode if is_verified else None
            tables = parse_tables(self.path, data, is_verified, decode)
            if checksum is FileChecksum.BROKEN:
                flaw = "it does not fit its checksum (was it edited by hand?)"
                raise corrupt_error(self.path, flaw)
            remove_checksum(tables)
            self._tables, self.checksum, self._digest = tables, checksum, digest
            self._is_decoded = decode is not None
        self._mark = mark
        return self._tables

    def drop_decoded(self) -> None:
        """Free the decoded documents; `tables` reads them again."""
        if self._is_decoded and self._tables:
            self._tables = {
                name: {n: value for n, value in table.items() if isinstance(value, dict)}
                for name, table in self._tables.items()
            }

    def is_unread(self) -> bool:
        """Whether the file may have changed since it was read or written."""
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
            StoreError: if it could not be done; the file is unchanged.
        """
        text = json.dumps(tables, separators=(",\n", ": ")) + "\n"
        data, checksum, digest = add_checksum(text.encode("ascii"))
        self.invalidate()
        try:
            self._mark = replace_file(self.path, data)
        except OSError as error:
            raise write_error(self.path, error) from error
        self._tables, self.checksum, self._digest = tables, checksum, digest

    def invalidate(self) -> None:
        """Read the file again next time."""
        self.generation += 1
        self._tables = self._mark = None
        self._is_decoded = False
        self._digest = ""


def parse_tables(
    path: Path, data: bytes, is_verified: bool = False, decode: Decode | None = None
) -> Tables:
    """The tables in the content of a data file.

    Args:
        path: The file that errors are about.
        data: Its content.
        is_verified: Whether the checksum is sound; then duplicate names are not searched for.
        decode: See `JsonFile.read`.

    Raises:
        StoreCorrupt: if it is no JSON object.
    """
    if not data:
        raise corrupt_error(path, "it is empty (0 bytes), which Pullquote never writes")
    if data.startswith(_BYTE_ORDER_MARK):
        raise corrupt_error(path, "it begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = data.decode("utf-8")
        hook = None if is_verified else _reject_duplicates
        tables = json.loads(text, object_hook=decode, object_pairs_hook=hook)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
            raise corrupt_error(path, f"it breaks off at {where}") from error
        raise corrupt_error(path, f"it is not JSON at {where} ({error.msg})") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise corrupt_error(path, f"line {line} is not UTF-8") from error
    except RecursionError as error:
        raise corrupt_error(path, "it is nested too deeply") from error
    except ValueError as error:  # a duplicate name, or a number of more digits than Python reads
        raise corrupt_error(path, str(error)) from error
    if not isinstance(tables, dict):
        raise corrupt_error(path, f"it holds {_json_type(tables)} where tables by name should be")
    return tables


def add_checksum(data: bytes) -> tuple[bytes, FileChecksum, str]:
    """A file in Pullquote's layout with its checksum, and the result of `verify_checksum`.

    A file that does not begin with ``meta`` is returned unchanged.
    """
    digest = hashlib.sha256(data).hexdigest()
    start = re.match(_META_START, data)
    if start is None:
        return data, FileChecksum.MISSING, digest
    line = b'"%b": "%b",\n' % (CHECKSUM_FIELD.encode(), digest.encode())
    return start[0] + line + data[start.end() :], FileChecksum.SOUND, digest


def verify_checksum(data: bytes) -> tuple[FileChecksum, str]:
    """Whether the checksum of a file is sound, and the digest by which a journal names the file."""
    start = _META_WITH_CHECKSUM.match(data)
    if start is None:
        is_ours = _FIELD_SEPARATOR in data
        checksum = FileChecksum.MISSING if is_ours else FileChecksum.FOREIGN
        return checksum, hashlib.sha256(data).hexdigest()
    content = hashlib.sha256(start[1])
    content.update(memoryview(data)[start.end() :])
    digest = content.hexdigest()
    return (FileChecksum.SOUND if start[2] == digest.encode() else FileChecksum.BROKEN), digest


def remove_checksum(tables: dict[str, Any]) -> None:
    """Remove the checksum from the tables; writing them adds a new one."""
    meta = tables.get("meta")
    for document in meta.values() if isinstance(meta, dict) else ():
        if isinstance(document, dict):
            document.pop(CHECKSUM_FIELD, None)


def _reject_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        duplicate = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name or number {json.dumps(duplicate)} is there twice in one place")
    return value


def _json_type(value: object) -> str:
    return {list: "a list", str: "a word", bool: "a truth value", type(None): "null"}.get(
        type(value), "a number"
    )

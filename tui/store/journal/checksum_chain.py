"""Lines of JSON, each with a checksum that continues the one of the line above.

A line is eight hexadecimal digits, a space and JSON in ASCII. The digits are the CRC-32 of the
JSON, with that of the line above as its start value (0 for the first line), so that a damaged,
missing or moved line breaks the chain.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tui.store.data_file.json_file import Document
from tui.store.messages import read_error

_DIGITS = 8
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_CHECKSUM = rb"[0-9a-f]{8}"
_DAMAGED_LINE_END = rb'(?s)(?<=\}).(?=[0-9a-f]{8} \{")'
"""Between two lines; it is in no JSON string, where no quotation mark follows a brace."""


class ChainedRecord(NamedTuple):
    """One line of a file that may be damaged."""

    number: int
    """From 1."""
    data: bytes
    """The line without its end."""
    value: Document | None
    """The decoded JSON; ``None`` if it is no JSON object."""
    is_sound: bool
    """Whether its checksum is right."""


def read_bytes_if_any(path: Path) -> bytes:
    """The content of the file; empty if there is none.

    Raises:
        StoreError: if it could not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise read_error(path, error) from error


def encode_line(value: Document, previous_checksum: int) -> bytes:
    """The line with the document; the checksum before the first line is 0."""
    body = _ENCODE(value).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(body, previous_checksum), body)


def decode_line(line: bytes, previous_checksum: int) -> Document | None:
    """The document in a line without its end; ``None`` if its checksum is wrong."""
    body = line[_DIGITS + 1 :]
    if line[: _DIGITS + 1] != b"%08x " % zlib.crc32(body, previous_checksum):
        return None
    return _decode_body(body)


def line_checksum(line: bytes) -> int:
    """The checksum that a line begins with."""
    return int(line[:_DIGITS], 16)


def encode_lines(values: Iterable[Document]) -> bytes:
    """A file with one line for each of the documents."""
    lines: list[bytes] = []
    for value in values:
        lines.append(encode_line(value, line_checksum(lines[-1]) if lines else 0))
    return b"".join(lines)


def scan_lines(data: bytes) -> Iterator[ChainedRecord]:
    """Every line of a file that may be damaged; a line may start a new chain.

    A line below a damaged one is sound if its checksum continues the one that the damaged line
    has, or the one that it should have. Two lines are told apart although the byte between them
    is damaged.
    """
    checksums = {0}

    def is_sound(line: bytes) -> bool:
        return any(decode_line(line, checksum) is not None for checksum in (*checksums, 0))

    for number, whole in enumerate(data.split(b"\n"), 1):
        lines = [whole]
        if not is_sound(whole):
            lines = [whole[:-1]] if is_sound(whole[:-1]) else re.split(_DAMAGED_LINE_END, whole)
        for line in lines:
            body = line[_DIGITS + 1 :]
            is_line_sound = is_sound(line)
            if line:
                yield ChainedRecord(number, line, _decode_body(body), is_line_sound)
            if is_line_sound:
                checksums = set()
            else:
                checksums = {zlib.crc32(body, checksum) for checksum in checksums}
            if re.match(_CHECKSUM, line):
                checksums.add(line_checksum(line))


def _decode_body(body: bytes) -> Document | None:
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

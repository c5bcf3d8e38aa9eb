"""Lines of JSON that are proven by a chain of checksums.

A line is eight hexadecimal digits, a space and JSON in ASCII. The digits are the CRC-32 of the
JSON, continued from the line above, so that a line that is damaged, gone or moved breaks the
chain.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tui.store.data_file.json_file import Document
from tui.store.messages import unreadable

_DIGITS = 8
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_NUMBER = rb"[0-9a-f]{8}"
_LOST_END = rb'(?s)(?<=\}).(?=[0-9a-f]{8} \{")'
"""Where two lines have grown into one; within a text in JSON, no quotation mark follows a brace."""


class ChainedRecord(NamedTuple):
    """One line of a file that may be damaged."""

    number: int
    """From 1."""
    data: bytes
    value: Document | None
    """What it says; ``None`` if that cannot be read."""
    is_sound: bool
    """Whether the chain proves it."""


def bytes_of(path: Path) -> bytes:
    """What stands in the file; nothing if there is none.

    Raises:
        StoreError: if it could not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, error) from error


def framed(value: Document, chain: int) -> bytes:
    """The line that says so, below one that ends in ``chain``; 0 for the first."""
    body = _ENCODE(value).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(body, chain), body)


def unframed(line: bytes, chain: int) -> Document | None:
    """What a line says, without its end; ``None`` if the chain does not prove it."""
    body = line[_DIGITS + 1 :]
    if line[: _DIGITS + 1] != b"%08x " % zlib.crc32(body, chain):
        return None
    return _value(body)


def end_of(line: bytes) -> int:
    """Where the chain is after a line that is proven."""
    return int(line[:_DIGITS], 16)


def chained(values: Iterable[Document]) -> bytes:
    """A file of lines that say so, one after the other."""
    lines: list[bytes] = []
    for value in values:
        lines.append(framed(value, end_of(lines[-1]) if lines else 0))
    return b"".join(lines)


def lines_of(data: bytes) -> Iterator[ChainedRecord]:
    """Every line, proven or not; the chain begins anew where a line is proven by itself.

    A line is also proven by what the one above should have ended in, if only its digits are wrong.
    Whatever stands in the place of its end does not belong to it.
    """
    chains = {0}

    def is_proven(line: bytes) -> bool:
        return any(unframed(line, chain) is not None for chain in (*chains, 0))

    for number, whole in enumerate(data.split(b"\n"), 1):
        lines = [whole]
        if not is_proven(whole):
            lines = [whole[:-1]] if is_proven(whole[:-1]) else re.split(_LOST_END, whole)
        for line in lines:
            body = line[_DIGITS + 1 :]
            proven = is_proven(line)
            if line:
                yield ChainedRecord(number, line, _value(body), proven)
            chains = set() if proven else {zlib.crc32(body, chain) for chain in chains}
            if re.match(_NUMBER, line):
                chains.add(end_of(line))


def _value(body: bytes) -> Document | None:
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

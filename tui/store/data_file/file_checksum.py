"""The checksum of the data file, in the first field of its first table.

It is the SHA-256 of every byte but the line it stands in. TinyDB sees one field more of ``meta``;
what TinyDB or another program writes has another layout, by which we know that it is not ours.
"""

from __future__ import annotations

import hashlib
import re
from enum import Enum, auto
from typing import Any

FIELD = "checksum"
_OPENING = rb'\{"meta": \{"\d+": \{(?=")'
_SEALED = re.compile(rb'(\{"meta": \{"\d+": \{)"checksum": "([^"]*)",\n')
_LAYOUT = b',\n"'


class FileChecksum(Enum):
    """What a file's checksum says of it."""

    SOUND = auto()
    BROKEN = auto()
    MISSING = auto()
    """The file has the layout in which we write, and no checksum."""
    FOREIGN = auto()
    """Another program wrote the file."""


def sealed(data: bytes) -> tuple[bytes, FileChecksum, str]:
    """A file in our layout with its checksum, and what `seal_of` says of it.

    A file that does not begin with ``meta`` stays as it is.
    """
    digest = hashlib.sha256(data).hexdigest()
    opening = re.match(_OPENING, data)
    if opening is None:
        return data, FileChecksum.MISSING, digest
    line = b'"%b": "%b",\n' % (FIELD.encode(), digest.encode())
    return opening[0] + line + data[opening.end() :], FileChecksum.SOUND, digest


def seal_of(data: bytes) -> tuple[FileChecksum, str]:
    """What the checksum of a file says, and the digest by which a journal knows the file."""
    found = _SEALED.match(data)
    if found is None:
        seal = FileChecksum.MISSING if _LAYOUT in data else FileChecksum.FOREIGN
        return seal, hashlib.sha256(data).hexdigest()
    content = hashlib.sha256(found[1])
    content.update(memoryview(data)[found.end() :])
    digest = content.hexdigest()
    return (FileChecksum.SOUND if found[2] == digest.encode() else FileChecksum.BROKEN), digest


def drop_seal(tables: dict[str, Any]) -> None:
    """Take the checksum out of the tables; it is made anew when they are written."""
    meta = tables.get("meta")
    for document in meta.values() if isinstance(meta, dict) else ():
        if isinstance(document, dict):
            document.pop(FIELD, None)

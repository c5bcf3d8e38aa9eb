"""Files -> one zip whose bytes depend on nothing but the files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tui.exports.identifiers import distinct

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NO_FILE_NAME = re.compile(r"[^\w.-]|^\.+")
_LONGEST_NAME = 80


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in the order given, all of the first day that a zip knows."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # else it depends on where it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def repacked(data: bytes) -> bytes:
    """The same zip without the time at which a library made it."""
    with ZipFile(io.BytesIO(data)) as archive:
        return packed({entry.filename: archive.read(entry) for entry in archive.infolist()})


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name for each id, without an ending, that every file system takes, all different."""
    return distinct({one: _NO_FILE_NAME.sub("_", one)[:_LONGEST_NAME] or "_" for one in ids})

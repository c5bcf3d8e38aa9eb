"""Zips that depend on nothing but the files in them, and names for those files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tui.exports.identifiers import unique_names

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest date and time that a zip can hold."""
_UNSAFE = re.compile(r"[^\w.-]|^\.+")
_LONGEST_NAME = 80


def zip_archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files by name, in the order given, all dated 1980-01-01."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix; the default depends on the system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def zip_without_times(data: bytes) -> bytes:
    """The same zip without the time at which a library wrote it."""
    with ZipFile(io.BytesIO(data)) as archive:
        return zip_archive({entry.filename: archive.read(entry) for entry in archive.infolist()})


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A unique file name without an ending for each id, valid on every file system."""
    return unique_names({id_: _UNSAFE.sub("_", id_)[:_LONGEST_NAME] or "_" for id_ in ids})

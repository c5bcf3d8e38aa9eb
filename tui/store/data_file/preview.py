"""The top of a large data file: everything but the annotations, which come last in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tui.store.data_file.file_checksum import drop_seal
from tui.store.data_file.schema import records_of
from tui.store.store import Records

FELT = 200_000
"""Bytes of a data file whose reading would be felt."""
_TOP = 1 << 20
_BELOW = b',\n"annotations": {'


def preview(data_file: Path, journal: Path) -> Records | None:
    """What a large file says above its annotations; ``None`` if that is not all there is to it.

    Nothing is proven: neither the checksum nor the journal has been read. So it is only for
    showing something until they are.
    """
    try:
        with data_file.open("rb") as file:
            if os.fstat(file.fileno()).st_size < FELT:
                return None
            top, found, _ = file.read(_TOP).partition(_BELOW)
        has_changes = journal.exists() and journal.read_bytes().count(b"\n") > 1
        if not found or has_changes:
            return None
        tables = json.loads(top + b"}")
        drop_seal(tables)
        return records_of(tables)
    except (OSError, ValueError, RecursionError):
        return None  # whoever reads all of it will say what is wrong

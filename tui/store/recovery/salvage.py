"""What can still be read of a damaged data file: every document that is whole by itself."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.errors import StoreCorrupt
from tui.store.data_file.file_checksum import drop_seal
from tui.store.data_file.json_file import Document, Tables, parsed
from tui.store.data_file.schema import (
    ANNOTATIONS,
    ARTICLES,
    CODEBOOK,
    CORRECTIONS,
    META,
    SCHEMA,
    SchemaError,
    annotation_of,
    article_of,
    correction_of,
    theme_of,
)

_BUILD: dict[str, Callable[[object], Any]] = {
    CODEBOOK: theme_of,
    ARTICLES: article_of,
    CORRECTIONS: correction_of,
    ANNOTATIONS: annotation_of,
}
_BEGINNING = re.compile(r'\{(?=\s*")')
_FRAME = re.compile(r'"(?:meta|codebook|articles|corrections|annotations|\d+)"\s*:|[{},\s\ufeff\0]')
_STRAY = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
"""A byte that is no UTF-8 stays as near to what it was as a letter can."""
_DECODER = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class Salvage:
    """The tables that a sound file would have, and what did not fit into them."""

    tables: Tables = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Text that is no document, or documents that are none of ours; in the file's order."""


def salvaged(path: Path, data: bytes) -> Salvage:
    """Everything in the data file's bytes that can be read; `records_of` takes the tables."""
    found = Salvage()
    try:
        tables = parsed(path, data)
        drop_seal(tables)
    except StoreCorrupt:
        text = data.decode("utf-8", "surrogateescape").translate(_STRAY)
        tables = _scanned(text, found.lost)
    for name, table in tables.items():
        if name in _BUILD:
            found.tables[name] = dict(_numbered(name, table, found.lost))
        elif name != META:
            found.tables[name] = table
    meta = tables.get(META)
    first = next(iter(meta.values()), None) if isinstance(meta, dict) else None
    known = first if isinstance(first, dict) else {}
    found.tables = {META: {"1": {**known, "schema": SCHEMA}}, **found.tables}
    return found


def _numbered(name: str, table: object, lost: list[str]) -> Iterator[tuple[str, Document]]:
    """The documents of a table that are sound, under numbers of their own and with other ids."""
    if not isinstance(table, dict):
        lost.append(json.dumps({name: table}))
        return
    seen: dict[str, Document] = {}
    for number, document in enumerate(table.values(), 1):
        if not _is_one(name, document):
            lost.append(json.dumps(document))
            continue
        twin = seen.setdefault(document["id"], document)
        if twin is document:
            yield str(number), document
        elif twin != document and name in (ANNOTATIONS, CORRECTIONS):
            yield str(number), {**document, "id": secrets.token_hex(16)}
        elif twin != document:
            lost.append(json.dumps(document))


def _scanned(text: str, lost: list[str]) -> dict[str, Any]:
    """Tables of the documents that stand in a text which is not JSON as a whole."""
    tables: dict[str, Any] = {}
    known = at = 0
    while found := _BEGINNING.search(text, at):
        try:
            document, end = _DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            document, end = None, found.end()
        name = next((name for name in _BUILD if _is_one(name, document)), None)
        if name is None and isinstance(document, dict) and type(document.get("schema")) is int:
            name = META
        if name is None:
            at = found.end()
            continue
        _note_lost(text[known : found.start()], lost)
        table = tables.setdefault(name, {})
        table[str(len(table) + 1)] = document
        known = at = end
    _note_lost(text[known:], lost)
    return tables


def _is_one(name: str, document: object) -> bool:
    try:
        return bool(_BUILD[name](document).id)
    except SchemaError:
        return False


def _note_lost(between: str, lost: list[str]) -> None:
    if _FRAME.sub("", between):
        lost.append(between.strip())

"""Reading a damaged data file: every document that is valid by itself."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.errors import StoreCorrupt
from tui.store.data_file.json_file import Document, Tables, parse_tables, remove_checksum
from tui.store.data_file.schema import (
    ANNOTATIONS,
    ARTICLES,
    CODEBOOK,
    CORRECTIONS,
    META,
    SCHEMA,
    SchemaError,
    decode_annotation,
    decode_article,
    decode_correction,
    decode_theme,
)

_DECODERS: dict[str, Callable[[object], Any]] = {
    CODEBOOK: decode_theme,
    ARTICLES: decode_article,
    CORRECTIONS: decode_correction,
    ANNOTATIONS: decode_annotation,
}
_OBJECT_START = re.compile(r'\{(?=\s*")')
_TABLE_SYNTAX = re.compile(
    r'"(?:meta|codebook|articles|corrections|annotations|\d+)"\s*:|[{},\s\ufeff\0]'
)
"""What is between documents in a file without damage."""
_SURROGATES_TO_LATIN_1 = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
"""A byte that is no UTF-8 becomes the Latin-1 character of its value."""
_ESCAPED_BACKSLASH_FLIP = re.compile(r"\\u00(1c|dc)")
_JSON_DECODER = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class Salvage:
    """The valid part of a data file, and the rest."""

    tables: Tables = field(default_factory=dict)
    """Valid tables, which `decode_tables` takes."""
    lost: list[str] = field(default_factory=list)
    """Text that is no document, and documents that are not valid; in the file's order."""


def salvage(path: Path, data: bytes) -> Salvage:
    """Everything that can be read of the content of the data file at ``path``."""
    result = Salvage()
    try:
        tables = parse_tables(path, data)
        remove_checksum(tables)
    except StoreCorrupt:
        text = data.decode("utf-8", "surrogateescape").translate(_SURROGATES_TO_LATIN_1)
        tables = _scan_documents(text, result.lost)
    for name, table in tables.items():
        if name in _DECODERS:
            result.tables[name] = dict(_valid_documents(name, table, result.lost))
        elif name != META:
            result.tables[name] = table
    meta = tables.get(META)
    first = next(iter(meta.values()), None) if isinstance(meta, dict) else None
    known = first if isinstance(first, dict) else {}
    result.tables = {META: {"1": {**known, "schema": SCHEMA}}, **result.tables}
    return result


def differs_by_one_bit(damaged: tuple[Any, ...], sound: tuple[Any, ...]) -> bool:
    """Whether the values differ by one flipped bit of the file, as they never do by an edit."""
    # The bit may be in a character, in the JSON escape of one, or in the backslash of an escape.
    encodings = (
        (_joined, _joined),
        (_escaped, _escaped),
        (_with_damaged_escapes, _escaped),
    )
    return any(
        _is_one_bit_apart(encode_damaged(damaged), encode_sound(sound))
        for encode_damaged, encode_sound in encodings
    )


def _valid_documents(name: str, table: object, lost: list[str]) -> Iterator[tuple[str, Document]]:
    """The valid documents of a table, with new numbers; duplicate ids are replaced."""
    if not isinstance(table, dict):
        lost.append(json.dumps({name: table}))
        return
    by_id: dict[str, Document] = {}
    for number, document in enumerate(table.values(), 1):
        if not _is_valid(name, document):
            lost.append(json.dumps(document))
            continue
        first = by_id.setdefault(document["id"], document)
        if first is document:
            yield str(number), document
        elif first != document and name in (ANNOTATIONS, CORRECTIONS):
            yield str(number), {**document, "id": secrets.token_hex(16)}
        elif first != document:
            lost.append(json.dumps(document))


def _scan_documents(text: str, lost: list[str]) -> dict[str, Any]:
    """Tables of the documents in a text that is not JSON as a whole."""
    tables: dict[str, Any] = {}
    known_end = offset = 0
    while start := _OBJECT_START.search(text, offset):
        try:
            document, end = _JSON_DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            document, end = None, start.end()
        name = next((name for name in _DECODERS if _is_valid(name, document)), None)
        if name is None and isinstance(document, dict) and type(document.get("schema")) is int:
            name = META
        if name is None:
            offset = start.end()
            continue
        _add_lost(text[known_end : start.start()], lost)
        table = tables.setdefault(name, {})
        table[str(len(table) + 1)] = document
        known_end = offset = end
    _add_lost(text[known_end:], lost)
    return tables


def _is_valid(name: str, document: object) -> bool:
    try:
        return bool(_DECODERS[name](document).id)
    except SchemaError:
        return False


def _add_lost(text: str, lost: list[str]) -> None:
    if _TABLE_SYNTAX.sub("", text):
        lost.append(text.strip())


def _joined(value: tuple[Any, ...]) -> str:
    return "\0".join(_leaves(value))


def _escaped(value: tuple[Any, ...]) -> str:
    return json.dumps(_joined(value))


def _with_damaged_escapes(value: tuple[Any, ...]) -> str:
    return _ESCAPED_BACKSLASH_FLIP.sub(lambda match: chr(int(match[1], 16)), _escaped(value))


def _leaves(value: Any) -> Iterator[str]:
    """The strings and numbers in nested tuples, as strings."""
    if isinstance(value, str | int):
        yield str(value)
    else:
        for item in value:
            yield from _leaves(item)


def _is_one_bit_apart(first: str, second: str) -> bool:
    bits = [ord(a) ^ ord(b) for a, b in zip(first, second, strict=False) if a != b]
    return len(first) == len(second) and [bit.bit_count() for bit in bits] == [1]

"""Writing records to the data file through TinyDB, in one write.

TinyDB takes longer to import than an article to be painted, so this module is imported for the
first compaction and not before.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as NumberedDocument
from tinydb.table import Table

from tui.model import Annotation, Codebook, Correction
from tui.store.data_file.json_file import Document, JsonFile, Tables
from tui.store.data_file.schema import (
    ANNOTATIONS,
    ARTICLES,
    CODEBOOK,
    CORRECTIONS,
    META,
    SCHEMA,
    SchemaError,
    document_numbers,
    encode_annotation,
    encode_article,
    encode_correction,
    encode_theme,
)
from tui.store.store import ArticleRecord, Records

T = TypeVar("T", Annotation, ArticleRecord, Correction)
_TABLE_ORDER = (META, CODEBOOK, ARTICLES, CORRECTIONS, ANNOTATIONS)
"""Annotations are last: the preview for the first screen reads only what is above them."""


class AtomicStorage(Storage):
    """A TinyDB storage that replaces the whole file and can collect several operations.

    It serves any TinyDB: ``TinyDB(path, storage=AtomicStorage)``. It does not lock the file; see
    `tui.store.file_lock`.
    """

    def __init__(self, file: JsonFile | Path | str) -> None:
        self._file = file if isinstance(file, JsonFile) else JsonFile(Path(file).resolve())
        self._is_collecting = False
        self._collected: Tables | None = None

    def read(self) -> Tables | None:
        """All tables, or ``None`` if there is no file yet."""
        if self._is_collecting:
            return self._collected
        # An operation that failed may have changed the tables that it was given.
        self._file.invalidate()
        return self._file.read()

    def write(self, data: Tables) -> None:
        """Write all tables: now, or at the end of `one_write`."""
        if self._is_collecting:
            self._collected = data
        else:
            self._file.write(data)

    @contextmanager
    def one_write(self, tables: Tables | None = None) -> Iterator[None]:
        """Collect the operations inside and write once at the end; on an error, write nothing.

        Args:
            tables: The content of the file if it is known; else the file is read.
        """
        self._collected = self._file.read() if tables is None else tables
        self._is_collecting = True
        try:
            yield
            if self._collected is not None:
                self._file.write(self._collected)
        except BaseException:
            # TinyDB changes documents in place: the tables may differ from the file now.
            self._file.invalidate()
            raise
        finally:
            self._is_collecting = False
            self._collected = None


def compact(
    file: JsonFile, tables: Tables | None, before: Records, after: Records, journal_id: str
) -> None:
    """Write records to the data file; fields that others added to its documents are kept.

    Args:
        file: The data file.
        tables: Its content; ``None`` if there is no file.
        before: The records in ``tables``.
        after: The records to write.
        journal_id: The id of the journal whose changes are in ``after``; the file names it.

    Raises:
        SchemaError: if something would be read back differently; nothing was written.
        StoreError: if it could not be written; the file is unchanged.
    """
    storage = AtomicStorage(file)
    database = TinyDB(storage=lambda: storage)
    is_new = tables is None
    articles = document_numbers(tables or {}, ARTICLES)
    annotations = document_numbers(tables or {}, ANNOTATIONS)
    corrections = document_numbers(tables or {}, CORRECTIONS)
    with storage.one_write(tables or {}):
        _write_meta(database.table(META), journal_id)
        if is_new or after.codebook != before.codebook:
            _write_codebook(database.table(CODEBOOK), after.codebook)
        _write_table(
            database.table(ARTICLES), articles, before.articles, after.articles, encode_article
        )
        _write_table(
            database.table(ANNOTATIONS),
            annotations,
            before.annotations,
            after.annotations,
            encode_annotation,
        )
        _write_table(
            database.table(CORRECTIONS),
            corrections,
            before.corrections,
            after.corrections,
            encode_correction,
        )
        storage.write(_in_order(storage.read() or {}))


def _write_meta(table: Table, journal_id: str) -> None:
    known = next(iter(table), None)
    fields = {"schema": SCHEMA, **({"journal": journal_id} if journal_id else {})}
    if known is None:
        table.insert(fields)
    else:
        table.update(fields, doc_ids=[known.doc_id])


def _write_table(
    table: Table,
    numbers: dict[str, int],
    before: Mapping[str, T],
    after: Mapping[str, T],
    encode: Callable[[T], Document],
) -> None:
    # At most three operations for all documents: each goes through the whole table.
    removed = [numbers.pop(key) for key in before if key not in after]
    documents = {
        key: encode(value)
        for key, value in after.items()
        if value is not (known := before.get(key)) and value != known
    }
    changed = [numbers[key] for key in documents if key in numbers]
    new = [key for key in documents if key not in numbers]
    if removed:
        table.remove(doc_ids=removed)
    if changed:
        table.update(lambda document: document.update(documents[document["id"]]), doc_ids=changed)
    if new:
        free_numbers = itertools.count(max(numbers.values(), default=0) + 1)
        table.insert_multiple(
            NumberedDocument(documents[key], number)
            for key, number in zip(new, free_numbers, strict=False)
        )


def _write_codebook(table: Table, codebook: Codebook) -> None:
    if len({theme.id for theme in codebook}) < len(codebook):
        raise SchemaError("holds two themes of one id")
    known = {document["id"]: dict(document) for document in table}
    table.truncate()
    table.insert_multiple(
        NumberedDocument({**known.get(theme.id, {}), **encode_theme(theme)}, number)
        for number, theme in enumerate(codebook, 1)
    )


def _in_order(tables: Tables) -> Tables:
    return {**{name: tables[name] for name in _TABLE_ORDER if name in tables}, **tables}

"""Records into the data file, through TinyDB, in one write."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

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
    annotation_document,
    article_document,
    correction_document,
    numbers_of,
    theme_document,
)
from tui.store.store import ArticleRecord, Records

if TYPE_CHECKING:
    from tinydb.table import Table

T = TypeVar("T", Annotation, ArticleRecord, Correction)
_ORDER = (META, CODEBOOK, ARTICLES, CORRECTIONS, ANNOTATIONS)
"""Articles stand before annotations: who draws the first screen reads only the top of the file."""


def compact(
    file: JsonFile, tables: Tables | None, before: Records, after: Records, journal: str
) -> None:
    """Make the file hold the records ``after``; its tables are those of ``before`` yet.

    What others added to a document stays. The file says that it has taken in the journal of that
    id, whose changes are among the records.

    Raises:
        Flaw: if something would not come back as it is; nothing was written.
        StoreError: if it could not be written; the file is as it was.
    """
    # Both take longer to import than the first article takes to paint.
    from tinydb import TinyDB

    from tui.store.data_file.atomic_storage import AtomicStorage

    storage = AtomicStorage(file)
    database = TinyDB(storage=lambda: storage)
    is_new = tables is None
    articles = numbers_of(tables or {}, ARTICLES)
    annotations = numbers_of(tables or {}, ANNOTATIONS)
    corrections = numbers_of(tables or {}, CORRECTIONS)
    with storage.one_write(tables or {}):
        _write_meta(database.table(META), journal)
        if is_new or after.codebook != before.codebook:
            _write_codebook(database.table(CODEBOOK), after.codebook)
        _write(
            database.table(ARTICLES), articles, before.articles, after.articles, article_document
        )
        _write(
            database.table(ANNOTATIONS),
            annotations,
            before.annotations,
            after.annotations,
            annotation_document,
        )
        _write(
            database.table(CORRECTIONS),
            corrections,
            before.corrections,
            after.corrections,
            correction_document,
        )
        storage.write(_ordered(storage.read() or {}))


def _write_meta(table: Table, journal: str) -> None:
    known = next(iter(table), None)
    fields = {"schema": SCHEMA, **({"journal": journal} if journal else {})}
    if known is None:
        table.insert(fields)
    else:
        table.update(fields, doc_ids=[known.doc_id])


def _write(
    table: Table,
    numbers: dict[str, int],
    before: Mapping[str, T],
    after: Mapping[str, T],
    document_of: Callable[[T], Document],
) -> None:
    # At most three operations, however many documents: each goes through the whole table.
    from tinydb.table import Document as Numbered

    gone = [numbers.pop(key) for key in before if key not in after]
    other = {
        key: document_of(value)
        for key, value in after.items()
        if value is not (known := before.get(key)) and value != known
    }
    changed = [numbers[key] for key in other if key in numbers]
    unnumbered = [key for key in other if key not in numbers]
    if gone:
        table.remove(doc_ids=gone)
    if changed:
        table.update(lambda document: document.update(other[document["id"]]), doc_ids=changed)
    if unnumbered:
        new = dict(zip(unnumbered, itertools.count(max(numbers.values(), default=0) + 1)))
        table.insert_multiple(Numbered(other[key], number) for key, number in new.items())


def _write_codebook(table: Table, codebook: Codebook) -> None:
    from tinydb.table import Document as Numbered

    if len({theme.id for theme in codebook}) < len(codebook):
        raise SchemaError("holds two themes of one id")
    known = {document["id"]: dict(document) for document in table}
    table.truncate()
    table.insert_multiple(
        Numbered({**known.get(theme.id, {}), **theme_document(theme)}, number)
        for number, theme in enumerate(codebook, 1)
    )


def _ordered(tables: Tables) -> Tables:
    ours = {name: tables[name] for name in _ORDER if name in tables}
    return {**ours, **tables}

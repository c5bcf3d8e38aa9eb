"""One TinyDB file with what we know of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.errors import StoreConflict, StoreError
from tui.files import sweep
from tui.model import Annotation, Codebook
from tui.store.base import ArticleRecord, Records
from tui.store.documents import (
    ANNOTATIONS,
    ARTICLES,
    CODEBOOK,
    META,
    SCHEMA,
    Contents,
    Flaw,
    annotation_document,
    article_document,
    contents_of,
    theme_document,
)
from tui.store.json_file import Document, JsonFile
from tui.store.locking import locked
from tui.store.wording import corrupt, shown, unwritable

if TYPE_CHECKING:
    from tinydb.table import Table

T = TypeVar("T", Annotation, ArticleRecord)


class Shelf:
    """Reads the records of one data file, and writes others in their place through TinyDB."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path)
        self._contents = contents_of(None)
        self._generation = self._file.generation

    def look(self) -> Records:
        """What the file holds now; the defaults if there is none.

        Raises:
            StoreCorrupt: if it is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        tables = self._file.read()
        if self._generation != self._file.generation:
            try:
                self._contents = contents_of(tables)
            except Flaw as flaw:
                self._file.forget()
                raise corrupt(self._file.path, str(flaw), flaw.cure) from None
            self._generation = self._file.generation
        return self._contents.records

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """Keep other writers away; what the file holds now, to be changed and given to `keep`.

        Raises:
            StoreBusy: if another process holds the lock.
            StoreError: as `look`, or if the file has gone since we last looked.
        """
        path = self._file.path
        was_there = self._file.tables is not None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(path, error) from error
        with locked(path):
            sweep(path)
            records = self.look()
            if was_there and self._file.tables is None:
                # Starting a new file here would make one annotation of somebody's thousands.
                raise StoreConflict(
                    f"{shown(path)} was removed meanwhile; put it back and try again, "
                    "or open the workspace anew to begin afresh."
                )
            yield records

    def keep(self, records: Records) -> Records:
        """Make the file hold these records, in one write; inside `writing` only.

        Raises:
            StoreReadOnly: if the place does not allow writing.
            StoreError: if it could not be written; the file is as it was.
        """
        # Both take longer to import than the first article takes to paint.
        from tinydb import TinyDB

        from tui.store.atomic_storage import AtomicStorage

        storage = AtomicStorage(self._file)
        database = TinyDB(storage=lambda: storage)
        before = self._contents
        annotations, articles = dict(before.annotations), dict(before.articles)
        try:
            with storage.one_write(self._file.tables):
                if storage.read() is None:
                    database.table(META).insert({"schema": SCHEMA})
                    _write_codebook(database.table(CODEBOOK), records.codebook)
                elif records.codebook != before.records.codebook:
                    _write_codebook(database.table(CODEBOOK), records.codebook)
                _write(
                    database.table(ANNOTATIONS),
                    annotations,
                    before.records.annotations,
                    records.annotations,
                    annotation_document,
                )
                _write(
                    database.table(ARTICLES),
                    articles,
                    before.records.articles,
                    records.articles,
                    article_document,
                )
        except Flaw as flaw:
            raise StoreError(f"Nothing was saved, for what was to be kept {flaw}.") from flaw
        self._contents = Contents(records, annotations, articles)
        self._generation = self._file.generation
        return records


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
        numbers.update(new)


def _write_codebook(table: Table, codebook: Codebook) -> None:
    from tinydb.table import Document as Numbered

    if len({theme.id for theme in codebook}) < len(codebook):
        raise Flaw("holds two themes of one id")
    known = {document["id"]: dict(document) for document in table}
    table.truncate()
    table.insert_multiple(
        Numbered({**known.get(theme.id, {}), **theme_document(theme)}, number)
        for number, theme in enumerate(codebook, 1)
    )

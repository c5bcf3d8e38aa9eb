"""The store of every workspace by default: one TinyDB file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Change
from tui.store.applied_changes import applied
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import SchemaError
from tui.store.journal.journal_records import article_entry, change_entry
from tui.store.journaled_file import JournaledFile, unsaved
from tui.store.store import ArticleRecord, CheckResult, LoggedChange, Records, Store

if TYPE_CHECKING:
    from tui.store.writer_lock import WriterLock

T = TypeVar("T", Change, ArticleRecord)


class TinyDBStore(Store):
    """Keeps everything in ``annotations/pullquote.json``, which stock TinyDB can read.

    A change is one line at the end of a journal beside the file, written and synced under a
    lock, on top of what is there at that moment; `settle` takes the journal into the file, and
    ``pullquote.history`` keeps what it said. The tables are ``meta``, ``codebook``, ``articles``,
    ``corrections`` and ``annotations``; fields and tables that others added are kept.
    """

    name = "tinydb"
    label = "TinyDB file"

    def __init__(self) -> None:
        self._shelves: dict[str, JournaledFile] = {}
        self._guard = threading.Lock()

    def load(self, workspace: Workspace) -> Records:
        """Everything kept in the workspace; looking creates and changes nothing.

        Raises:
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        with self._guard:
            return self._shelf(workspace).look()

    def preview(self, workspace: Workspace) -> Records | None:
        """The top of a large file that has taken everything in."""
        from tui.store.data_file.preview import preview

        path = _data_file(workspace)
        return preview(path, path.with_suffix(".journal"))

    def apply(self, workspace: Workspace, change: Change) -> Records:
        """Add the change to what is on the disk now, in one write.

        Raises:
            StoreConflict: if something is not as the change says it was.
            StoreBusy: if another process holds the lock.
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreReadOnly: if the place does not allow writing.
            StoreError: if it could not be written; nothing was changed.
        """
        if change.is_empty:
            return self.load(workspace)
        with self._guard:
            shelf = self._shelf(workspace)
            with shelf.transaction() as records:
                after = applied(records, change)
                return shelf.keep(after, _entry(change_entry, change))

    def remember(self, workspace: Workspace, article: ArticleRecord) -> Records:
        """Keep the article's record; the last one to leave an article wins.

        Raises:
            StoreError: as `apply`; nothing was changed.
        """
        with self._guard:
            shelf = self._shelf(workspace)
            known = shelf.look()
            if known.articles.get(article.id) == article:
                return known
            with shelf.transaction() as records:
                articles = {**records.articles, article.id: article}
                entry = _entry(article_entry, article)
                kept = shelf.keep(replace(records, articles=articles), entry, may_wait=True)
            return replace(kept, notices=known.notices) if known.notices else kept

    def log(self, workspace: Workspace) -> Sequence[LoggedChange]:
        """What the history and the journal tell of.

        Raises:
            StoreError: if they could not be read.
        """
        from tui.store.change_log import log_of

        return log_of(_data_file(workspace))

    def is_behind(self, workspace: Workspace) -> bool:
        """Whether the data file or the journal may be another one than we know."""
        return self._shelf(workspace).is_behind()

    def writer_lock(self, workspace: Workspace) -> WriterLock:
        """A lock beside the data file."""
        from tui.store.writer_lock import WriterLock

        return WriterLock(_data_file(workspace))

    def close(self, workspace: Workspace) -> None:
        """Take the journal into ``pullquote.json``, so that every TinyDB reads all of it."""
        with self._guard, suppress(StoreError):
            self._shelf(workspace).close()

    def back_up(self, workspace: Workspace) -> str:
        """Copy ``pullquote.json``, with the journal in it, into ``backups/`` beside it.

        Raises:
            StoreError: if there is nothing to copy, or it could not be copied.
        """
        with self._guard:
            return str(self._shelf(workspace).back_up())

    def check(self, workspace: Workspace) -> tuple[list[CheckResult], Records | None]:
        """Look through the data file, its journal, its history and its lock."""
        from tui.store.recovery.checking import check_files

        return check_files(_data_file(workspace))

    def repair(self, workspace: Workspace) -> list[str]:
        """Mend them from all that can be read; what cannot is kept in ``pullquote.lost``.

        Raises:
            StoreError: if it could not be done.
        """
        from tui.store.recovery.repair import repair

        return repair(_data_file(workspace))

    def _shelf(self, workspace: Workspace) -> JournaledFile:
        root = os.path.abspath(workspace.root)  # noqa: PTH100 (pathlib asks the disk)
        if root not in self._shelves:
            self._shelves[root] = JournaledFile(_data_file(workspace))
        return self._shelves[root]


def _data_file(workspace: Workspace) -> Path:
    # A link to a file elsewhere stays one: the file itself is replaced, where it lies.
    return Path(os.path.realpath(workspace.data_file))


def _entry(entry_of: Callable[[T], Document], value: T) -> Document:
    try:
        return entry_of(value)
    except SchemaError as flaw:
        raise unsaved(flaw) from flaw

"""The default store: one TinyDB file with a journal."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Change
from tui.store.data_file.json_file import Document
from tui.store.data_file.schema import SchemaError
from tui.store.file_lock import WriterLock
from tui.store.journal.journal_records import apply_change, article_entry, change_entry
from tui.store.journaled_file import JournaledFile, unsavable
from tui.store.store import ArticleRecord, CheckResult, LoggedChange, Records, Store

T = TypeVar("T", Change, ArticleRecord)


class TinyDBStore(Store):
    """Keeps everything in ``annotations/pullquote.json``, which stock TinyDB can read.

    A change is one line at the end of a journal beside the file, written and synced under a
    lock and applied to what is there at that moment. `close` compacts the journal into the file
    and moves its lines to ``pullquote.history``. The tables are ``meta``, ``codebook``,
    ``articles``, ``corrections`` and ``annotations``; fields and tables that others added are
    kept.
    """

    name = "tinydb"
    label = "TinyDB file"

    def __init__(self) -> None:
        self._files: dict[str, JournaledFile] = {}
        self._guard = threading.Lock()

    def load(self, workspace: Workspace) -> Records:
        """Everything stored in the workspace; loading creates and changes no file.

        Raises:
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        with self._guard:
            return self._file(workspace).read()

    def preview(self, workspace: Workspace) -> Records | None:
        """The head of a large data file without pending changes."""
        from tui.store.state import preview_records

        path = _data_file(workspace)
        return preview_records(path, path.with_suffix(".journal"))

    def apply(self, workspace: Workspace, change: Change) -> Records:
        """Apply the change to what is on the disk now, in one write.

        Raises:
            StoreConflict: if something differs from what the change has as its state before.
            StoreBusy: if another process holds the lock.
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreReadOnly: if the directory or the file is read-only.
            StoreError: if it could not be written; nothing was changed.
        """
        if change.is_empty:
            return self.load(workspace)
        with self._guard:
            file = self._file(workspace)
            with file.transaction() as records:
                after = apply_change(records, change)
                return file.commit(after, _encode(change_entry, change))

    def save_article(self, workspace: Workspace, article: ArticleRecord) -> Records:
        """Store the article's record; the last one to be written wins.

        Raises:
            StoreError: as `apply`; nothing was changed.
        """
        with self._guard:
            file = self._file(workspace)
            known = file.read()
            if known.articles.get(article.id) == article:
                return known
            with file.transaction() as records:
                articles = {**records.articles, article.id: article}
                entry = _encode(article_entry, article)
                stored = file.commit(replace(records, articles=articles), entry, is_idle=True)
            return replace(stored, notices=known.notices) if known.notices else stored

    def log(self, workspace: Workspace) -> Sequence[LoggedChange]:
        """The changes in the history and the journal.

        Raises:
            StoreError: if they could not be read.
        """
        from tui.store.journal.history_file import read_change_log

        return read_change_log(_data_file(workspace))

    def is_behind(self, workspace: Workspace) -> bool:
        """Whether the data file or the journal may have changed since they were read."""
        return self._file(workspace).is_behind()

    def writer_lock(self, workspace: Workspace) -> WriterLock:
        """A lock file beside the data file."""
        return WriterLock(_data_file(workspace))

    def close(self, workspace: Workspace) -> None:
        """Compact the journal into ``pullquote.json``, so that every TinyDB reads all of it."""
        with self._guard, suppress(StoreError):
            self._file(workspace).close()

    def back_up(self, workspace: Workspace) -> str:
        """Compact the journal and copy ``pullquote.json`` into ``backups/`` beside it.

        Raises:
            StoreError: if there is nothing to copy, or it could not be copied.
        """
        with self._guard:
            return str(self._file(workspace).back_up())

    def check(self, workspace: Workspace) -> tuple[list[CheckResult], Records | None]:
        """Check the data file, its journal, its history and its lock."""
        from tui.store.recovery.checking import check_files

        return check_files(_data_file(workspace))

    def repair(self, workspace: Workspace) -> list[str]:
        """Repair them from all that can be read; the rest is kept in ``pullquote.lost``.

        Raises:
            StoreError: if it could not be done.
        """
        from tui.store.recovery.repair import repair

        return repair(_data_file(workspace))

    def _file(self, workspace: Workspace) -> JournaledFile:
        root = os.path.abspath(workspace.root)  # noqa: PTH100 (pathlib reads the disk)
        if root not in self._files:
            self._files[root] = JournaledFile(_data_file(workspace))
        return self._files[root]


def _data_file(workspace: Workspace) -> Path:
    # A symbolic link stays one: the file that it points to is replaced.
    path = Path(os.path.realpath(workspace.data_file))
    if not path.parent.is_dir() and workspace.data_file.is_symlink():
        raise StoreError(
            f"{workspace.data_file} is a link to {path}, and there is no such folder; "
            "make the folder, or remove the link."
        )
    return path


def _encode(encode: Callable[[T], Document], value: T) -> Document:
    try:
        return encode(value)
    except SchemaError as flaw:
        raise unsavable(flaw) from flaw

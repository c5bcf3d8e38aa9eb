"""The store of every workspace by default: one TinyDB file."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

from tui.config import Workspace
from tui.model import Change
from tui.store.applying import applied
from tui.store.base import ArticleRecord, Records, Store
from tui.store.shelf import Shelf


class TinyDBStore(Store):
    """Keeps everything in ``annotations/pullquote.json``, which stock TinyDB can read.

    A change is one write of the whole file, under a lock, on top of what is there at that
    moment. The tables are ``meta``, ``codebook``, ``annotations`` and ``articles``; fields and
    tables that others added are kept.
    """

    name = "tinydb"
    label = "TinyDB file"

    def __init__(self) -> None:
        self._shelves: dict[Path, Shelf] = {}
        self._guard = threading.Lock()

    def load(self, workspace: Workspace) -> Records:
        """Everything kept in the workspace; looking creates and changes nothing.

        Raises:
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreError: if it could not be read.
        """
        with self._guard:
            return self._shelf(workspace).look()

    def apply(self, workspace: Workspace, change: Change) -> Records:
        """Write the change on top of what is on the disk now, in one write.

        Raises:
            StoreConflict: if something is not as the change says it was.
            StoreBusy: if another process holds the lock.
            StoreCorrupt: if the file is not what Pullquote wrote.
            StoreReadOnly: if the place does not allow writing.
            StoreError: if it could not be written; nothing was changed.
        """
        if not change.edits and change.codebook is None:
            return self.load(workspace)
        with self._guard:
            shelf = self._shelf(workspace)
            with shelf.writing() as records:
                return shelf.keep(applied(records, change))

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
            with shelf.writing() as records:
                articles = {**records.articles, article.id: article}
                return shelf.keep(replace(records, articles=articles))

    def _shelf(self, workspace: Workspace) -> Shelf:
        # A link to a file elsewhere stays a link: the file itself is replaced, in its directory.
        path = Path(os.path.realpath(workspace.data_file))
        if path not in self._shelves:
            self._shelves[path] = Shelf(path)
        return self._shelves[path]

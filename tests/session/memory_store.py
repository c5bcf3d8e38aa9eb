"""A store that forgets, for tests of what stands on a store."""

from __future__ import annotations

from dataclasses import replace

from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Change
from tui.store import ArticleRecord, Records, Store
from tui.store.journal.journal_records import apply_change


class MemoryStore(Store):
    """Keeps records in memory; ``is_full`` makes every write fail."""

    name = "memory"
    label = "Memory"

    def __init__(self) -> None:
        self.records = Records()
        self.is_full = False
        self.applied: list[Change] = []

    def load(self, workspace: Workspace) -> Records:
        return self.records

    def apply(self, workspace: Workspace, change: Change) -> Records:
        if self.is_full:
            raise StoreError("The disk is full; make room.")
        self.records = apply_change(self.records, change)
        self.applied.append(change)
        return self.records

    def save_article(self, workspace: Workspace, article: ArticleRecord) -> Records:
        if self.is_full:
            raise StoreError("The disk is full; make room.")
        articles = {**self.records.articles, article.id: article}
        self.records = replace(self.records, articles=articles)
        return self.records

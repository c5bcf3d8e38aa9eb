"""A program that makes changes as fast as it can, beside others that do the same.

Run with a directory, a first number and how many; it writes how many were acknowledged.
"""

import sys
from pathlib import Path

from tests.store.samples import adding, note, replacing
from tui.config import Workspace
from tui.store import ArticleRecord, file_lock, journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore


def main(directory: str, first: int, count: int) -> None:
    journaled_file.SMALL_FILE, journaled_file.FORCED_COMPACTION_SIZE = 0, 50_000
    file_lock.LOCK_TIMEOUT = 60.0  # the others seldom let go
    workspace, store = Workspace(Path(directory)), TinyDBStore()
    article = ArticleRecord(f"article-{first}", "", "", "")
    for number in range(first, first + count):
        store.apply(workspace, adding(note(number)))
        store.apply(workspace, replacing(note(number), note(number, "twice")))
        store.save_article(workspace, article._replace(position=number))
        if number % 7 == 0:
            store.close(workspace)
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

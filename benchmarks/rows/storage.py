"""Writing, loading and querying annotations."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

from tinydb import TinyDB, where

from benchmarks.measurements import Series, run_alternately, time_call
from benchmarks.peers import PULLQUOTE
from benchmarks.rows.row import Context, Row, ratio_of
from benchmarks.samples import make_annotations
from tui.config import Workspace
from tui.model import Change, Edit, Span
from tui.session.library import Library
from tui.store import STORES, Records
from tui.store.data_file.schema import encode_annotation

_INSERT = "INSERT INTO notes (article, theme, document) VALUES (?, ?, ?)"


def compare_writes(context: Context) -> Series:
    """One more tag among 10,000: our store, stock TinyDB, SQLite, and a plain append."""
    sample = context.book
    template = make_annotations(sample.article, [Span(0, 20)], 1)[0]
    annotations = [template._replace(id=f"{number:032x}") for number in range(1_000_000, 1_000_100)]
    document = {
        "id": template.id, "article": template.article, "start": 0, "end": 20, "themes": ["trade"],
    }  # fmt: skip
    with tempfile.TemporaryDirectory(dir=context.folder) as scratch:
        folder = Path(scratch)
        root = shutil.copytree(sample.workspace, folder / "ours")
        workspace, store = Workspace(root), STORES.get("tinydb")
        store.load(workspace)
        stock = TinyDB(shutil.copy(workspace.data_file, folder / "stock.json"))
        table = stock.table("annotations")
        raw = (folder / "raw").open("ab", buffering=0)
        sqlite = _copy_to_sqlite(folder / "notes.sqlite", stock)

        def save() -> None:
            store.apply(workspace, Change("tagged", (Edit(None, annotations.pop()),)))

        def append() -> None:
            raw.write(json.dumps(document).encode() + b"\n")
            os.fdatasync(raw.fileno())

        def insert() -> None:
            with sqlite:
                sqlite.execute(_INSERT, (document["article"], "trade", json.dumps(document)))

        contenders = {
            "ours": save,
            "stock": lambda: table.insert(document),
            "sqlite": insert,
            "raw": append,
        }
        with stock, raw, closing(sqlite):
            return run_alternately(contenders, _time_five_calls, rounds=6)


def _time_five_calls(function: Callable[[], object]) -> dict[str, list[float]]:
    """Five per round: the first one also pays for what the contender before has left behind."""
    return {"time": [value for _ in range(5) for value in time_call(function)["time"]]}


def _copy_to_sqlite(path: Path, stock: TinyDB) -> sqlite3.Connection:
    """The same annotations in SQLite, which syncs each commit as our store does."""
    database = sqlite3.connect(path)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        database.execute(f"PRAGMA {pragma}")
    documents = stock.table("annotations")
    with database:
        database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, article, theme, document)")
        database.execute("CREATE INDEX by_theme ON notes (theme)")
        rows = (
            (document["article"], document["themes"][0], json.dumps(document))
            for document in documents
        )
        database.executemany(_INSERT, rows)
    return database


def compare_loads(context: Context) -> Series:
    """Loading a workspace with 10,000 annotations, and parsing the JSON of its data file."""
    workspace = Workspace(context.book.workspace)
    STORES.get("tinydb").load(workspace)
    contenders = {
        "ours": lambda: type(STORES.get("tinydb"))().load(workspace),
        "json": lambda: json.loads(workspace.data_file.read_bytes()),
    }
    return run_alternately(contenders, time_call, rounds=15)


def compare_queries(context: Context) -> Series:
    """The first 40 passages of a theme out of 100,000 in 25 articles, without a warm index.

    Stock TinyDB reads its file; ours has loaded records, which is another row, and builds its
    index each time.
    """
    article = context.report.article
    step = len(article.text) // 4_000
    spans = [Span(number * step, number * step + 60) for number in range(4_000)]
    copies = [
        annotation._replace(id=f"{number:08x}{annotation.id[8:]}", article=f"{number}")
        for number in range(25)
        for annotation in make_annotations(article, spans, len(spans))
    ]
    annotations = {annotation.id: annotation for annotation in copies}
    file = context.folder / "passages.json"
    documents = {
        str(number): encode_annotation(annotation) for number, annotation in enumerate(copies)
    }
    file.write_text(json.dumps({"annotations": documents}), "utf-8")
    records, workspace = Records(annotations), Workspace(context.report.workspace)
    stock = TinyDB(file, access_mode="r").table("annotations", cache_size=0)

    def ours() -> list[str]:
        library = Library(workspace)
        library.records = records
        passages = islice(library.kept.of_theme("trade"), 40)
        return [annotation.selector.exact for annotation in passages]

    def theirs() -> list[str]:
        documents = stock.search(where("themes").any(["trade"]))[:40]
        return [document["exact"] for document in documents]

    return run_alternately({"ours": ours, "stock": theirs}, time_call, rounds=5)


def compare_commands(context: Context) -> Series:
    """`pullquote find` in a workspace with 1,000 annotations, and an import of TinyDB."""
    commands = {
        "find": (str(PULLQUOTE), "find", "--json", "--workspace", str(context.report.workspace)),
        "import": (sys.executable, "-c", "import tinydb"),
    }
    return run_alternately(commands, _time_command, rounds=9)


def _time_command(command: tuple[str, ...]) -> dict[str, list[float]]:
    return time_call(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


ROWS = (
    Row(
        "a tag made durable, 10,000 annotations", "append + fdatasync", 3,
        ratio_of(compare_writes, "ours", "raw", "time"),
    ),
    Row(
        "a tag made durable, 10,000 annotations", "stock TinyDB", 1 / 100,
        ratio_of(compare_writes, "ours", "stock", "time"),
    ),
    Row(
        "a tag made durable, 10,000 annotations", "SQLite, WAL, synchronous=FULL", 3,
        ratio_of(compare_writes, "ours", "sqlite", "time"),
    ),
    Row(
        "10,000 annotations opened", "json.loads of their file", 2,
        ratio_of(compare_loads, "ours", "json", "time"),
    ),
    Row(
        "a theme's first 40 of 100,000 passages", "stock TinyDB's search", 1 / 40,
        ratio_of(compare_queries, "ours", "stock", "time"),
    ),
    Row(
        "pullquote find, 1,000 annotations", "python -c 'import tinydb'", 3,
        ratio_of(compare_commands, "find", "import", "time"),
    ),
)  # fmt: skip

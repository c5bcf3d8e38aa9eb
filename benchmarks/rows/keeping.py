"""Making a tag durable, and asking for what was kept."""

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

from benchmarks.measuring import Series, take_turns, timed
from benchmarks.peers import PULLQUOTE
from benchmarks.rows.row import Lab, Row
from benchmarks.texts import annotations_on
from tui.config import Workspace
from tui.model import Change, Edit, Span
from tui.session.library import Library
from tui.store import STORES, Records
from tui.store.data_file.schema import annotation_document

_INSERT = "INSERT INTO notes (article, theme, document) VALUES (?, ?, ?)"


def durable_tags(lab: Lab) -> Series:
    """A tag more among 10,000: our store, stock TinyDB, SQLite, and the least a disk can do."""
    sample = lab.book
    one = annotations_on(sample.article, [Span(0, 20)], 1)[0]
    made = [one._replace(id=f"{number:032x}") for number in range(1_000_000, 1_000_100)]
    document = {"id": one.id, "article": one.article, "start": 0, "end": 20, "themes": ["trade"]}
    with tempfile.TemporaryDirectory(dir=lab.folder) as scratch:
        folder = Path(scratch)
        root = shutil.copytree(sample.workspace, folder / "ours")
        workspace, store = Workspace(root), STORES.get("tinydb")
        store.load(workspace)
        stock = TinyDB(shutil.copy(workspace.data_file, folder / "stock.json"))
        table = stock.table("annotations")
        raw = (folder / "raw").open("ab", buffering=0)
        sqlite = _sqlite(folder / "notes.sqlite", stock)

        def save() -> None:
            store.apply(workspace, Change("tagged", (Edit(None, made.pop()),)))

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
            return take_turns(contenders, _in_a_row, rounds=6)


def _in_a_row(work: Callable[[], object]) -> dict[str, list[float]]:
    """Several in one turn: the first of them pays for what the contender before left behind."""
    return {"time": [value for _ in range(5) for value in timed(work)["time"]]}


def _sqlite(path: Path, stock: TinyDB) -> sqlite3.Connection:
    """The same annotations in SQLite, as careful as ours: each commit is synced."""
    database = sqlite3.connect(path)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        database.execute(f"PRAGMA {pragma}")
    documents = stock.table("annotations")
    with database:
        database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, article, theme, document)")
        database.execute("CREATE INDEX by_theme ON notes (theme)")
        rows = ((one["article"], one["themes"][0], json.dumps(one)) for one in documents)
        database.executemany(_INSERT, rows)
    return database


def openings(lab: Lab) -> Series:
    """What is kept in a workspace with 10,000 annotations, and the JSON of its file."""
    workspace = Workspace(lab.book.workspace)
    STORES.get("tinydb").load(workspace)
    ways = {
        "ours": lambda: type(STORES.get("tinydb"))().load(workspace),
        "json": lambda: json.loads(workspace.data_file.read_bytes()),
    }
    return take_turns(ways, timed, rounds=15)


def passages(lab: Lab) -> Series:
    """The first screen of a theme's passages out of 100,000 in 25 articles, never asked before.

    Both know what is kept: stock TinyDB as a file, and so does ours as records that were opened,
    which is another row; what makes asking quick is made anew each time.
    """
    article = lab.report.article
    step = len(article.text) // 4_000
    spans = [Span(number * step, number * step + 60) for number in range(4_000)]
    found = {
        (made := one._replace(id=f"{number:08x}{one.id[8:]}", article=f"{number}")).id: made
        for number in range(25)
        for one in annotations_on(article, spans, len(spans))
    }
    file = lab.folder / "passages.json"
    documents = {str(number): annotation_document(one) for number, one in enumerate(found.values())}
    file.write_text(json.dumps({"annotations": documents}), "utf-8")
    records, workspace = Records(found), Workspace(lab.report.workspace)
    stock = TinyDB(file, access_mode="r").table("annotations", cache_size=0)

    def ours() -> list[str]:
        library = Library(workspace)
        library.records = records
        return [one.selector.exact for one in islice(library.index.of_theme("trade"), 40)]

    def theirs() -> list[str]:
        return [one["exact"] for one in stock.search(where("themes").any(["trade"]))[:40]]

    return take_turns({"ours": ours, "stock": theirs}, timed, rounds=5)


def finds(lab: Lab) -> Series:
    """All that was tagged in a workspace with 1,000 annotations, on the command line."""
    commands = {
        "find": (str(PULLQUOTE), "find", "--json", "--workspace", str(lab.report.workspace)),
        "import": (sys.executable, "-c", "import tinydb"),
    }
    return take_turns(commands, _run, rounds=9)


def _run(command: tuple[str, ...]) -> dict[str, list[float]]:
    return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


ROWS = (
    Row(
        "a tag made durable, 10,000 annotations", "append + fdatasync", 3,
        lambda lab: lab.result(durable_tags).ratio("ours", "raw", "time"),
    ),
    Row(
        "a tag made durable, 10,000 annotations", "stock TinyDB", 1 / 100,
        lambda lab: lab.result(durable_tags).ratio("ours", "stock", "time"),
    ),
    Row(
        "a tag made durable, 10,000 annotations", "SQLite, WAL, synchronous=FULL", 3,
        lambda lab: lab.result(durable_tags).ratio("ours", "sqlite", "time"),
    ),
    Row(
        "10,000 annotations opened", "json.loads of their file", 2,
        lambda lab: lab.result(openings).ratio("ours", "json", "time"),
    ),
    Row(
        "a theme's first 40 of 100,000 passages", "stock TinyDB's search", 1 / 40,
        lambda lab: lab.result(passages).ratio("ours", "stock", "time"),
    ),
    Row(
        "pullquote find, 1,000 annotations", "python -c 'import tinydb'", 3,
        lambda lab: lab.result(finds).ratio("find", "import", "time"),
    ),
)  # fmt: skip

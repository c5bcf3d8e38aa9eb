"""Making a tag durable, and asking for what was kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tinydb import TinyDB

from benchmarks.measuring import Series, take_turns, timed
from benchmarks.peers import PULLQUOTE
from benchmarks.rows.row import Lab, Row
from benchmarks.texts import annotations_on
from tui.config import Workspace
from tui.model import Change, Edit, Span
from tui.store import STORES


def durable_tags(lab: Lab) -> Series:
    """A tag more among 10,000: our store, stock TinyDB, and the least that a disk can do."""
    sample = lab.book
    one = annotations_on(sample.article, [Span(0, 20)], 1)[0]
    made = [replace(one, id=f"{number:032x}") for number in range(1_000_000, 1_000_100)]
    document = {"id": one.id, "article": one.article, "start": 0, "end": 20, "themes": ["trade"]}
    with tempfile.TemporaryDirectory(dir=lab.folder) as scratch:
        folder = Path(scratch)
        root = shutil.copytree(sample.workspace, folder / "ours")
        workspace, store = Workspace(root), STORES.get("tinydb")
        store.load(workspace)
        stock = TinyDB(shutil.copy(workspace.data_file, folder / "stock.json"))
        table = stock.table("annotations")
        raw = (folder / "raw").open("ab", buffering=0)

        def save() -> None:
            store.apply(workspace, Change("tagged", (Edit(None, made.pop()),)))

        def append() -> None:
            raw.write(json.dumps(document).encode() + b"\n")
            os.fdatasync(raw.fileno())

        contenders = {"ours": save, "stock": lambda: table.insert(document), "raw": append}
        with stock, raw:
            return take_turns(contenders, timed, rounds=15)


def openings(lab: Lab) -> Series:
    """What is kept in a workspace with 10,000 annotations, and the JSON of its file."""
    workspace = Workspace(lab.book.workspace)
    STORES.get("tinydb").load(workspace)
    ways = {
        "ours": lambda: type(STORES.get("tinydb"))().load(workspace),
        "json": lambda: json.loads(workspace.data_file.read_bytes()),
    }
    return take_turns(ways, timed, rounds=15)


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
        "10,000 annotations opened", "json.loads of their file", 2,
        lambda lab: lab.result(openings).ratio("ours", "json", "time"),
    ),
    Row(
        "pullquote find, 1,000 annotations", "python -c 'import tinydb'", 3,
        lambda lab: lab.result(finds).ratio("find", "import", "time"),
    ),
)  # fmt: skip

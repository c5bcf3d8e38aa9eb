"""A program that kills writers at random moments and counts what was lost.

Run with a directory, a number of kills and a seed; it writes one line of JSON. Each writer tags,
changes, untags and undoes, and takes the journal into the file again and again, so that many die
while they do it. Before every fourth the file is made one of an earlier format, which the writer
has to bring to today's.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.store.samples import adding, note
from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Annotation, Change, Edit
from tui.store import journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore

ANNOTATION_COUNT = 7


class Model:
    """What should be kept, step by step."""

    def __init__(self) -> None:
        self.annotations: dict[str, Annotation] = {}
        self.done = 0
        self._last = Change("nothing")

    def step(self) -> Change:
        """The next change, which is taken for made: it tags, changes, untags or undoes."""
        self.done += 1
        key = note(self.done % ANNOTATION_COUNT).id
        before, after = self.annotations.get(key), None
        if self.done % 5:
            words = f"{self.done} " * (self.done * 37 % 900)
            after = note(self.done % ANNOTATION_COUNT, words)
        change = Change("step", (Edit(before, after),) if before or after else ())
        if self.done % 6 == 0:
            change = self._last.inverse()
        for edit in change.edits:
            self.annotations.pop(edit.id, None)
            if edit.after:
                self.annotations[edit.id] = edit.after
        self._last = change
        return change


def write_on(workspace: Workspace, model: Model, acknowledge: int) -> None:
    """Do one step after the other, and say so after each, until killed."""
    store = TinyDBStore()
    while True:
        store.apply(workspace, model.step())
        os.write(acknowledge, b".")
        if model.done % 4 == 0:
            store.close(workspace)


def make_old(workspace: Workspace, schema: int) -> None:
    """Make the data file what a Pullquote of that format would have written."""
    store = TinyDBStore()
    store.load(workspace)
    store.close(workspace)
    workspace.data_file.with_suffix(".journal").unlink(missing_ok=True)
    tables = json.loads(workspace.data_file.read_text())
    tables["meta"] = {"1": {"schema": schema}}
    workspace.data_file.write_text(json.dumps(tables, separators=(",\n", ": ")))


def main(directory: str, kills: int, seed: int) -> None:
    workspace, chance = Workspace(Path(directory)), random.Random(seed)
    journaled_file.SMALL_FILE, journaled_file.FORCED_COMPACTION_SIZE = 0, 20_000
    # What is imported on the first write would be imported again after every fork.
    TinyDBStore().apply(Workspace(Path(directory, "elsewhere")), adding(note(1)))
    model = Model()
    unreadable = lost = torn = restored = old = 0
    for number in range(kills):
        is_old = number % 4 == 3 and workspace.data_file.exists()
        if is_old:
            make_old(workspace, chance.choice([1, 2]))
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            write_on(workspace, model, say)
        os.close(say)
        # A writer that migrates is killed while it does so, others once they have begun.
        wanted = 0 if is_old else chance.randint(5, 9)  # the first has a data file by then
        acknowledged = 0
        while acknowledged < wanted and (said := os.read(hear, wanted - acknowledged)):
            acknowledged += len(said)
        time.sleep(chance.uniform(0, 0.06 if is_old else 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(hear, 65536):
            acknowledged += len(more)
        os.close(hear)
        for _ in range(acknowledged):
            model.step()
        try:
            records = TinyDBStore().load(workspace)
        except StoreError:
            unreadable += 1
            break
        torn += any("broke off" in notice for notice in records.notices)
        restored += any("Restored" in notice for notice in records.notices)
        old += is_old
        if records.annotations != model.annotations:
            model.step()  # the one that was under way
            if records.annotations != model.annotations:
                lost += 1
                break
    left = len([path for path in workspace.annotations.iterdir() if path.suffix == ".tmp"])
    counts = {"torn": torn, "restored": restored, "old": old, "left": left}
    json.dump({"done": model.done, "unreadable": unreadable, "lost": lost, **counts}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""A program that kills writers at random moments and counts what was lost.

Run with a directory, a number of kills and a seed; it writes one line of JSON. Each writer takes
the journal into the file again and again, so that many die while they do it.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.store.making import adding, note
from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Annotation, Change, Edit
from tui.store import shelf
from tui.store.engines.tinydb_engine import TinyDBStore

SHELVES = 7


def expected(steps: int) -> dict[str, Annotation]:
    """What is kept after so many steps: each step writes, grows, shrinks or removes one note."""
    kept: dict[str, Annotation] = {}
    for step in range(max(1, steps - SHELVES + 1), steps + 1):
        if step % 5:
            kept[note(step % SHELVES).id] = note(step % SHELVES, f"{step} " * (step * 37 % 900))
    return kept


def steps_of(annotations: dict[str, Annotation], known: int) -> int | None:
    """How many steps were kept: as many as we know of, or the one more that was under way."""
    return next((n for n in (known, known + 1) if expected(n) == annotations), None)


def write_on(place: Workspace, done: int, acknowledge: int) -> None:
    """Do one step after the other, and say so after each, until killed."""
    store = TinyDBStore()
    kept = dict(store.load(place).annotations)
    while True:
        done += 1
        after = expected(done)
        key = note(done % SHELVES).id
        edits = (Edit(kept.get(key), after.get(key)),)
        if edits[0].before or edits[0].after:
            store.apply(place, Change("step", edits))
        kept = after
        os.write(acknowledge, b".")
        if done % 4 == 0:
            store.settle(place)


def main(directory: str, kills: int, seed: int) -> None:
    place, chance = Workspace(Path(directory)), random.Random(seed)
    shelf.SMALL, shelf.TOO_MUCH = 0, 20_000
    # What is imported on the first write would be imported again after every fork.
    TinyDBStore().apply(Workspace(Path(directory, "elsewhere")), adding(note(1)))
    done = unreadable = lost = torn = restored = 0
    for _ in range(kills):
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            write_on(place, done, say)
        os.close(say)
        acknowledged = len(os.read(hear, 1))  # it has begun
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(hear, 65536):
            acknowledged += len(more)
        os.close(hear)
        try:
            kept = TinyDBStore().load(place)
            found = steps_of(dict(kept.annotations), done + acknowledged)
            torn += any("broke off" in notice for notice in kept.notices)
            restored += any("Restored" in notice for notice in kept.notices)
        except StoreError:
            unreadable += 1
            break
        lost += found is None
        done = found if found is not None else done + acknowledged
    left = len([path for path in place.annotations.iterdir() if path.suffix == ".tmp"])
    told = {"torn": torn, "restored": restored, "left": left}
    json.dump({"done": done, "unreadable": unreadable, "lost": lost, **told}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

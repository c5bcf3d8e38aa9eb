"""Following passages into a text that was edited."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.edits import HEAVY, Edited, edited, likeness
from benchmarks.measuring import Series, take_turns
from benchmarks.rows.row import Lab, Row
from tui.anchoring import Anchoring
from tui.model import Annotation, Article, Selector

SEEDS = range(5)
RIGHT = 0.8
"""What a place must share with the true one, as a part of what either covers."""


def _notes(sample: Edited) -> tuple[Article, list[Annotation]]:
    old = Article("old", sample.old, "Old")
    return Article("new", sample.new, "New"), [
        Annotation(f"{number}", "new", Selector.describe(old, was))
        for number, (was, _) in enumerate(sample.passages)
    ]


def _shares(lab: Lab) -> tuple[float, float]:
    """Of 100 KB with 150 passages and heavy edits: passages misplaced, and deleted ones found."""
    kept = wrong = deleted = found = 0
    for seed in SEEDS:
        sample = edited(seed, HEAVY)
        article, notes = _notes(sample)
        anchoring = Anchoring(article, lambda sha256, old=sample.old: old)
        for note, (_, now) in zip(notes, sample.passages, strict=True):
            place = anchoring.anchored(note).span
            if now is None:
                deleted += 1
                found += place is not None
            else:
                kept += 1
                wrong += place is None or likeness(place, now) < RIGHT
    return wrong / kept, found / deleted


def _times(lab: Lab) -> Series:
    """All passages, with the comparison of the texts and without it."""
    sample = edited(0, HEAVY)
    article, notes = _notes(sample)

    def first() -> Anchoring:
        anchoring = Anchoring(article, lambda sha256: sample.old)
        anchoring.all(notes)
        return anchoring

    warm = first()

    ways = {"first": first, "again": lambda: warm.all(notes)}
    return take_turns(ways, _timed, rounds=7)


def _timed(work: Callable[[], object]) -> dict[str, list[float]]:
    """Seconds of the processor, for what is set against seconds."""
    start = time.process_time()
    work()
    return {"time": [time.process_time() - start]}


ROWS = (
    Row(
        "passages misplaced after heavy edits of 100 KB",
        "all that are left",
        0.03,
        lambda lab: lab.result(_shares)[0],
    ),
    Row(
        "deleted passages that are found all the same",
        "all that are deleted",
        1 / 20,
        lambda lab: lab.result(_shares)[1],
    ),
    Row(
        "comparing 100 KB with its old text, 150 passages",
        "half a second",
        1,
        lambda lab: lab.result(_times).median("first", "time") / 0.5,
    ),
    Row(
        "a passage after that",
        "a tenth of a millisecond",
        1,
        lambda lab: lab.result(_times).median("again", "time") / 150 / 0.0001,
    ),
)

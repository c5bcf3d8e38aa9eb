"""Anchoring passages in a text that was edited."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.edited_texts import HEAVY_EDITS, EditedText, make_edited_text, overlap_ratio
from benchmarks.measurements import Series, run_alternately
from benchmarks.rows.row import Context, Row
from tui.anchoring import Anchoring
from tui.model import Annotation, Article, Selector

SEEDS = range(5)
MIN_OVERLAP = 0.8
"""The overlap ratio with the true span from which on a passage is anchored rightly."""


def _annotations(sample: EditedText) -> tuple[Article, list[Annotation]]:
    old = Article("old", sample.old, "Old")
    return Article("new", sample.new, "New"), [
        Annotation(f"{number}", "new", Selector.describe(old, old_span))
        for number, (old_span, _) in enumerate(sample.passages)
    ]


def _error_rates(context: Context) -> tuple[float, float]:
    """The shares of passages misplaced, and of deleted passages found, after heavy edits."""
    kept = misplaced = deleted = found = 0
    for seed in SEEDS:
        sample = make_edited_text(seed, HEAVY_EDITS)
        article, annotations = _annotations(sample)
        anchoring = Anchoring(article, lambda sha256, old=sample.old: old)
        for annotation, (_, new_span) in zip(annotations, sample.passages, strict=True):
            span = anchoring.anchored(annotation).span
            if new_span is None:
                deleted += 1
                found += span is not None
            else:
                kept += 1
                misplaced += span is None or overlap_ratio(span, new_span) < MIN_OVERLAP
    return misplaced / kept, found / deleted


def _compare_times(context: Context) -> Series:
    """Anchoring all passages, with the comparison of the texts and without it."""
    sample = make_edited_text(0, HEAVY_EDITS)
    article, annotations = _annotations(sample)

    def compare_and_anchor() -> Anchoring:
        anchoring = Anchoring(article, lambda sha256: sample.old)
        anchoring.all(annotations)
        return anchoring

    compared = compare_and_anchor()
    contenders = {"first": compare_and_anchor, "again": lambda: compared.all(annotations)}
    return run_alternately(contenders, _time_cpu, rounds=7)


def _time_cpu(function: Callable[[], object]) -> dict[str, list[float]]:
    """The processor seconds of a call, which other processes do not change."""
    start = time.process_time()
    function()
    return {"time": [time.process_time() - start]}


ROWS = (
    Row(
        "passages misplaced after heavy edits of 100 KB",
        "all that are left",
        0.03,
        lambda context: context.result(_error_rates)[0],
    ),
    Row(
        "deleted passages that are found all the same",
        "all that are deleted",
        1 / 20,
        lambda context: context.result(_error_rates)[1],
    ),
    Row(
        "comparing 100 KB with its old text, 150 passages",
        "half a second",
        1,
        lambda context: context.result(_compare_times).median("first", "time") / 0.5,
    ),
    Row(
        "a passage after that",
        "a tenth of a millisecond",
        1,
        lambda context: context.result(_compare_times).median("again", "time") / 150 / 0.0001,
    ),
)

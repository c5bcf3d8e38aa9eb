"""Sample records, Hypothesis strategies for them, and a store in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tui.config import Workspace
from tui.model import Annotation, Change, Codebook, Edit, Selector, Span, Theme
from tui.store import ArticleRecord, Records, Store
from tui.store.journal.journal_records import apply_change

SLOW_DISK = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
"""For Hypothesis tests that write files."""


@contextmanager
def new_workspace() -> Iterator[Workspace]:
    """A new workspace for each example of a Hypothesis test."""
    with tempfile.TemporaryDirectory() as directory:
        yield Workspace(Path(directory))


class MemoryStore(Store):
    """Keeps records as long as it lives."""

    name = "memory"
    label = "Memory"

    def __init__(self) -> None:
        self._records: dict[Workspace, Records] = {}

    def load(self, workspace: Workspace) -> Records:
        return self._records.get(workspace, Records())

    def apply(self, workspace: Workspace, change: Change) -> Records:
        self._records[workspace] = apply_change(self.load(workspace), change)
        return self.load(workspace)

    def save_article(self, workspace: Workspace, article: ArticleRecord) -> Records:
        records = self.load(workspace)
        articles = {**records.articles, article.id: article}
        self._records[workspace] = replace(records, articles=articles)
        return self.load(workspace)


def note(number: int, words: str = "a note", themes: tuple[str, ...] = ("trade",)) -> Annotation:
    """One annotation like any other; ``number`` makes its id."""
    return Annotation(
        id=f"{number:032x}",
        article="000_story",
        selector=Selector(Span(number, number + 5), "words", "be “fore ", " after", "0" * 64),
        themes=themes,
        note=words,
        coder="reader",
        created="2024-01-01T00:00:00Z",
        changed="2024-01-01T00:00:00Z",
    )


def adding(*annotations: Annotation) -> Change:
    """The change that adds them all at once."""
    return Change("tagged", tuple(Edit(None, annotation) for annotation in annotations))


def replacing(before: Annotation | None, after: Annotation | None) -> Change:
    """The change of one annotation."""
    return Change("changed", (Edit(before, after),))


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 10**7),
    st.integers(1, 10**4),
)
SELECTORS = st.builds(Selector, SPANS, WORDS, WORDS, WORDS, st.just("f" * 64))
ANNOTATIONS = st.builds(
    Annotation,
    IDS,
    WORDS,
    SELECTORS,
    st.lists(WORDS, max_size=4).map(tuple),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
MANY = st.lists(ANNOTATIONS, max_size=8, unique_by=lambda annotation: annotation.id)
THEMES = st.builds(
    Theme, WORDS.filter(bool), WORDS, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS).map(tuple)
)
CODEBOOKS = st.lists(THEMES, max_size=6, unique_by=lambda theme: theme.id).map(
    lambda themes: Codebook(tuple(themes))
)
MARKS = st.dictionaries(st.sampled_from("abz"), st.integers(0, 10**8), min_size=1).map(
    lambda marks: tuple(sorted(marks.items()))
)
ARTICLES = st.builds(
    ArticleRecord, WORDS.filter(bool), WORDS, WORDS, st.just("a" * 64), st.integers(0, 10**8), MARKS
)

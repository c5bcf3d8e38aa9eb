"""A reading that was refreshed after changes equals one that is made anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.errors import UsageError
from tui.highlight import Layers
from tui.model import (
    Analysis,
    Annotation,
    Article,
    Change,
    Codebook,
    Edit,
    Entity,
    Reading,
    Selector,
    Span,
    Theme,
)
from tui.session.annotation_index import AnnotationIndex
from tui.session.library import Library
from tui.session.session import Session
from tui.store import Records
from tui.store.journal.journal_records import apply_change
from tui.widgets.list_rows import note_rows, updated_note_rows

OLD = "The harbour was closed. Rain fell on the port. Ships waited outside in long rows."
TEXT = "Rain fell on the port. The minister said trade would slow. Ships waited outside in rows."
ARTICLE = Article("port", TEXT, "Port", path="seeds/port.txt")
THEMES = ("trade", "asylum", "fentanyl", "aid")


class LayeredStore(MemoryStore):
    """Shares what did not change between records, as the store on disk does."""

    def apply(self, workspace: Workspace, change: Change) -> Records:
        self.records = apply_change(self.records, change)
        self.applied.append(change)
        return self.records


def spans(text: str) -> st.SearchStrategy[Span]:
    """Spans of the text, some of them the same, many over each other."""
    sizes = st.sampled_from((1, 4, 20, 60))
    return st.tuples(st.integers(0, len(text) - 1), sizes).map(
        lambda pair: Span(pair[0], min(len(text), pair[0] + pair[1]))
    )


def made(number: int, article: Article, span: Span, themes: tuple[str, ...]) -> Annotation:
    selector = Selector.describe(article, span)
    return Annotation(f"{number:032x}", article.id, selector, themes)


@st.composite
def earlier(draw: st.DrawFn) -> list[Annotation]:
    """Annotations of today's text, of an older one, of which some have gone, and of another."""
    was, other = replace(ARTICLE, text=OLD), replace(ARTICLE, id="other")
    annotations = []
    for article in draw(st.lists(st.sampled_from((ARTICLE, was, was, other)), max_size=8)):
        span = draw(spans(article.text))
        annotations.append(made(len(annotations), article, span, (draw(st.sampled_from(THEMES)),)))
    return annotations


STEPS = st.one_of(
    st.tuples(st.sampled_from(("toggle", "note", "remove", "move", "stranger")), spans(TEXT)),
    st.tuples(st.just("bulk"), st.lists(spans(TEXT), max_size=6)),
    st.tuples(st.sampled_from(("undo", "redo", "look", "found", "orphan", "themes")), st.none()),
)


def take(session: Session, kind: str, where: Span | list[Span] | None, theme: str) -> None:
    """One step of a reader, or of somebody else with the same store."""
    library, reading = session.library, session.reading
    annotation = reading.on(where) if isinstance(where, Span) else None
    if kind == "toggle":
        session.toggle_theme(where, theme)
    elif kind == "note":
        session.set_note(where, theme)
    elif kind == "bulk":
        session.tag_all(where, theme)
    elif kind == "remove" and annotation is not None:
        session.remove(annotation)
    elif kind == "move" and reading.annotations and annotation is None:
        session.move_edges(reading.annotations[0].annotation, where)
    elif kind == "stranger":
        fresh = made(1000 + len(library.store.applied), ARTICLE, where, (theme,))
        library.store.apply(library.workspace, Change("tagged", (Edit(None, fresh),)))
    elif kind in ("undo", "redo"):
        with suppress(UsageError):
            getattr(session, kind)()
    elif kind == "look":
        library.reading_by_id("other")
        dict(library.records.annotations)
    elif kind == "found":
        entity = Entity(Span(0, 4), "ORG", "Rain")
        session.accept_findings(Analysis(ARTICLE.sha256, theme, (entity,)))
    elif kind == "orphan" and reading.annotations:
        last = reading.annotations[-1].annotation
        session._edit("tagged", last, last.toggled(theme))
    elif kind == "themes":
        codebook = library.store.records.codebook
        more = Codebook((*codebook.themes, Theme(f"t{len(codebook)}", "more")))
        session.commit(Change("a theme more", codebook=(codebook, more)))


def same(carried: Reading, anew: Reading) -> bool:
    size = len(TEXT)
    return (
        list(carried.annotations) == list(anew.annotations)
        and carried.codebook == anew.codebook
        and list(carried.placed_spans) == list(anew.placed_spans)
        and dict(carried.theme_counts) == dict(anew.theme_counts)
        and all(carried.at(place) == anew.at(place) for place in range(0, size, 7))
        and all(carried.on(span) == anew.on(span) for span, _ in anew.placed)
        and all(
            [carried.placed_spans.after(place), carried.placed_spans.before(place)]
            == [anew.placed_spans.after(place), anew.placed_spans.before(place)]
            for place in range(0, size, 5)
        )
    )


@pytest.mark.parametrize("kind_of_store", [MemoryStore, LayeredStore])
@settings(max_examples=150, deadline=None)
@given(
    before=earlier(),
    steps=st.lists(st.tuples(STEPS, st.sampled_from(THEMES)), max_size=10),
)
def test_after_any_steps_the_reading_is_the_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory,
    kind_of_store: type[MemoryStore],
    before: list[Annotation],
    steps: list,
) -> None:
    store = kind_of_store()
    store.records = Records({annotation.id: annotation for annotation in before})
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    session = Session(Library(workspace, store), coder="ana", clock=lambda: "now")
    session.open(ARTICLE)
    reading = session.reading
    layers, rows = Layers(reading), list(note_rows(reading))
    for (kind, where), theme in steps:
        before_it = reading
        take(session, kind, where, theme)
        reading = session.reading
        rows = list(updated_note_rows(rows, before_it, reading))
        assert rows == list(note_rows(reading))
        if kind != "stranger":
            # What somebody else does shows with the next step that asks the store.
            library = Library(workspace, MemoryStore())
            library.store.records = session.library.records
            assert same(reading, library.reading(ARTICLE, reading.analysis))
        layers, changed = layers.following(reading)
        anew = Layers(reading)
        assert layers.runs(0, len(TEXT)) == anew.runs(0, len(TEXT))
        assert changed is None or all(span.end <= len(TEXT) for span in changed)


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.integers(0, 9),
                st.sampled_from(("a", "b")),
                st.lists(st.sampled_from(THEMES), unique=True, max_size=2),
                spans(TEXT),
            ),
            max_size=5,
        ),
        max_size=6,
    ),
)
def test_the_index_of_what_is_kept_is_the_one_made_anew(rounds: list) -> None:
    carried, kept = AnnotationIndex(), {}
    for edits in rounds:
        kept = dict(kept)
        for key, article, themes, span in edits:
            if themes:
                kept[f"{key:032x}"] = made(key, replace(ARTICLE, id=article), span, tuple(themes))
            else:
                kept.pop(f"{key:032x}", None)
        carried.update(kept)
        anew = AnnotationIndex()
        anew.update(kept)
        assert carried.articles() == anew.articles() == sorted({a.article for a in kept.values()})
        for article in ("a", "b", "c"):
            of_article = {a.id: a for a in carried.of_article(article)}
            assert of_article == {k: a for k, a in kept.items() if a.article == article}
        for theme in THEMES:
            wanted = [a for a in kept.values() if theme in a.themes]
            wanted.sort(key=lambda a: (a.article, a.selector.span[0], -a.selector.span[1], a.id))
            assert list(carried.of_theme(theme)) == wanted == list(anew.of_theme(theme))
            assert carried.articles(theme) == sorted({a.article for a in wanted})
            assert carried.articles(theme, "NOBODY") == []
        for coder in {a.coder for a in kept.values()}:
            wanted = sorted({a.article for a in kept.values() if a.coder == coder})
            assert carried.articles(coder=coder.upper()) == wanted


def opcodes(work: Callable[[], object]) -> int:
    """How many instructions of Python a call takes, which no clock and no machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., object]:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def tagging(workspace: Workspace, number: int) -> int:
    """The instructions of a tag and its undoing, with all that looks at the new reading."""
    text = "Rain fell. " * number
    article, spans = replace(ARTICLE, text=text), [Span(11 * n, 11 * n + 10) for n in range(number)]
    store = LayeredStore()
    known = [made(n, article, span, ("trade",)) for n, span in enumerate(spans)]
    store.records = Records({annotation.id: annotation for annotation in known[1:]})
    session = Session(Library(workspace, store), coder="ana")
    session.open(article)
    layers = Layers(session.reading)

    def look(reading: Reading) -> None:
        nonlocal layers
        layers, _ = layers.following(reading)
        layers.runs(0, 100)
        assert reading.theme_counts["trade"] >= number - 1
        assert reading.at(50)

    session.listeners.append(look)

    def steps() -> None:
        session.toggle_theme(spans[0], "trade")
        session.undo()

    steps()
    return opcodes(steps)


def test_a_tag_costs_no_more_among_many(workspace: Workspace) -> None:
    assert tagging(workspace, 4000) < 1.2 * tagging(workspace, 400)

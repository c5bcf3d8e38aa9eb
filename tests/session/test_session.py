from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.memory_store import MemoryStore
from tui.config import Workspace
from tui.errors import SpanError, StoreError, UnknownName, UsageError
from tui.model import Analysis, Article, Entity, Span
from tui.session.library import Library
from tui.session.session import Session
from tui.sources.article_loading import article_from_pipe

TEXT = "Rain fell on the port. The minister said trade would slow.\nNobody was hurt.\n"
FIRST = Span(0, 22)
SECOND = Span(23, 58)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def session(workspace: Workspace, store: MemoryStore) -> Session:
    (workspace.seeds / "port.txt").write_text(TEXT)
    session = Session(Library(workspace, store), coder="ana", clock=lambda: "2026-01-02T03:04:05Z")
    session.open(session.library.article("port"))
    return session


def kept(store: MemoryStore) -> list[tuple[Span, tuple[str, ...], str]]:
    return sorted((a.selector.span, a.themes, a.note) for a in store.records.annotations.values())


def test_a_theme_toggles_on_and_off(session: Session, store: MemoryStore) -> None:
    assert session.toggle_theme(FIRST, "trade").message == "tagged trade"
    assert kept(store) == [(FIRST, ("trade",), "")]
    assert session.toggle_theme(FIRST, "trade").message == "untagged trade"
    assert kept(store) == []


def test_two_themes_share_one_annotation(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    session.toggle_theme(FIRST, "aid")
    assert kept(store) == [(FIRST, ("trade", "aid"), "")]
    assert session.reading.theme_counts == {"trade": 1, "aid": 1}


def test_overlapping_passages_are_two_annotations(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    session.toggle_theme(Span(5, 30), "trade")
    assert len(kept(store)) == 2
    assert [span for span, _ in session.reading.at(10)] == [FIRST, Span(5, 30)]


def test_untagging_keeps_the_note(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    session.set_note(FIRST, "ask the port")
    session.toggle_theme(FIRST, "trade")
    assert kept(store) == [(FIRST, (), "ask the port")]


def test_an_emptied_annotation_is_gone(session: Session, store: MemoryStore) -> None:
    session.set_note(FIRST, "x")
    session.set_note(FIRST, "")
    assert kept(store) == []


def test_the_annotation_says_who_and_when(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    (annotation,) = store.records.annotations.values()
    assert (annotation.coder, annotation.created) == ("ana", "2026-01-02T03:04:05Z")
    assert annotation.selector.exact == "Rain fell on the port."
    assert annotation.article == "port"


def test_a_failed_write_changes_nothing(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    before = session.reading
    store.is_full = True
    for step in (
        lambda: session.toggle_theme(SECOND, "aid"),
        lambda: session.set_note(FIRST, "x"),
        session.undo,
    ):
        with pytest.raises(StoreError, match="full"):
            step()
        assert session.reading is before
    store.is_full = False
    assert session.undo().message == "undone: tagged trade"


def test_unknown_themes_and_spans_are_refused(session: Session, store: MemoryStore) -> None:
    with pytest.raises(UnknownName, match="aid, asylum, fentanyl, trade"):
        session.toggle_theme(FIRST, "weather")
    with pytest.raises(SpanError, match="not inside"):
        session.toggle_theme(Span(0, 10_000), "trade")
    assert kept(store) == []


def test_nothing_to_undo_or_redo_is_said(session: Session) -> None:
    with pytest.raises(UsageError, match="undo"):
        session.undo()
    with pytest.raises(UsageError, match="redo"):
        session.redo()


def test_a_new_step_forgets_what_was_undone(session: Session) -> None:
    session.toggle_theme(FIRST, "trade")
    session.undo()
    session.toggle_theme(FIRST, "aid")
    with pytest.raises(UsageError, match="redo"):
        session.redo()


def test_a_change_of_somebody_else_is_not_undone_over(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    other = Session(Library(session.library.workspace, store))
    other.open(other.library.article("port"))
    other.toggle_theme(FIRST, "aid")
    with pytest.raises(StoreError):
        session.undo()
    assert kept(store) == [(FIRST, ("trade", "aid"), "")]


def test_findings_of_another_text_are_dropped(session: Session) -> None:
    entity = Entity(Span(0, 4), "ORG", "Rain")
    assert not session.accept_findings(Analysis("0" * 64, "rules", (entity,)))
    assert session.accept_findings(Analysis(session.reading.article.sha256, "rules", (entity,)))
    assert session.reading.analysis.entities == (entity,)


def test_findings_survive_a_tag(session: Session) -> None:
    entity = Entity(Span(0, 4), "ORG", "Rain")
    session.accept_findings(Analysis(session.reading.article.sha256, "rules", (entity,)))
    session.toggle_theme(FIRST, "trade")
    assert session.reading.analysis.entities == (entity,)


def test_the_place_comes_back(session: Session, store: MemoryStore) -> None:
    session.save_position(23)
    again = Session(Library(session.library.workspace, store))
    again.open(again.library.article("port"))
    assert again.saved_position() == 23


def test_a_piped_article_gets_a_file_with_its_first_tag(
    session: Session, workspace: Workspace
) -> None:
    article = article_from_pipe(b"Wind rose. It fell.")
    session.open(article)
    files = set(workspace.seeds.iterdir())
    session.toggle_theme(Span(0, 10), "trade")
    (new,) = set(workspace.seeds.iterdir()) - files
    assert new.read_text() == "Wind rose. It fell."
    again = session.library.article(new.stem)
    assert (again.id, again.sha256) == (article.id, article.sha256)
    assert len(session.library.reading(again).annotations) == 1


def test_listeners_get_every_new_reading(session: Session) -> None:
    seen = []
    session.listeners.append(seen.append)
    session.toggle_theme(FIRST, "trade")
    session.undo()
    assert [len(reading.annotations) for reading in seen] == [1, 0]


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
STEPS = st.one_of(
    st.tuples(st.just("toggle"), SPANS, st.sampled_from(["trade", "asylum", "fentanyl", "aid"])),
    st.tuples(st.just("note"), SPANS, st.text(max_size=5)),
    st.tuples(st.just("remove"), SPANS, st.just("")),
)


def _states(session: Session, store: MemoryStore, steps: list) -> list:
    """What is kept before the first step and after each that changed something."""
    states = [dict(store.records.annotations)]
    for kind, span, value in steps:
        if kind == "toggle":
            session.toggle_theme(span, value)
        elif kind == "note":
            session.set_note(span, value)
        elif (annotation := session.reading.on(span)) is not None:
            session.remove(annotation)
        if store.records.annotations != states[-1]:
            states.append(dict(store.records.annotations))
    return states


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_undoing_everything_gives_every_state_back(workspace: Workspace, steps: list) -> None:
    store = MemoryStore()
    session = Session(Library(workspace, store))
    session.open(Article("port", TEXT, "Port", path=str(workspace.seeds / "port.txt")))
    states = _states(session, store, steps)
    for state in reversed(states[:-1]):
        session.undo()
        assert store.records.annotations == state
    for state in states[1:]:
        session.redo()
        assert store.records.annotations == state


def test_the_last_theme_is_given_again(session: Session, store: MemoryStore) -> None:
    with pytest.raises(UsageError, match="Nothing was tagged yet"):
        session.repeat_theme(FIRST)
    session.toggle_theme(FIRST, "trade")
    session.toggle_theme(FIRST, "aid")
    session.toggle_theme(FIRST, "aid")
    assert session.repeat_theme(SECOND).message == "tagged aid"
    assert session.repeat_theme(SECOND).message == "tagged aid already"
    assert kept(store) == [(FIRST, ("trade",), ""), (SECOND, ("aid",), "")]
    session.undo()
    assert kept(store) == [(FIRST, ("trade",), "")]


def test_a_theme_that_was_not_kept_is_not_repeated(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    store.is_full = True
    with pytest.raises(StoreError, match="full"):
        session.toggle_theme(FIRST, "aid")
    store.is_full = False
    assert session.repeat_theme(SECOND).message == "tagged trade"


def test_edges_move_and_everything_else_stays(session: Session, store: MemoryStore) -> None:
    session.annotate(FIRST, ("trade", "aid"), "ask")
    before = session.reading.on(FIRST)
    assert before is not None
    assert session.move_edges(before, Span(0, 9)).message == "moved the edges"
    assert kept(store) == [(Span(0, 9), ("trade", "aid"), "ask")]
    after = session.reading.on(Span(0, 9))
    assert after is not None
    assert (after.id, after.selector.exact) == (before.id, "Rain fell")
    assert len(store.applied[-1].edits) == 1
    session.undo()
    assert session.reading.on(FIRST) == before
    session.redo()
    assert kept(store) == [(Span(0, 9), ("trade", "aid"), "ask")]


def test_edges_of_another_annotation_are_refused(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    session.toggle_theme(SECOND, "aid")
    annotation = session.reading.on(FIRST)
    assert annotation is not None
    before = kept(store)
    with pytest.raises(UsageError, match="exactly these edges"):
        session.move_edges(annotation, SECOND)
    with pytest.raises(SpanError, match="not inside"):
        session.move_edges(annotation, Span(0, 10_000))
    assert session.move_edges(annotation, FIRST).message == "nothing to change"
    assert kept(store) == before


def test_many_passages_are_tagged_in_one_step(session: Session, store: MemoryStore) -> None:
    session.toggle_theme(FIRST, "trade")
    session.set_note(SECOND, "ask")
    steps = len(store.applied)
    spans = [FIRST, SECOND, Span(59, 65), Span(59, 65)]
    assert session.tag_all(spans, "trade").message == "tagged 2 passages trade"
    assert len(store.applied) == steps + 1
    assert kept(store) == [
        (FIRST, ("trade",), ""),
        (SECOND, ("trade",), "ask"),
        (Span(59, 65), ("trade",), ""),
    ]
    assert session.tag_all(spans, "trade").message == "all tagged trade already"
    assert session.undo().message == "undone: tagged 2 passages trade"
    assert kept(store) == [(FIRST, ("trade",), ""), (SECOND, (), "ask")]
    session.redo()
    assert session.repeat_theme(Span(0, 4)).message == "tagged trade"


def test_of_many_passages_all_are_tagged_or_none(session: Session, store: MemoryStore) -> None:
    with pytest.raises(SpanError, match="not inside"):
        session.tag_all([FIRST, Span(0, 10_000)], "trade")
    with pytest.raises(UnknownName):
        session.tag_all([FIRST], "weather")
    store.is_full = True
    with pytest.raises(StoreError, match="full"):
        session.tag_all([FIRST, SECOND], "trade")
    store.is_full = False
    assert kept(store) == []
    with pytest.raises(UsageError, match="Nothing was tagged"):
        session.repeat_theme(FIRST)

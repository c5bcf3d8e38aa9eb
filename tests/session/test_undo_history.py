"""Undo and redo go on with what earlier sessions did."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.config import Workspace
from tui.errors import StoreConflict, UsageError
from tui.model import Change, Edit, Span
from tui.session.library import Library
from tui.session.restore import (
    changed_article_ids,
)
from tui.session.saving import save_change
from tui.session.session import Session
from tui.session.undo_history import UndoHistory
from tui.store.journal.checksum_chain import encode_lines, scan_lines

TEXT = "Rain fell on the port. The minister said trade would slow.\nNobody was hurt.\n"
FIRST, SECOND, THIRD = Span(0, 22), Span(23, 58), Span(59, 75)


def opened(workspace: Workspace, article: str = "port") -> Session:
    """A new start of the app on an article."""
    path = workspace.seeds / f"{article}.txt"
    path.exists() or path.write_text(TEXT)
    session = Session(Library(workspace))
    session.open(session.library.article(article))
    return session


def stored_passages(workspace: Workspace) -> list[tuple[str, Span, tuple[str, ...]]]:
    records = Library(workspace).records
    return sorted((a.article, a.selector.span, a.themes) for a in records.annotations.values())


def spanning(workspace: Workspace) -> Change:
    """One change on two articles, as an import is."""
    session = opened(workspace)
    other = opened(workspace, "harbour")
    edits = (Edit(None, session._new(FIRST)), Edit(None, other._new(FIRST)))
    return Change("imported notes.json", tuple(Edit(None, e.after.toggled("aid")) for e in edits))


def test_a_new_start_undoes_and_redoes_what_was_done_before(workspace: Workspace) -> None:
    opened(workspace).toggle_theme(FIRST, "trade")
    opened(workspace).toggle_theme(SECOND, "aid")
    assert opened(workspace).undo().message == "undone: tagged aid"
    assert opened(workspace).undo().message == "undone: tagged trade"
    with pytest.raises(UsageError, match="nothing to undo"):
        opened(workspace).undo()
    assert opened(workspace).redo().message == "redone: tagged trade"
    later = opened(workspace)
    later.redo()
    assert stored_passages(workspace) == [("port", FIRST, ("trade",)), ("port", SECOND, ("aid",))]
    with pytest.raises(UsageError, match="nothing to redo"):
        later.redo()


def test_a_new_step_forgets_what_an_earlier_start_undid(workspace: Workspace) -> None:
    session = opened(workspace)
    session.toggle_theme(FIRST, "trade")
    session.undo()
    opened(workspace).toggle_theme(SECOND, "aid")
    with pytest.raises(UsageError, match="redo"):
        opened(workspace).redo()


def test_the_log_is_read_only_when_this_session_has_no_step_left(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace).toggle_theme(SECOND, "aid")
    session = opened(workspace)
    store, read = session.library.store, []
    log = type(store).log
    monkeypatch.setattr(
        type(store), "log", lambda self, place: read.append(place) or log(self, place)
    )
    session.toggle_theme(FIRST, "trade")
    session.undo()
    session.redo()
    session.undo()
    assert not read
    session.undo()
    assert len(read) == 1
    assert stored_passages(workspace) == []


def test_many_passages_at_once_are_one_step_across_starts(workspace: Workspace) -> None:
    opened(workspace).tag_all([FIRST, SECOND, THIRD], "trade")
    assert opened(workspace).undo().message == "undone: tagged 3 passages trade"
    assert stored_passages(workspace) == []


@pytest.mark.parametrize("article", ["port", "harbour"])
def test_a_change_that_spans_articles_is_one_step_in_each(
    workspace: Workspace, article: str
) -> None:
    change = spanning(workspace)
    save_change(Library(workspace), change)
    assert changed_article_ids(change) == ["port", "harbour"]
    assert opened(workspace, article).undo().message == "undone: imported notes.json"
    assert stored_passages(workspace) == []
    for name in ("port", "harbour"):
        with pytest.raises(UsageError):
            opened(workspace, name).undo()
    opened(workspace, "harbour").redo()
    assert len(stored_passages(workspace)) == 2


def test_a_spanning_step_stays_whole_when_half_of_it_was_changed(workspace: Workspace) -> None:
    save_change(Library(workspace), spanning(workspace))
    opened(workspace, "harbour").toggle_theme(FIRST, "trade")
    before = stored_passages(workspace)
    with pytest.raises(
        StoreConflict, match=r"was changed since, so “imported notes\.json” cannot be"
    ):
        opened(workspace, "port").undo()
    assert stored_passages(workspace) == before
    opened(workspace, "harbour").undo()
    opened(workspace, "port").undo()
    assert stored_passages(workspace) == []


def test_undo_in_one_article_leaves_the_others(workspace: Workspace) -> None:
    opened(workspace).toggle_theme(FIRST, "trade")
    opened(workspace, "harbour").toggle_theme(FIRST, "aid")
    opened(workspace).undo()
    assert stored_passages(workspace) == [("harbour", FIRST, ("aid",))]


def test_what_another_coder_did_is_not_undone_and_not_undone_over(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace).toggle_theme(FIRST, "trade")
    monkeypatch.setenv("PULLQUOTE_CODER", "ben")
    opened(workspace).toggle_theme(SECOND, "aid")
    opened(workspace).toggle_theme(FIRST, "aid")
    monkeypatch.setenv("PULLQUOTE_CODER", "tester")
    before = stored_passages(workspace)
    session = opened(workspace)
    for _ in range(2):
        with pytest.raises(
            StoreConflict, match=r"“Rain fell on the port\.” was changed since, so “tagged"
        ):
            session.undo()
    assert stored_passages(workspace) == before


def test_what_another_process_undid_is_not_undone_again(workspace: Workspace) -> None:
    session = opened(workspace)
    session.toggle_theme(FIRST, "trade")
    session.toggle_theme(SECOND, "aid")
    opened(workspace).undo()
    with pytest.raises(StoreConflict):
        session.undo()
    session.undo()
    assert stored_passages(workspace) == []


def test_steps_from_before_changes_had_ids_are_undone_once(workspace: Workspace) -> None:
    for span in (FIRST, SECOND):
        opened(workspace).toggle_theme(span, "trade")
    path = workspace.data_file.with_suffix(".history")
    journals = path.read_bytes().split(b"\n")
    entries = [line.value for line in scan_lines(b"\n".join(journals))]
    old = [{k: v for k, v in entry.items() if k != "id"} for entry in entries]
    # Each journal is a chain of its own.
    heads = [n for n, entry in enumerate(old) if "format" in entry] + [len(old)]
    path.write_bytes(b"".join(encode_lines(old[a:b]) for a, b in itertools.pairwise(heads)))
    opened(workspace).undo()
    assert stored_passages(workspace) == [("port", FIRST, ("trade",))]
    opened(workspace).undo()
    assert stored_passages(workspace) == []
    opened(workspace).redo()
    assert stored_passages(workspace) == [("port", FIRST, ("trade",))]


def test_an_entry_that_no_checksum_proves_is_listed_and_never_undone(workspace: Workspace) -> None:
    opened(workspace).toggle_theme(FIRST, "trade")
    path = workspace.data_file.with_suffix(".history")
    path.write_bytes(path.read_bytes().replace(b'"what":"tagged trade"', b'"what":"tagged trads"'))
    library = Library(workspace)
    (entry,) = library.store.log(workspace)
    assert (entry.change.description, entry.is_verified) == ("tagged trads", False)
    with pytest.raises(UsageError):
        UndoHistory(library).last_done(None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("toggle", "toggle", "bulk", "undo", "redo", "restart")),
        st.sampled_from(("port", "harbour")),
        st.sampled_from((FIRST, SECOND, THIRD)),
        st.sampled_from(("trade", "aid")),
    ),
    max_size=14,
)


def run_steps(workspace: Workspace, steps: list, restarts: bool) -> list:
    """Every state of the steps; with a new start between them or without."""
    library, states = Library(workspace), []
    for name in ("port", "harbour"):
        (workspace.seeds / f"{name}.txt").write_text(TEXT)
    session = Session(library)
    for kind, article, span, theme in steps:
        if kind == "restart" and restarts:
            session = Session(Library(workspace))
        session.open(session.library.article(article))
        try:
            if kind == "toggle":
                session.toggle_theme(span, theme)
            elif kind == "bulk":
                session.tag_all([FIRST, span], theme)
            elif kind in ("undo", "redo"):
                getattr(session, kind)()
        except UsageError:
            pass
        states.append(
            sorted(
                (a.article, a.selector.span, a.themes)
                for a in session.library.records.annotations.values()
            )
        )
    return states


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_restarts_make_no_difference_to_undo(
    tmp_path_factory: pytest.TempPathFactory, steps: list
) -> None:
    workspaces = [Workspace(tmp_path_factory.mktemp("place")) for _ in range(2)]
    for each in workspaces:
        each.seeds.mkdir()
    assert run_steps(workspaces[0], steps, restarts=True) == run_steps(
        workspaces[1], steps, restarts=False
    )


def test_the_records_say_what_was_taken_back(workspace: Workspace) -> None:
    session = opened(workspace)
    session.toggle_theme(FIRST, "trade")
    session.undo()
    session.redo()
    history = workspace.data_file.with_suffix(".history").read_bytes().splitlines()
    first, undo, redo = [record for line in history if "edits" in (record := json.loads(line[9:]))]
    assert undo["undoes"] == redo["redoes"] == first["id"]
    assert "undoes" not in first

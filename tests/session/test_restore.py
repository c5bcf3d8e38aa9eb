"""Every earlier state can be restored, as a whole or in one article."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.test_undo_history import (
    FIRST,
    SECOND,
    STEPS,
    THIRD,
    opened,
    run_steps,
    stored_passages,
)
from tui.config import Workspace
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Correction, Edit
from tui.session.library import Library
from tui.session.restore import (
    describe_restore,
    newest_first,
    passage_excerpt,
    restoring_change,
)
from tui.session.saving import save_change
from tui.session.undo_history import UndoHistory
from tui.store import Records


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, data=st.data())
def test_every_state_can_be_restored(
    tmp_path_factory: pytest.TempPathFactory, steps: list, data: st.DataObject
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("place"))
    workspace.seeds.mkdir()
    states = [[], *run_steps(workspace, steps, restarts=True)]
    library = Library(workspace)
    log = newest_first(library.store.log(workspace), None)
    changed = [new for old, new in itertools.pairwise(states) if old != new]
    assert len(log) == len(changed)
    count = data.draw(st.integers(0, len(log)))
    restoring = restoring_change(library.records, log[:count], "then", None)
    if restoring.edits:
        save_change(library, restoring)
    assert stored_passages(workspace) == ([[], *changed][len(log) - count])
    if restoring.edits:
        save_change(library, UndoHistory(library).last_done(None).inverse())
        assert stored_passages(workspace) == states[-1]


def test_going_back_is_counted_before(workspace: Workspace) -> None:
    session = opened(workspace)
    for span in (FIRST, SECOND):
        session.toggle_theme(span, "trade")
    for annotation in [a.annotation for a in session.reading.annotations]:
        session.remove(annotation)
    session.toggle_theme(THIRD, "aid")
    log = newest_first(session.library.store.log(workspace), "port")
    restoring = restoring_change(session.library.records, log[:3], "then", "port")
    assert describe_restore(restoring) == "brings back 2 passages, takes away 1"
    assert passage_excerpt(restoring) == "Nobody was hurt. (and 2 more)"
    assert describe_restore(restoring_change(Records(), [], "then", None)) == ""


def test_corrections_are_told_apart_from_passages(workspace: Workspace) -> None:
    session = opened(workspace)
    session.toggle_theme(FIRST, "trade")
    selector = session.reading.annotations[0].annotation.selector
    corrections = [
        Correction(n, "port", selector, "no-entity", "", "ana", "", "") for n in ("a", "b")
    ]
    lost = Change("", corrections=tuple(Edit(each, None) for each in corrections))
    assert describe_restore(lost) == "takes away 2 corrections"
    both = replace(lost, edits=(Edit(None, session.reading.annotations[0].annotation),))
    assert describe_restore(both) == "brings back 1 passage, takes away 2 corrections"


def test_going_back_in_one_article_leaves_the_others(workspace: Workspace) -> None:
    opened(workspace).toggle_theme(FIRST, "trade")
    opened(workspace, "harbour").toggle_theme(FIRST, "aid")
    library = Library(workspace)
    log = newest_first(library.store.log(workspace), None)
    restoring = restoring_change(library.records, log, "then", "harbour")
    save_change(library, restoring)
    assert stored_passages(workspace) == [("port", FIRST, ("trade",))]


def test_going_back_brings_the_themes_back(workspace: Workspace) -> None:
    library = Library(workspace)
    other = Codebook(library.codebook.themes[:2])
    save_change(library, Change("fewer themes", codebook=(library.codebook, other)))
    log = newest_first(library.store.log(workspace), None)
    restoring = restoring_change(library.records, log, "then", None)
    assert describe_restore(restoring) == "changes the themes"
    save_change(library, restoring)
    assert library.codebook == DEFAULT_CODEBOOK
    assert restoring_change(library.records, log, "then", "port").is_empty

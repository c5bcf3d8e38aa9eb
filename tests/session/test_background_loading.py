"""The first article is there at once; what is kept about it is never half there."""

from __future__ import annotations

import pytest

from tests.large_workspace import CODEBOOK, COUNT, POSITION, sentence, write_large_workspace
from tui.config import Workspace
from tui.model import Change, Edit
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session
from tui.store.engines.tinydb_engine import TinyDBStore


def begun(
    workspace: Workspace, name: str = "large"
) -> tuple[BackgroundLoading, Session, list[str]]:
    told: list[str] = []
    library = Library(workspace, TinyDBStore(), tell=told.append)
    session = Session(library)
    return BackgroundLoading(session, library.article(name)), session, told


def test_a_large_library_is_read_after_the_text_is_there(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    beginning, session, told = begun(workspace)
    assert not beginning.is_over
    assert session.reading.annotations == ()
    assert session.reading.codebook == CODEBOOK
    assert session.saved_position() == POSITION
    beginning.read()
    beginning.finish()
    assert beginning.is_over
    assert len(session.reading.annotations) == COUNT
    at_once = Session(Library(workspace))
    at_once.open(session.reading.article)
    assert at_once.reading.annotations == session.reading.annotations
    assert at_once.reading.theme_counts == session.reading.theme_counts
    assert session.saved_position() == POSITION
    assert told == []


def test_the_path_of_a_text_in_the_workspace_needs_no_library(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    library = Library(workspace, TinyDBStore())
    article = library.article(str(workspace.seeds / "large.txt"))
    assert article.id == "large"
    assert library._records is None


def test_whoever_finishes_first_waits_for_all_of_it(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    beginning, session, _ = begun(workspace)
    beginning.finish()
    assert len(session.reading.annotations) == COUNT
    assert session.reading.on(sentence(7)) is not None
    session.toggle_theme(sentence(7), "ships")
    assert session.reading.on(sentence(7)).themes == ("rain", "ships")


def test_a_small_library_is_there_from_the_start(workspace: Workspace) -> None:
    beginning, session, _ = begun(workspace, next(iter(Library(workspace).seeds())))
    assert beginning.is_over
    session.toggle_theme(session.reading.article.paragraphs[0], "trade")
    assert len(session.reading.annotations) == 1


def test_what_others_kept_meanwhile_is_there_too(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    beginning, session, _ = begun(workspace)
    beginning.read()
    store = TinyDBStore()
    annotation = store.load(workspace).annotations[f"{3:032x}"]
    store.apply(workspace, Change("noted", (Edit(annotation, annotation._replace(note="Wet.")),)))
    session.reload()
    beginning.finish()
    assert session.reading.on(sentence(3)).note == "Wet."
    session.toggle_theme(sentence(3), "ships")
    assert session.reading.on(sentence(3)).note == "Wet."
    assert len(session.reading.annotations) == COUNT


@pytest.mark.parametrize("reads_before", [True, False])
def test_damage_below_the_top_is_told_once(workspace: Workspace, reads_before: bool) -> None:
    write_large_workspace(workspace)
    text = workspace.data_file.read_text()
    damaged = text.replace("Ship 400", "Ship 4O0")
    workspace.data_file.write_text(damaged)
    beginning, session, told = begun(workspace)
    assert not beginning.is_over
    if reads_before:
        beginning.read()
    beginning.finish()
    beginning.finish()
    assert len(told) == 1
    assert "pullquote.json" in told[0]
    assert told[0].endswith("The text opens without annotations.")
    assert session.reading.annotations == ()
    assert workspace.data_file.read_text() == damaged

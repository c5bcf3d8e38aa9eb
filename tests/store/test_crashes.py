"""A process that dies at each of its system calls, one after the other."""

import pytest
from tinydb import TinyDB

from tests.store.process_death import DyingProcess, ProcessDied
from tests.store.samples import adding, new_workspace, note, replacing
from tui.model import DEFAULT_CODEBOOK, Change, Codebook
from tui.store import ArticleRecord, Records
from tui.store.engines.tinydb_engine import TinyDBStore

STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)
FEWER = Change("themes", (), (DEFAULT_CODEBOOK, Codebook(DEFAULT_CODEBOOK.themes[1:])))
MANY = adding(*map(note, range(10, 40)))
STEPS = [
    lambda store, workspace: store.apply(workspace, adding(note(1), note(2))),
    lambda store, workspace: store.apply(workspace, replacing(note(1), note(1, "other"))),
    lambda store, workspace: store.save_article(workspace, STORY),
    lambda store, workspace: store.close(workspace),
    lambda store, workspace: store.apply(workspace, replacing(note(2), None)),
    lambda store, workspace: store.apply(workspace, MANY),
    lambda store, workspace: store.close(workspace),
    lambda store, workspace: store.apply(workspace, FEWER),
    lambda store, workspace: store.apply(workspace, MANY.inverse()),
    lambda store, workspace: store.close(workspace),
]


def run_until_death(workspace, monkeypatch, calls):
    """The steps that were done before the process died, and whether it died at all."""
    store, done = TinyDBStore(), 0
    with monkeypatch.context() as patch:
        DyingProcess(patch, calls)
        try:
            for step in STEPS:
                step(store, workspace)
                done += 1
        except ProcessDied:
            return done, True
    return done, False


def records_after_steps():
    """What is kept after each of the steps."""
    with new_workspace() as workspace:
        store, records = TinyDBStore(), [Records()]
        for step in STEPS:
            step(store, workspace)
            records.append(store.load(workspace))
    return records


@pytest.mark.usefixtures("is_small")
def test_nothing_is_lost_wherever_the_process_dies(monkeypatch):
    expected, calls, died = records_after_steps(), 0, True
    while died:
        calls += 1
        with new_workspace() as workspace:
            done, died = run_until_death(workspace, monkeypatch, calls)
            wanted = expected[done : done + 2]
            store = TinyDBStore()
            assert store.load(workspace) in wanted
            assert TinyDBStore().load(workspace) in wanted
            records = store.apply(workspace, adding(note(99)))
            store.close(workspace)
            assert TinyDBStore().load(workspace) == records
            with TinyDB(workspace.data_file) as database:
                ids = {document["id"] for document in database.table("annotations")}
            assert ids == set(records.annotations)
            assert not [path for path in workspace.annotations.iterdir() if path.suffix == ".tmp"]
    assert calls > 50

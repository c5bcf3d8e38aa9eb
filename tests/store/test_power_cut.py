"""The power is cut after each system call, and what was not synced is lost, or half of it is."""

import pytest

from tests.store.power_cut import Disk, write_files
from tests.store.samples import adding, new_workspace, note
from tests.store.test_crashes import STEPS, records_after_steps
from tests.store.test_migrations import FORMATS, NOTES, copy_earlier_format
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore


def cuts(workspace, monkeypatch, steps):
    """Every different state of the disk that a power cut may leave, and the steps done by then."""
    disk, store, done, seen_states = Disk(workspace.root), TinyDBStore(), 0, 0
    seen = set()
    with monkeypatch.context() as patch:
        disk.watch(patch)
        marks = []
        for step in steps:
            step(store, workspace)
            marks += [done] * (len(disk.states) - seen_states)
            seen_states = len(disk.states)
            done += 1
    for state, before in zip(disk.states, marks, strict=True):
        for content in disk.after_cuts(state):
            key = (before, frozenset(content.items()))
            if key not in seen:
                seen.add(key)
                yield before, content


@pytest.mark.usefixtures("is_small")
def test_what_was_acknowledged_is_there(monkeypatch):
    expected = records_after_steps()
    count = 0
    with new_workspace() as workspace:
        for done, content in cuts(workspace, monkeypatch, STEPS):
            count += 1
            with new_workspace() as after:
                write_files(content, after.root)
                records = TinyDBStore().load(after)
                assert records in expected[done : done + 2]
                more = TinyDBStore().apply(after, adding(note(99)))
                assert TinyDBStore().load(after) == more
                assert len(more.annotations) == len(records.annotations) + 1
    assert count > 50


@pytest.mark.parametrize("call", ["fsync", "fdatasync"])
def test_a_store_that_does_not_sync_loses_what_it_said(monkeypatch, journaled, call):
    """This shows that the simulated disk loses what was not synced."""
    expected = records_after_steps()
    with new_workspace() as workspace:
        monkeypatch.setattr(Disk, f"_{call}", lambda *_: None)
        lost = 0
        for done, content in cuts(workspace, monkeypatch, STEPS):
            with new_workspace() as after:
                write_files(content, after.root)
                try:
                    lost += TinyDBStore().load(after) not in expected[done : done + 2]
                except StoreError:
                    lost += 1
    assert lost > 5


@pytest.mark.parametrize("name", FORMATS)
def test_a_migration_keeps_everything(monkeypatch, name):
    count = 0
    with new_workspace() as workspace:
        files = copy_earlier_format(workspace, name)
        for _, content in cuts(workspace, monkeypatch, [lambda s, p: s.apply(p, adding(note(3)))]):
            count += 1
            with new_workspace() as after:
                write_files(content, after.root)
                records = TinyDBStore().load(after).annotations
                assert records in (NOTES, {**NOTES, note(3).id: note(3)})
                if after.data_file.read_bytes() != files[".json"]:
                    copies = [data for path, data in content.items() if "backups/" in path]
                    assert files[".json"] in copies
    assert count > 10

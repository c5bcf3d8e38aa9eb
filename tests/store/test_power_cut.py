"""The power is cut after each system call, and what was not synced is lost, or half of it is."""

import pytest

from tests.store.power_cut import Disk, laid_out
from tests.store.samples import adding, new_place, note
from tests.store.test_crashes import STEPS, states
from tests.store.test_migrations import FORMATS, NOTES, earlier
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore


def cuts(place, monkeypatch, steps):
    """Every different state of the disk that a power cut may leave, and the steps done by then."""
    disk, store, done, told = Disk(place.root), TinyDBStore(), 0, 0
    seen = set()
    with monkeypatch.context() as patch:
        disk.watch(patch)
        marks = []
        for step in steps:
            step(store, place)
            marks += [done] * (len(disk.states) - told)
            told = len(disk.states)
            done += 1
    for state, before in zip(disk.states, marks, strict=True):
        for found in disk.after_cuts(state):
            key = (before, frozenset(found.items()))
            if key not in seen:
                seen.add(key)
                yield before, found


@pytest.mark.usefixtures("is_small")
def test_what_was_acknowledged_is_there(monkeypatch):
    expected = states()
    count = 0
    with new_place() as place:
        for done, found in cuts(place, monkeypatch, STEPS):
            count += 1
            with new_place() as after:
                laid_out(found, after.root)
                kept = TinyDBStore().load(after)
                assert kept in expected[done : done + 2]
                more = TinyDBStore().apply(after, adding(note(99)))
                assert TinyDBStore().load(after) == more
                assert len(more.annotations) == len(kept.annotations) + 1
    assert count > 50


@pytest.mark.parametrize("call", ["fsync", "fdatasync"])
def test_a_store_that_does_not_sync_loses_what_it_said(monkeypatch, journaled, call):
    """So the disk of these tests is one that forgets."""
    expected = states()
    with new_place() as place:
        monkeypatch.setattr(Disk, f"_{call}", lambda *_: None)
        lost = 0
        for done, found in cuts(place, monkeypatch, STEPS):
            with new_place() as after:
                laid_out(found, after.root)
                try:
                    lost += TinyDBStore().load(after) not in expected[done : done + 2]
                except StoreError:
                    lost += 1
    assert lost > 5


@pytest.mark.parametrize("name", FORMATS)
def test_a_migration_keeps_everything(monkeypatch, name):
    count = 0
    with new_place() as place:
        files = earlier(place, name)
        for _, found in cuts(place, monkeypatch, [lambda s, p: s.apply(p, adding(note(3)))]):
            count += 1
            with new_place() as after:
                laid_out(found, after.root)
                kept = TinyDBStore().load(after).annotations
                assert kept in (NOTES, {**NOTES, note(3).id: note(3)})
                if after.data_file.read_bytes() != files[".json"]:
                    copies = [data for path, data in found.items() if "backups/" in path]
                    assert files[".json"] in copies
    assert count > 10

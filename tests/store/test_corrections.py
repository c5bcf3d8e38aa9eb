"""Corrections are stored and repaired as annotations are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from tests.store.samples import IDS, SELECTORS, SLOW_DISK, WORDS, adding, new_workspace, note
from tui.errors import StoreConflict
from tui.model import Change, Correction, Edit
from tui.store.engines.tinydb_engine import TinyDBStore

CORRECTIONS = st.builds(
    Correction,
    IDS,
    WORDS,
    SELECTORS,
    st.sampled_from(["speaker", "quote", "no-quote", "no-entity"]),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
MANY = st.lists(CORRECTIONS, max_size=8, unique_by=lambda correction: correction.id)
ONE = Correction(f"{7:032x}", "000_story", note(1).selector, "speaker", "Ana “Bo” Ruiz", "reader")


def correcting(*pairs):
    return Change("corrected", corrections=tuple(Edit(*pair) for pair in pairs))


@SLOW_DISK
@given(MANY, st.booleans())
def test_what_was_kept_comes_back_and_the_inverse_takes_it_away(corrections, is_closed):
    with new_workspace() as workspace:
        change = correcting(*((None, correction) for correction in corrections))
        store = TinyDBStore()
        store.apply(workspace, change)
        if is_closed:
            store.close(workspace)
        assert TinyDBStore().load(workspace).corrections == {c.id: c for c in corrections}
        assert store.apply(workspace, change.inverse()).corrections == {}
        assert TinyDBStore().load(workspace).corrections == {}


def test_one_that_somebody_changed_meanwhile_is_refused(workspace):
    store = TinyDBStore()
    store.apply(workspace, correcting((None, ONE)))
    with pytest.raises(StoreConflict, match="changed by another Pullquote"):
        store.apply(workspace, correcting((ONE._replace(name="Bo"), None)))
    assert store.load(workspace).corrections == {ONE.id: ONE}


def test_stock_tinydb_reads_them(workspace):
    store = TinyDBStore()
    store.apply(workspace, correcting((None, ONE)))
    store.close(workspace)
    with TinyDB(workspace.data_file) as database:
        (document,) = database.table("corrections")
    assert (document["kind"], document["name"]) == ("speaker", ONE.name)


def test_a_repair_keeps_them(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, correcting((None, ONE)))
    store.close(workspace)
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data.replace(b"a note", b"a nOte"))
    TinyDBStore().repair(workspace)
    assert TinyDBStore().load(workspace).corrections == {ONE.id: ONE}


def test_a_repair_takes_a_damaged_one_from_the_history(workspace):
    store = TinyDBStore()
    store.apply(workspace, correcting((None, ONE)))
    store.close(workspace)
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data.replace(b"Ruiz", b"Ruix"))
    messages = TinyDBStore().repair(workspace)
    assert any("correction" in sentence for sentence in messages)
    assert TinyDBStore().load(workspace).corrections[ONE.id].selector == ONE.selector

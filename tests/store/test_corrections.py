"""Corrections are as durable as annotations, and as much mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from tests.store.samples import IDS, SELECTORS, SLOW_DISK, WORDS, adding, new_place, note
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
MANY = st.lists(CORRECTIONS, max_size=8, unique_by=lambda one: one.id)
ONE = Correction(f"{7:032x}", "000_story", note(1).selector, "speaker", "Ana “Bo” Ruiz", "reader")


def correcting(*pairs):
    return Change("corrected", corrections=tuple(Edit(*pair) for pair in pairs))


@SLOW_DISK
@given(MANY, st.booleans())
def test_what_was_kept_comes_back_and_the_inverse_takes_it_away(corrections, is_settled):
    with new_place() as place:
        change = correcting(*((None, one) for one in corrections))
        store = TinyDBStore()
        store.apply(place, change)
        if is_settled:
            store.close(place)
        assert TinyDBStore().load(place).corrections == {one.id: one for one in corrections}
        assert store.apply(place, change.inverse()).corrections == {}
        assert TinyDBStore().load(place).corrections == {}


def test_one_that_somebody_changed_meanwhile_is_refused(place):
    store = TinyDBStore()
    store.apply(place, correcting((None, ONE)))
    with pytest.raises(StoreConflict, match="changed by another Pullquote"):
        store.apply(place, correcting((ONE._replace(name="Bo"), None)))
    assert store.load(place).corrections == {ONE.id: ONE}


def test_stock_tinydb_reads_them(place):
    store = TinyDBStore()
    store.apply(place, correcting((None, ONE)))
    store.close(place)
    with TinyDB(place.data_file) as database:
        (document,) = database.table("corrections")
    assert (document["kind"], document["name"]) == ("speaker", ONE.name)


def test_a_repair_keeps_them(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.apply(place, correcting((None, ONE)))
    store.close(place)
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(data.replace(b"a note", b"a nOte"))
    TinyDBStore().repair(place)
    assert TinyDBStore().load(place).corrections == {ONE.id: ONE}


def test_a_repair_takes_a_damaged_one_from_the_history(place):
    store = TinyDBStore()
    store.apply(place, correcting((None, ONE)))
    store.close(place)
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(data.replace(b"Ruiz", b"Ruix"))
    said = TinyDBStore().repair(place)
    assert any("correction" in sentence for sentence in said)
    assert TinyDBStore().load(place).corrections[ONE.id].selector == ONE.selector

"""What every store does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import (
    ANNOTATIONS,
    ARTICLES,
    CODEBOOKS,
    MANY,
    SLOW_DISK,
    MemoryStore,
    adding,
    new_place,
    note,
    turning,
)
from tui.errors import StoreConflict
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Edit, Theme
from tui.store import STORES, ArticleRecord, Records
from tui.store.engines.tinydb_engine import TinyDBStore

pytestmark = pytest.mark.usefixtures("is_small")
BOTH = st.sampled_from([MemoryStore, TinyDBStore])
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)


def reloaded(store, place):
    """What a process that starts now would see."""
    return TinyDBStore().load(place) if isinstance(store, TinyDBStore) else store.load(place)


def test_nothing_kept_yet(store, place):
    assert store.load(place) == Records()
    assert store.load(place).codebook == DEFAULT_CODEBOOK
    assert not list(place.root.iterdir())


def test_nothing_to_do_makes_nothing(store, place):
    assert store.apply(place, Change("nothing")) == Records()
    assert not list(place.root.iterdir())


def test_added_changed_removed(store, place):
    first, second = note(1), note(2)
    assert store.apply(place, adding(first, second)).annotations == {
        first.id: first,
        second.id: second,
    }
    other = first._replace(note="ein Wörtchen “mehr”\n…", themes=())
    assert store.apply(place, turning(first, other)).annotations[first.id] == other
    kept = store.apply(place, turning(second, None))
    assert kept.annotations == {first.id: other}
    assert reloaded(store, place) == kept


def test_bulk_change_is_whole(store, place):
    store.apply(place, adding(note(1), note(2)))
    before = store.load(place)
    refused = Change("bulk", (Edit(note(1), None), Edit(note(9), None), Edit(None, note(3))))
    with pytest.raises(StoreConflict):
        store.apply(place, refused)
    assert store.load(place) == before == reloaded(store, place)


def test_several_edits_of_one_annotation(store, place):
    steps = Change("twice", (Edit(None, note(1)), Edit(note(1), note(1, "more"))))
    assert store.apply(place, steps).annotations == {note(1).id: note(1, "more")}
    assert not store.apply(place, steps.inverse()).annotations


@pytest.mark.parametrize(
    "change",
    [
        adding(note(1, "another")),
        turning(note(1, "as I knew it"), note(1, "new")),
        turning(note(2), note(2, "new")),
        turning(note(2), None),
    ],
)
def test_conflicts_change_nothing(store, place, change):
    before = store.apply(place, adding(note(1)))
    with pytest.raises(StoreConflict, match=r"“words” was (changed|removed) by another Pullquote"):
        store.apply(place, change)
    assert store.load(place) == before == reloaded(store, place)


def test_codebook(store, place):
    book = Codebook((Theme("war", "War", "9", "#112233", "d", "", ("gun",)), Theme("t", "T")))
    kept = store.apply(place, Change("themes", (), (DEFAULT_CODEBOOK, book)))
    assert kept.codebook == book == reloaded(store, place).codebook
    with pytest.raises(StoreConflict, match="themes were changed"):
        store.apply(place, Change("themes", (), (DEFAULT_CODEBOOK, book)))
    nothing = Codebook(())
    store.apply(place, Change("themes", (), (book, nothing)))
    assert reloaded(store, place).codebook == nothing


def test_places(store, place):
    assert store.save_article(place, STORY).articles == {"000_story": STORY}
    later = STORY._replace(position=99)
    kept = store.save_article(place, later)
    assert kept.articles == {"000_story": later}
    assert reloaded(store, place) == kept
    assert kept.codebook == DEFAULT_CODEBOOK


def test_settling_changes_nothing(store, place):
    store.close(place)
    assert not list(place.root.iterdir())
    kept = store.apply(place, adding(note(1), note(2)))
    kept = store.apply(place, turning(note(1), None))
    for _ in range(2):
        store.close(place)
        assert store.load(place) == kept == reloaded(store, place)


def test_earlier_records_stay_as_they_were(store, place):
    first = store.apply(place, adding(note(1)))
    store.apply(place, turning(note(1), None))
    assert first.annotations == {note(1).id: note(1)}


@SLOW_DISK
@given(BOTH, MANY, CODEBOOKS, ARTICLES)
def test_everything_comes_back(kind, annotations, codebook, article):
    store = kind()
    with new_place() as place:
        change = Change("all", adding(*annotations).edits, (DEFAULT_CODEBOOK, codebook))
        store.apply(place, change)
        kept = store.save_article(place, article)
        assert kept == Records(
            {annotation.id: annotation for annotation in annotations},
            codebook,
            {article.id: article},
        )
        assert reloaded(store, place) == kept


@SLOW_DISK
@given(BOTH, MANY, CODEBOOKS, st.data())
def test_inverse_gives_the_start(kind, annotations, codebook, data):
    store = kind()
    with new_place() as place:
        start = store.apply(place, adding(*annotations))
        edits = [
            Edit(old, data.draw(st.none() | ANNOTATIONS.map(lambda new, old=old: _as(old, new))))
            for old in annotations
        ]
        change = Change("step", tuple(edits), (DEFAULT_CODEBOOK, codebook))
        store.apply(place, change)
        assert store.apply(place, change.inverse()) == start
        assert reloaded(store, place) == start


def _as(old, new):
    return new._replace(id=old.id)


def test_the_registry_knows_tinydb():
    assert isinstance(STORES.get("tinydb"), TinyDBStore)

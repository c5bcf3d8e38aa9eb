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
    new_workspace,
    note,
    replacing,
)
from tui.errors import StoreConflict
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Edit, Theme
from tui.store import STORES, ArticleRecord, Records
from tui.store.engines.tinydb_engine import TinyDBStore

pytestmark = pytest.mark.usefixtures("is_small")
BOTH = st.sampled_from([MemoryStore, TinyDBStore])
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)


def reloaded(store, workspace):
    """What a process that starts now would see."""
    return (
        TinyDBStore().load(workspace) if isinstance(store, TinyDBStore) else store.load(workspace)
    )


def test_nothing_kept_yet(store, workspace):
    assert store.load(workspace) == Records()
    assert store.load(workspace).codebook == DEFAULT_CODEBOOK
    assert not list(workspace.root.iterdir())


def test_nothing_to_do_makes_nothing(store, workspace):
    assert store.apply(workspace, Change("nothing")) == Records()
    assert not list(workspace.root.iterdir())


def test_added_changed_removed(store, workspace):
    first, second = note(1), note(2)
    assert store.apply(workspace, adding(first, second)).annotations == {
        first.id: first,
        second.id: second,
    }
    other = first._replace(note="ein Wörtchen “mehr”\n…", themes=())
    assert store.apply(workspace, replacing(first, other)).annotations[first.id] == other
    records = store.apply(workspace, replacing(second, None))
    assert records.annotations == {first.id: other}
    assert reloaded(store, workspace) == records


def test_bulk_change_is_whole(store, workspace):
    store.apply(workspace, adding(note(1), note(2)))
    before = store.load(workspace)
    refused = Change("bulk", (Edit(note(1), None), Edit(note(9), None), Edit(None, note(3))))
    with pytest.raises(StoreConflict):
        store.apply(workspace, refused)
    assert store.load(workspace) == before == reloaded(store, workspace)


def test_several_edits_of_one_annotation(store, workspace):
    steps = Change("twice", (Edit(None, note(1)), Edit(note(1), note(1, "more"))))
    assert store.apply(workspace, steps).annotations == {note(1).id: note(1, "more")}
    assert not store.apply(workspace, steps.inverse()).annotations


@pytest.mark.parametrize(
    "change",
    [
        adding(note(1, "another")),
        replacing(note(1, "as I knew it"), note(1, "new")),
        replacing(note(2), note(2, "new")),
        replacing(note(2), None),
    ],
)
def test_conflicts_change_nothing(store, workspace, change):
    before = store.apply(workspace, adding(note(1)))
    with pytest.raises(StoreConflict, match=r"“words” was (changed|removed) by another Pullquote"):
        store.apply(workspace, change)
    assert store.load(workspace) == before == reloaded(store, workspace)


def test_codebook(store, workspace):
    book = Codebook((Theme("war", "War", "9", "#112233", "d", "", ("gun",)), Theme("t", "T")))
    records = store.apply(workspace, Change("themes", (), (DEFAULT_CODEBOOK, book)))
    assert records.codebook == book == reloaded(store, workspace).codebook
    with pytest.raises(StoreConflict, match="themes were changed"):
        store.apply(workspace, Change("themes", (), (DEFAULT_CODEBOOK, book)))
    nothing = Codebook(())
    store.apply(workspace, Change("themes", (), (book, nothing)))
    assert reloaded(store, workspace).codebook == nothing


def test_places(store, workspace):
    assert store.save_article(workspace, STORY).articles == {"000_story": STORY}
    later = STORY._replace(position=99)
    records = store.save_article(workspace, later)
    assert records.articles == {"000_story": later}
    assert reloaded(store, workspace) == records
    assert records.codebook == DEFAULT_CODEBOOK


def test_closing_changes_nothing(store, workspace):
    store.close(workspace)
    assert not list(workspace.root.iterdir())
    records = store.apply(workspace, adding(note(1), note(2)))
    records = store.apply(workspace, replacing(note(1), None))
    for _ in range(2):
        store.close(workspace)
        assert store.load(workspace) == records == reloaded(store, workspace)


def test_earlier_records_stay_as_they_were(store, workspace):
    first = store.apply(workspace, adding(note(1)))
    store.apply(workspace, replacing(note(1), None))
    assert first.annotations == {note(1).id: note(1)}


@SLOW_DISK
@given(BOTH, MANY, CODEBOOKS, ARTICLES)
def test_everything_comes_back(kind, annotations, codebook, article):
    store = kind()
    with new_workspace() as workspace:
        change = Change("all", adding(*annotations).edits, (DEFAULT_CODEBOOK, codebook))
        store.apply(workspace, change)
        records = store.save_article(workspace, article)
        assert records == Records(
            {annotation.id: annotation for annotation in annotations},
            codebook,
            {article.id: article},
        )
        assert reloaded(store, workspace) == records


@SLOW_DISK
@given(BOTH, MANY, CODEBOOKS, st.data())
def test_inverse_gives_the_start(kind, annotations, codebook, data):
    store = kind()
    with new_workspace() as workspace:
        start = store.apply(workspace, adding(*annotations))
        edits = [
            Edit(old, data.draw(st.none() | ANNOTATIONS.map(lambda new, old=old: _as(old, new))))
            for old in annotations
        ]
        change = Change("step", tuple(edits), (DEFAULT_CODEBOOK, codebook))
        store.apply(workspace, change)
        assert store.apply(workspace, change.inverse()) == start
        assert reloaded(store, workspace) == start


def _as(old, new):
    return new._replace(id=old.id)


def test_the_registry_knows_tinydb():
    assert isinstance(STORES.get("tinydb"), TinyDBStore)

"""Data files of every earlier format: opened as they are, and brought to today's with a backup."""

import json
import shutil
from pathlib import Path

import pytest

from tests.store.samples import adding, new_place, note
from tests.store.test_crashes import Dead, Life
from tui.errors import StoreError
from tui.model import DEFAULT_CODEBOOK
from tui.store import ArticleRecord
from tui.store.data_file.json_file import FileChecksum, verify_checksum
from tui.store.data_file.schema import SCHEMA
from tui.store.engines.tinydb_engine import TinyDBStore

EARLIER = Path(__file__).with_name("earlier")
"""A folder for each format, as a Pullquote that wrote it left it when it was killed."""
FORMATS = sorted(path.name for path in EARLIER.iterdir())
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)
NOTES = {one.id: one for one in (note(1, "other"), note(2, "“curly” ñ 👍", ("aid", "trade")))}


def earlier(place, name):
    """Put a workspace of an earlier format in this place, and say what its files hold."""
    shutil.copytree(EARLIER / name, place.annotations)
    return {path.suffix: path.read_bytes() for path in place.annotations.iterdir()}


def copies(place):
    """The files in ``backups/`` by ending."""
    folder = place.annotations / "backups"
    return {path.suffix: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_there_is_one_of_every_earlier_format():
    written = [
        json.loads((EARLIER / name / "pullquote.json").read_text())["meta"]["1"]["schema"]
        for name in FORMATS
    ]
    assert written == list(range(1, SCHEMA))


@pytest.mark.parametrize("name", FORMATS)
def test_it_opens_as_it_is(place, name):
    files = earlier(place, name)
    kept = TinyDBStore().load(place)
    assert kept.annotations == NOTES
    assert kept.articles == {STORY.id: STORY}
    assert list(kept.codebook) == [
        DEFAULT_CODEBOOK.themes[0]._replace(label="Trade “war”"),
        *DEFAULT_CODEBOOK.themes[1:],
    ]
    assert {path.suffix: path.read_bytes() for path in place.annotations.iterdir()} == files


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_change_brings_it_to_todays_after_a_backup(place, name):
    files = earlier(place, name)
    files.pop(".history", None)
    store = TinyDBStore()
    kept = store.apply(place, adding(note(3)))
    assert kept.annotations == {**NOTES, note(3).id: note(3)}
    assert TinyDBStore().load(place) == kept
    assert json.loads(place.data_file.read_text())["meta"]["1"]["schema"] == SCHEMA
    assert verify_checksum(place.data_file.read_bytes())[0] is FileChecksum.SOUND
    assert copies(place) == files
    store.apply(place, adding(note(4)))
    assert len(copies(place)) == len(files)


@pytest.mark.parametrize("name", FORMATS)
def test_its_backup_opens_like_the_original(place, name, tmp_path):
    earlier(place, name)
    kept = TinyDBStore().load(place)
    TinyDBStore().apply(place, adding(note(3)))
    with new_place() as other:
        other.annotations.mkdir()
        for path in (place.annotations / "backups").iterdir():
            shutil.copy(path, other.data_file.with_suffix(path.suffix))
        assert TinyDBStore().load(other) == kept


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_backup_nothing_is_changed(place, name):
    files = earlier(place, name)
    (place.annotations / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="backups"):
        TinyDBStore().apply(place, adding(note(3)))
    assert {
        path.suffix: path.read_bytes()
        for path in place.annotations.iterdir()
        if path.name not in ("backups", "pullquote.lock")
    } == files
    assert TinyDBStore().load(place).annotations == NOTES


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_lost_wherever_it_dies(monkeypatch, name):
    calls, died = 0, True
    while died:
        calls += 1
        with new_place() as place:
            files = earlier(place, name)
            files.pop(".history", None)
            died = False
            with monkeypatch.context() as patch:
                Life(patch, calls)
                try:
                    TinyDBStore().apply(place, adding(note(3)))
                except Dead:
                    died = True
            kept = TinyDBStore().load(place).annotations
            assert kept in (NOTES, {**NOTES, note(3).id: note(3)})
            if place.data_file.read_bytes() != files[".json"]:
                assert copies(place).items() >= files.items()
            after = TinyDBStore().apply(place, adding(note(9)))
            assert TinyDBStore().load(place) == after
            assert after.annotations == {**kept, note(9).id: note(9)}
    assert calls > 20

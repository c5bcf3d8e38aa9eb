"""Data files of every earlier format: opened as they are, and brought to today's with a backup."""

import json
import shutil
from pathlib import Path

import pytest

from tests.store.process_death import DyingProcess, ProcessDied
from tests.store.samples import adding, new_workspace, note
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
NOTES = {
    annotation.id: annotation
    for annotation in (note(1, "other"), note(2, "“curly” ñ 👍", ("aid", "trade")))
}


def copy_earlier_format(workspace, name):
    """Copy the files of an earlier format into the workspace; their content by suffix."""
    shutil.copytree(EARLIER / name, workspace.annotations)
    return {path.suffix: path.read_bytes() for path in workspace.annotations.iterdir()}


def backup_contents(workspace):
    """The files in ``backups/`` by ending."""
    folder = workspace.annotations / "backups"
    return {path.suffix: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_there_is_one_of_every_earlier_format():
    written = [
        json.loads((EARLIER / name / "pullquote.json").read_text())["meta"]["1"]["schema"]
        for name in FORMATS
    ]
    assert written == list(range(1, SCHEMA))


@pytest.mark.parametrize("name", FORMATS)
def test_it_opens_as_it_is(workspace, name):
    files = copy_earlier_format(workspace, name)
    records = TinyDBStore().load(workspace)
    assert records.annotations == NOTES
    assert records.articles == {STORY.id: STORY}
    assert list(records.codebook) == [
        DEFAULT_CODEBOOK.themes[0]._replace(label="Trade “war”"),
        *DEFAULT_CODEBOOK.themes[1:],
    ]
    assert {path.suffix: path.read_bytes() for path in workspace.annotations.iterdir()} == files


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_change_brings_it_to_todays_after_a_backup(workspace, name):
    files = copy_earlier_format(workspace, name)
    files.pop(".history", None)
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(3)))
    assert records.annotations == {**NOTES, note(3).id: note(3)}
    assert TinyDBStore().load(workspace) == records
    assert json.loads(workspace.data_file.read_text())["meta"]["1"]["schema"] == SCHEMA
    assert verify_checksum(workspace.data_file.read_bytes())[0] is FileChecksum.SOUND
    assert backup_contents(workspace) == files
    store.apply(workspace, adding(note(4)))
    assert len(backup_contents(workspace)) == len(files)


@pytest.mark.parametrize("name", FORMATS)
def test_its_backup_opens_like_the_original(workspace, name, tmp_path):
    copy_earlier_format(workspace, name)
    records = TinyDBStore().load(workspace)
    TinyDBStore().apply(workspace, adding(note(3)))
    with new_workspace() as other:
        other.annotations.mkdir()
        for path in (workspace.annotations / "backups").iterdir():
            shutil.copy(path, other.data_file.with_suffix(path.suffix))
        assert TinyDBStore().load(other) == records


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_backup_nothing_is_changed(workspace, name):
    files = copy_earlier_format(workspace, name)
    (workspace.annotations / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="backups"):
        TinyDBStore().apply(workspace, adding(note(3)))
    assert {
        path.suffix: path.read_bytes()
        for path in workspace.annotations.iterdir()
        if path.name not in ("backups", "pullquote.lock")
    } == files
    assert TinyDBStore().load(workspace).annotations == NOTES


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_lost_wherever_it_dies(monkeypatch, name):
    calls, died = 0, True
    while died:
        calls += 1
        with new_workspace() as workspace:
            files = copy_earlier_format(workspace, name)
            files.pop(".history", None)
            died = False
            with monkeypatch.context() as patch:
                DyingProcess(patch, calls)
                try:
                    TinyDBStore().apply(workspace, adding(note(3)))
                except ProcessDied:
                    died = True
            records = TinyDBStore().load(workspace).annotations
            assert records in (NOTES, {**NOTES, note(3).id: note(3)})
            if workspace.data_file.read_bytes() != files[".json"]:
                assert backup_contents(workspace).items() >= files.items()
            after = TinyDBStore().apply(workspace, adding(note(9)))
            assert TinyDBStore().load(workspace) == after
            assert after.annotations == {**records, note(9).id: note(9)}
    assert calls > 20

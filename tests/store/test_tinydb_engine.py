"""The file itself: what TinyDB, other programs and other people's permissions make of it."""

import json
import os
import shutil
import stat
import time

import pytest
import tinydb
from tinydb import TinyDB

from tests.store.samples import adding, note, replacing
from tui.errors import StoreConflict, StoreCorrupt, StoreError
from tui.files import FileMark
from tui.model import DEFAULT_CODEBOOK, Change, Codebook
from tui.store import ArticleRecord, Records
from tui.store.data_file.compaction import AtomicStorage
from tui.store.data_file.json_file import JsonFile
from tui.store.engines.tinydb_engine import TinyDBStore

STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)


def names(directory):
    return sorted(path.name for path in directory.iterdir() if path.suffix != ".history")


@pytest.fixture
def store():
    return TinyDBStore()


def test_stock_tinydb_reads_it(store, workspace):
    store.apply(workspace, adding(note(1, "“curly” ñ 👍"), note(2, themes=("trade", "aid"))))
    store.save_article(workspace, STORY)
    with TinyDB(workspace.data_file) as database:
        assert database.tables() == {"meta", "codebook", "annotations", "articles"}
        (meta,) = database.table("meta")
        assert meta == {"checksum": meta["checksum"], "schema": 4}
        themes = [theme["id"] for theme in database.table("codebook")]
        assert themes == ["trade", "asylum", "fentanyl", "aid"]
        matches = database.table("annotations").search(tinydb.where("themes").any(["aid"]))
        assert [(match["id"], match["start"], match["note"]) for match in matches] == [
            (note(2).id, 2, "a note")
        ]
        assert database.table("annotations").get(doc_id=1)["note"] == "“curly” ñ 👍"
        assert database.table("articles").all() == [
            {
                "id": "000_story",
                "path": STORY.path,
                "title": "A story",
                "sha256": "a" * 64,
                "place": 7,
            }
        ]
    assert workspace.data_file.read_bytes().isascii()


def test_stock_tinydb_writes_it(store, workspace):
    store.apply(workspace, adding(note(1), note(2)))
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "by hand"}, tinydb.where("start") == 2)
        database.table("annotations").insert({**_document(workspace), "id": "f" * 32})
    assert store.load(workspace).annotations[note(2).id].note == "by hand"
    records = store.apply(workspace, replacing(note(2, "by hand"), None))
    assert set(records.annotations) == {note(1).id, "f" * 32}
    assert TinyDBStore().load(workspace) == records


def _document(workspace):
    return json.loads(workspace.data_file.read_text())["annotations"]["1"]


def test_fields_and_tables_of_other_programs_are_kept(store, workspace):
    store.apply(workspace, adding(note(1), note(2)))
    store.save_article(workspace, STORY)
    tables = json.loads(workspace.data_file.read_text())
    tables["annotations"]["1"]["stars"] = 5
    tables["codebook"]["2"]["memo"] = {"since": [1, 2]}
    tables["articles"]["1"]["read"] = True
    tables["meta"]["1"]["owner"] = "desk"
    tables["theirs"] = {"not a number": 1}
    workspace.data_file.write_text(json.dumps(tables))
    store.apply(workspace, replacing(note(1), note(1, "changed")))
    store.save_article(workspace, STORY._replace(position=1))
    fewer = Codebook(DEFAULT_CODEBOOK.themes[1:])
    store.apply(workspace, Change("themes", (), (DEFAULT_CODEBOOK, fewer)))
    after = json.loads(workspace.data_file.read_text())
    assert after["annotations"]["1"]["stars"] == 5
    assert after["annotations"]["1"]["note"] == "changed"
    assert after["codebook"]["1"]["id"] == "asylum"
    assert after["codebook"]["1"]["memo"] == {"since": [1, 2]}
    assert after["articles"]["1"] == {**tables["articles"]["1"], "place": 1}
    assert (after["meta"]["1"]["owner"], after["theirs"]) == ("desk", {"not a number": 1})


def test_one_change_is_one_write(store, workspace, monkeypatch):
    writes = []
    monkeypatch.setattr(JsonFile, "write", _counted(JsonFile.write, writes))
    edits = adding(*map(note, range(1, 30))).edits
    store.apply(workspace, Change("all", edits, (DEFAULT_CODEBOOK, Codebook(()))))
    assert len(writes) == 1
    store.save_article(workspace, STORY)
    store.save_article(workspace, STORY)
    assert len(writes) == 2


def _counted(method, calls):
    def counting(*arguments):
        calls.append(arguments)
        return method(*arguments)

    return counting


def test_unchanged_file_is_not_read_again(store, workspace, monkeypatch):
    store.apply(workspace, adding(note(1)))
    old = time.time() - 60
    os.utime(workspace.data_file, (old, old))
    first = store.load(workspace)
    monkeypatch.setattr("tui.store.data_file.json_file.parse_tables", None)
    assert store.load(workspace) is first
    monkeypatch.setattr(type(workspace.data_file), "open", None)
    assert store.load(workspace) is first


def test_change_within_one_tick_of_the_clock_is_seen(store, workspace, monkeypatch):
    store.apply(workspace, adding(note(1, "one")))
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "one"})
    # However slow the machine is, the file is read in the moment in which it was written.
    written = workspace.data_file.stat().st_mtime_ns
    monkeypatch.setattr("tui.files.time.time_ns", lambda: written)
    assert store.load(workspace).annotations[note(1).id].note == "one"
    status = workspace.data_file.stat()
    data = workspace.data_file.read_bytes().replace(b'"one"', b'"two"')
    with workspace.data_file.open("r+b") as file:
        file.write(data)
    os.utime(workspace.data_file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert workspace.data_file.stat().st_mtime_ns == status.st_mtime_ns
    assert store.load(workspace).annotations[note(1).id].note == "two"


@pytest.mark.parametrize(("age", "is_settled"), [(0, False), (1.5, False), (4, True)])
def test_a_clock_of_whole_seconds_is_given_time(tmp_path, monkeypatch, age, is_settled):
    path = tmp_path / "file"
    path.touch()
    second = 1_700_000_000
    monkeypatch.setattr("tui.files.time.time_ns", lambda: int((second + age) * 1e9))
    os.utime(path, (second, second))
    assert FileMark.of(path.stat()).is_settled is is_settled
    os.utime(path, (second - 0.5, second - 0.5))
    assert FileMark.of(path.stat()).is_settled


def test_loading_creates_no_file(workspace):
    workspace.annotations.mkdir()
    assert TinyDBStore().load(workspace) == Records()
    assert not list(workspace.annotations.iterdir())


def test_only_data_and_lock_remain(store, workspace):
    for number in range(5):
        store.apply(workspace, adding(note(number)))
    assert names(workspace.annotations) == ["pullquote.json", "pullquote.lock"]


def test_stale_temporaries_are_swept_and_others_kept(store, workspace):
    workspace.annotations.mkdir()
    (workspace.annotations / ".pullquote.json.123-abcdef.tmp").write_text("half")
    (workspace.annotations / "mine.tmp").write_text("kept")
    store.load(workspace)
    assert len(list(workspace.annotations.iterdir())) == 2
    store.apply(workspace, adding(note(1)))
    assert names(workspace.annotations) == ["mine.tmp", "pullquote.json", "pullquote.lock"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_are_kept(store, workspace, mode):
    store.apply(workspace, adding(note(1)))
    workspace.data_file.chmod(mode)
    store.apply(workspace, adding(note(2)))
    assert stat.S_IMODE(workspace.data_file.stat().st_mode) == mode


def test_linked_file_stays_linked(store, workspace, tmp_path):
    far = tmp_path / "far" / "data.json"
    far.parent.mkdir()
    workspace.annotations.mkdir()
    workspace.data_file.symlink_to(far)
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, adding(note(2)))
    assert workspace.data_file.is_symlink()
    assert not far.is_symlink()
    assert len(TinyDBStore().load(workspace).annotations) == 2
    assert names(far.parent) == ["data.json", "data.lock"]
    assert names(workspace.annotations) == ["pullquote.json"]


def test_link_that_goes_round(store, workspace):
    workspace.annotations.mkdir()
    workspace.data_file.symlink_to(workspace.data_file)
    with pytest.raises(StoreError, match=r"pullquote\.json"):
        store.load(workspace)
    with pytest.raises(StoreError, match=r"pullquote\.json"):
        store.apply(workspace, adding(note(1)))


def test_link_in_the_place_of_a_temporary_is_not_followed(store, workspace, tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    store.apply(workspace, adding(note(1)))
    monkeypatch.setattr("tui.files.os.urandom", lambda count: bytes(count))
    monkeypatch.setattr("tui.store.journaled_file.sweep", lambda _: None)
    trap = workspace.annotations / f".pullquote.json.{os.getpid()}-00000000.tmp"
    trap.symlink_to(victim)
    with pytest.raises(StoreError, match="was not saved"):
        store.apply(workspace, adding(note(2)))
    assert victim.read_text() == "precious"


def test_removed_file_is_not_replaced_by_a_small_one(store, workspace):
    records = store.apply(workspace, adding(note(1), note(2)))
    data = workspace.data_file.read_bytes()
    workspace.data_file.unlink()
    # Whoever looks again, as the app does every second, must not take it for a new workspace.
    for action in (
        lambda: store.apply(workspace, adding(note(3))),
        lambda: store.load(workspace),
        lambda: store.apply(workspace, adding(note(3))),
        lambda: store.save_article(workspace, STORY),
    ):
        with pytest.raises(StoreError, match=r"json” was removed meanwhile; put it back"):
            action()
    assert not workspace.data_file.exists()
    workspace.data_file.write_bytes(data)
    assert store.load(workspace) == records


def test_a_file_that_is_gone_is_no_new_workspace_while_its_history_is_there(workspace):
    store = TinyDBStore()
    store.save_article(workspace, STORY)
    records = store.apply(workspace, adding(note(1), note(2)))
    workspace.data_file.unlink()
    for action in (
        lambda: TinyDBStore().load(workspace),
        lambda: TinyDBStore().apply(workspace, adding(note(3))),
        lambda: TinyDBStore().back_up(workspace),
    ):
        with pytest.raises(StoreCorrupt, match=r"is missing, although pullquote\.history tells of"):
            action()
    assert not workspace.data_file.exists()
    TinyDBStore().repair(workspace)
    assert TinyDBStore().load(workspace) == records


def test_a_workspace_is_begun_afresh_once_the_history_is_moved_away(workspace):
    store = TinyDBStore()
    store.save_article(workspace, STORY)
    store.apply(workspace, adding(note(1)))
    workspace.data_file.unlink()
    history = workspace.annotations / "pullquote.history"
    history.rename(history.with_suffix(".old"))
    assert TinyDBStore().load(workspace) == Records()
    assert set(TinyDBStore().apply(workspace, adding(note(3))).annotations) == {note(3).id}


def test_a_removed_directory_is_not_made_again(store, workspace):
    store.apply(workspace, adding(note(1)))
    shutil.rmtree(workspace.annotations)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"No such file|was removed meanwhile"):
            store.apply(workspace, adding(note(2)))
        with pytest.raises(StoreError, match="was removed meanwhile"):
            store.load(workspace)
    assert not workspace.annotations.exists()


def test_two_stores_see_each_other(store, workspace):
    other = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    other.apply(workspace, adding(note(2)))
    assert len(store.apply(workspace, adding(note(3))).annotations) == 3
    assert other.load(workspace) == store.load(workspace)
    other.apply(workspace, replacing(note(1), note(1, "theirs")))
    with pytest.raises(StoreConflict):
        store.apply(workspace, replacing(note(1), note(1, "mine")))
    assert store.load(workspace).annotations[note(1).id].note == "theirs"


def test_atomic_storage_serves_any_tinydb(tmp_path):
    path = tmp_path / "any.json"
    with TinyDB(path, storage=AtomicStorage) as database:
        database.insert({"a": 1})
        database.insert_multiple([{"a": 2}, {"a": 3}])
        database.update({"b": True}, tinydb.where("a") > 1)
        with pytest.raises(ZeroDivisionError):
            database.update(lambda document: document.update(a=1 / 0))
        assert database.count(tinydb.where("b") == True) == 2  # noqa: E712
    with TinyDB(path) as stock:
        assert [document["a"] for document in stock] == [1, 2, 3]
    path.write_bytes(b"")
    with pytest.raises(StoreCorrupt):
        TinyDB(path, storage=AtomicStorage).all()


def test_failed_batch_leaves_everything(tmp_path):
    storage = AtomicStorage(tmp_path / "any.json")
    database = TinyDB(storage=lambda: storage)
    database.insert({"a": 1})
    with pytest.raises(ValueError, match="Mapping"), storage.one_write():
        database.insert_multiple([{"a": 2}, None])
    assert database.all() == [{"a": 1}]


def test_heavy_libraries_wait_for_the_first_write(workspace):
    import subprocess
    import sys

    program = (
        "import sys\nfrom pathlib import Path\nfrom tui.config import Workspace\n"
        "from tui.store import STORES\n"
        "STORES.get('tinydb').load(Workspace(Path(sys.argv[1])))\n"
        "print([n for n in ('tinydb', 'filelock', 'textual', 'rich', 'spacy') if n in sys.modules])"
    )
    TinyDBStore().apply(workspace, adding(note(1)))
    run = [sys.executable, "-c", program, str(workspace.root)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"

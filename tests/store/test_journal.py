"""The journal: its content, damage to it, and when it is compacted."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from tests.store.samples import adding, new_workspace, note, replacing
from tui.errors import StoreCorrupt, StoreError
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Edit
from tui.store import ArticleRecord, Records, journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.file_lock import holder_record
from tui.store.journal.checksum_chain import encode_line
from tui.store.journal.journal import Journal, encode_journal

pytestmark = pytest.mark.usefixtures("journaled")
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)


def journal_of(workspace):
    return workspace.annotations / "pullquote.journal"


def history_of(workspace):
    return workspace.annotations / "pullquote.history"


def abandon_pending_changes(workspace, count=3):
    """A data file with one annotation and a journal with some more, as a killed process leaves."""
    store = TinyDBStore()
    store.apply(workspace, adding(note(0)))
    for number in range(1, count + 1):
        store.apply(workspace, adding(note(number)))
    (workspace.annotations / "pullquote.lock").write_bytes(b"")  # whoever it was, it is gone
    return store.load(workspace)


def entries(data):
    return [json.loads(line[9:]) for line in data.splitlines()]


def test_a_change_leaves_the_data_file_alone(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    before = workspace.data_file.read_bytes()
    store.apply(workspace, adding(note(2)))
    store.save_article(workspace, STORY)
    records = store.apply(workspace, replacing(note(1), None))
    assert workspace.data_file.read_bytes() == before
    assert TinyDBStore().load(workspace) == records
    assert set(records.annotations) == {note(2).id}
    assert records.articles == {STORY.id: STORY}


def test_a_line_says_who_when_and_what(workspace, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_CODER", "Ana")
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    later = note(1, "“later”")
    fewer = Codebook(DEFAULT_CODEBOOK.themes[1:])
    edits = (Edit(note(1), later), Edit(None, note(2)))
    store.apply(workspace, Change("tagged trade", edits, (DEFAULT_CODEBOOK, fewer)))
    store.save_article(workspace, STORY)
    header, change, read = entries(journal_of(workspace).read_bytes())
    assert (header["pullquote"], header["format"]) == ("journal", 1)
    assert (change["who"], change["what"], change["when"][-6:]) == ("Ana", "tagged trade", "+00:00")
    ((before, after), (nothing, new)) = change["edits"]
    assert (before["note"], after["note"], nothing) == ("a note", "“later”", None)
    assert (new["id"], new["themes"], new["coder"]) == (note(2).id, ["trade"], "reader")
    assert [len(book) for book in change["codebook"]] == [4, 3]
    assert read["article"] == {**read["article"], "id": "000_story", "place": 7}
    assert journal_of(workspace).read_bytes().isascii()


def test_closing_writes_everything_to_the_data_file(workspace):
    records = abandon_pending_changes(workspace)
    store = TinyDBStore()
    store.load(workspace)
    store.close(workspace)
    with TinyDB(workspace.data_file) as database:
        assert [document["id"] for document in database.table("annotations")] == list(
            records.annotations
        )
    assert len(entries(journal_of(workspace).read_bytes())) == 1
    journal_of(workspace).unlink()
    assert TinyDBStore().load(workspace) == records


def test_articles_stand_above_annotations(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.save_article(workspace, STORY)
    store.close(workspace)
    tables = json.loads(workspace.data_file.read_text())
    assert list(tables) == ["meta", "codebook", "articles", "annotations"]


def test_history_keeps_every_journal(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    for number in range(2, 5):
        store.apply(workspace, adding(note(number)))
        store.close(workspace)
    store.apply(workspace, replacing(note(1), None))
    store.close(workspace)
    history = entries(history_of(workspace).read_bytes())
    assert [entry["edits"][0][1] and entry["edits"][0][1]["id"] for entry in history[1::2]] == [
        note(1).id,
        note(2).id,
        note(3).id,
        note(4).id,
        None,
    ]
    assert len({header["journal"] for header in history[::2]}) == 5


def test_what_is_restored_is_said_once(workspace):
    records = abandon_pending_changes(workspace)
    store = TinyDBStore()
    first = store.load(workspace)
    assert first == records
    assert first.notices == ("Restored 3 changes that were not yet in pullquote.json.",)
    assert store.load(workspace).notices == ()
    assert store.apply(workspace, adding(note(9))).notices == ()
    store.close(workspace)
    assert TinyDBStore().load(workspace).notices == ()


def test_what_is_restored_is_said_with_the_first_change(workspace):
    abandon_pending_changes(workspace, 1)
    notices = TinyDBStore().apply(workspace, adding(note(9))).notices
    assert notices == ("Restored 1 change that was not yet in pullquote.json.",)
    # Then whoever wrote last is still there.
    assert TinyDBStore().save_article(workspace, STORY).notices == ()


def test_changes_of_a_living_process_are_not_restored(workspace):
    abandon_pending_changes(workspace)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (workspace.annotations / "pullquote.lock").write_bytes(holder_record(other.pid))
        store = TinyDBStore()
        assert store.load(workspace).notices == ()
        before = workspace.data_file.read_bytes()
        store.close(workspace)  # the other will do so
        assert workspace.data_file.read_bytes() == before
        other.communicate(b"\n")
    store.close(workspace)
    assert workspace.data_file.read_bytes() != before


def test_what_is_restored_is_said_where_the_number_of_the_process_is_anothers(workspace):
    abandon_pending_changes(workspace)
    lock = workspace.annotations / "pullquote.lock"
    for process in (os.getpid(), os.getppid()):
        lock.write_bytes(b"%d 1\n" % process)  # born before, and dead since
        assert "Restored 3 changes" in TinyDBStore().load(workspace).notices[0]
        lock.write_bytes(holder_record(process))
        assert TinyDBStore().load(workspace).notices == ()


@pytest.mark.parametrize("cut", [1, 2, 10, 200])
def test_torn_tail_is_cut_and_kept_aside(workspace, cut):
    abandon_pending_changes(workspace)
    data = journal_of(workspace).read_bytes()
    journal_of(workspace).write_bytes(data[:-cut])
    store = TinyDBStore()
    records = store.load(workspace)
    assert set(records.annotations) == {note(n).id for n in range(3)}
    last = data.rindex(b"\n", 0, -1) + 1
    torn = data[last:-cut]
    assert records.notices == (
        "Restored 2 changes that were not yet in pullquote.json.",
        f"The last change in pullquote.journal broke off; its {len(torn)} bytes are kept in "
        "pullquote.journal.torn.",
    )
    assert (workspace.annotations / "pullquote.journal.torn").read_bytes() == torn + b"\n"
    assert journal_of(workspace).read_bytes() == data[:last]
    assert store.load(workspace).notices == ()
    assert len(store.apply(workspace, adding(note(3))).annotations) == 4
    assert len(TinyDBStore().load(workspace).annotations) == 4


def test_torn_tail_where_nothing_can_be_written(workspace, monkeypatch):
    abandon_pending_changes(workspace)
    data = journal_of(workspace).read_bytes()[:-5]
    journal_of(workspace).write_bytes(data)

    def refuse(*_):
        raise StoreError("no")

    monkeypatch.setattr("tui.store.journaled_file.exclusive_lock", refuse)
    records = TinyDBStore().load(workspace)
    assert len(records.annotations) == 3
    assert "The last change in pullquote.journal broke off; it was left out." in records.notices
    assert journal_of(workspace).read_bytes() == data


def test_damage_before_the_end_is_named_and_left_alone(workspace):
    abandon_pending_changes(workspace)
    data = journal_of(workspace).read_bytes()
    files = sorted(workspace.annotations.iterdir())
    at = data.index(b"\n", data.index(b"\n") + 1) - 9  # in the first change
    for broken in (
        data[:at] + b"?" + data[at + 1 :],
        data[: data.index(b"\n") + 1] + data[data.index(b"\n", at) + 1 :],  # a line is gone
    ):
        journal_of(workspace).write_bytes(broken)
        for store in (TinyDBStore(), TinyDBStore()):
            for action in (
                lambda store: store.load(workspace),
                lambda store: store.apply(workspace, adding(note(7))),
                lambda store: store.save_article(workspace, STORY),
            ):
                with pytest.raises(StoreCorrupt, match=r"journal” cannot be used: the change in"):
                    action(store)
            store.close(workspace)
        assert journal_of(workspace).read_bytes() == broken
        assert sorted(workspace.annotations.iterdir()) == files
    journal_of(workspace).write_bytes(data)
    assert len(TinyDBStore().load(workspace).annotations) == 4


@pytest.mark.parametrize("line", [-1, -2], ids=["last", "last but one"])
@pytest.mark.parametrize("what", [b"\n", b"ote", b" {"], ids=["end", "letter", "beginning"])
def test_a_last_line_that_is_damaged_did_not_break_off(workspace, line, what):
    records = abandon_pending_changes(workspace)
    lines = [
        bytearray(line) for line in journal_of(workspace).read_bytes().splitlines(keepends=True)
    ]
    lines[line][lines[line].rindex(what)] ^= 4
    broken = b"".join(lines)
    journal_of(workspace).write_bytes(broken)
    for action in (
        lambda: TinyDBStore().load(workspace),
        lambda: TinyDBStore().apply(workspace, adding(note(9))),
    ):
        with pytest.raises(StoreCorrupt, match=r"line \d of it is damaged; .*check --repair"):
            action()
    assert journal_of(workspace).read_bytes() == broken
    TinyDBStore().repair(workspace)
    assert TinyDBStore().load(workspace).annotations.keys() == records.annotations.keys()


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_flipped_bit_is_read_in_silence(data):
    with new_workspace() as workspace:
        abandon_pending_changes(workspace)
        path = data.draw(st.sampled_from([workspace.data_file, journal_of(workspace)]))
        broken = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(broken)
        with pytest.raises(StoreCorrupt, match="cannot be used"):
            TinyDBStore().load(workspace)
        assert path.read_bytes() == broken


def test_journal_of_a_newer_version_is_refused(workspace):
    abandon_pending_changes(workspace)
    fields = {"pullquote": "journal", "format": 2, "journal": "a", "snapshot": "b"}
    journal_of(workspace).write_bytes(encode_line(fields, 0) + b"whatever\n")
    before = journal_of(workspace).read_bytes()
    for action in (
        lambda store: store.load(workspace),
        lambda store: store.apply(workspace, adding(note(7))),
    ):
        with pytest.raises(StoreCorrupt, match=r"newer Pullquote .format 2;.* update Pullquote"):
            action(TinyDBStore())
    assert journal_of(workspace).read_bytes() == before


@pytest.mark.parametrize("words", [b"my diary\n", b"my diary", b"00000000 {}\n"])
def test_another_file_in_place_of_the_journal(workspace, words):
    abandon_pending_changes(workspace)
    journal_of(workspace).write_bytes(words)
    with pytest.raises(StoreCorrupt, match="first line is not that of a journal"):
        TinyDBStore().apply(workspace, adding(note(7)))
    assert journal_of(workspace).read_bytes() == words


@pytest.mark.parametrize("blank", [b"", bytes(4096)])
def test_journal_that_never_reached_the_disk(workspace, blank):
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(1)))
    journal_of(workspace).write_bytes(blank)
    loaded = TinyDBStore().load(workspace)
    assert loaded == records
    assert loaded.notices == (
        "pullquote.journal is empty, as Pullquote never leaves it; "
        "what was not yet in pullquote.json may be missing.",
    )
    checked = {result.part: result.is_ok for result in TinyDBStore().check(workspace)[0]}
    assert not checked["journal"]
    assert len(TinyDBStore().apply(workspace, adding(note(2))).annotations) == 2
    loaded = TinyDBStore().load(workspace)
    assert (len(loaded.annotations), loaded.notices) == (2, ())


def test_process_died_between_file_and_journal(workspace, monkeypatch):
    records = abandon_pending_changes(workspace)
    spent = journal_of(workspace).read_bytes()
    store = TinyDBStore()
    store.load(workspace)
    store.close(workspace)
    journal_of(workspace).write_bytes(spent)
    loaded = TinyDBStore().load(workspace)
    assert (loaded, loaded.notices) == (records, ())
    after = TinyDBStore().apply(workspace, replacing(note(1), None))
    assert set(after.annotations) == {note(0).id, note(2).id, note(3).id}
    assert TinyDBStore().load(workspace) == after


def test_data_file_edited_beside_an_empty_journal(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    fresh = TinyDBStore()
    loaded = fresh.load(workspace)
    assert loaded.annotations[note(1).id].note == "by hand"
    notices = ("pullquote.json was changed by another program; it is used as it is now.",)
    assert loaded.notices == store.load(workspace).notices == notices
    fresh.apply(workspace, adding(note(2)))
    assert TinyDBStore().load(workspace).notices == ()
    assert len(store.apply(workspace, adding(note(3))).annotations) == 3


def test_data_file_edited_beside_waiting_changes(workspace):
    records = abandon_pending_changes(workspace)
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    loaded = TinyDBStore().load(workspace)
    assert loaded.annotations == {**records.annotations, note(0).id: note(0, "by hand")}
    assert any("another program" in notice for notice in loaded.notices)
    after = TinyDBStore().apply(workspace, adding(note(9)))
    with TinyDB(workspace.data_file) as database:
        assert len(database.table("annotations")) == 5
    assert TinyDBStore().load(workspace) == after
    ids = [entry["edits"][0][1]["id"] for entry in entries(history_of(workspace).read_bytes())[3:]]
    assert ids == [note(n).id for n in (1, 2, 3, 9)]


def test_data_file_edited_against_waiting_changes(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, replacing(note(1), note(1, "in the journal")))
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    before = workspace.data_file.read_bytes(), journal_of(workspace).read_bytes()
    for action in (
        lambda store: store.load(workspace),
        lambda store: store.apply(workspace, adding(note(7))),
    ):
        with pytest.raises(StoreCorrupt, match=r"no longer fits 1 change in pullquote\.journal"):
            action(TinyDBStore())
    assert (workspace.data_file.read_bytes(), journal_of(workspace).read_bytes()) == before


def test_data_file_gone_beside_waiting_changes(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, adding(note(2)))
    data = workspace.data_file.read_bytes()
    workspace.data_file.unlink()
    for each in (store, TinyDBStore()):
        with pytest.raises(StoreCorrupt, match=r"it is missing, but there is still 1 change"):
            each.apply(workspace, adding(note(3)))
    assert not workspace.data_file.exists()
    workspace.data_file.write_bytes(data)
    assert len(TinyDBStore().load(workspace).annotations) == 2


def test_journal_gone_while_it_was_open(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, adding(note(2)))
    data = journal_of(workspace).read_bytes()
    journal_of(workspace).unlink()
    for action in (
        lambda: store.apply(workspace, adding(note(3))),
        lambda: store.load(workspace),
        lambda: store.apply(workspace, adding(note(3))),
    ):
        with pytest.raises(StoreError, match=r"journal” was removed meanwhile; put it back"):
            action()
    journal_of(workspace).write_bytes(data)
    assert len(TinyDBStore().apply(workspace, adding(note(3))).annotations) == 3


def test_workspace_of_before_the_journal(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    tables = json.loads(workspace.data_file.read_text())
    tables["meta"] = {"1": {"schema": 1, "owner": "desk"}}
    workspace.data_file.write_text(json.dumps(tables))
    journal_of(workspace).unlink()
    history_of(workspace).unlink()
    store = TinyDBStore()
    loaded = store.load(workspace)
    assert (loaded.annotations, loaded.notices) == ({note(1).id: note(1)}, ())
    assert [path.name for path in sorted(workspace.annotations.iterdir())][1:] == ["pullquote.lock"]
    store.apply(workspace, adding(note(2)))
    meta = json.loads(workspace.data_file.read_text())["meta"]
    assert meta == {"1": {**meta["1"], "schema": 4, "owner": "desk"}}
    before = workspace.data_file.read_bytes()
    records = store.apply(workspace, adding(note(3)))
    assert workspace.data_file.read_bytes() == before
    assert TinyDBStore().load(workspace) == records


def test_long_journal_is_compacted_where_nobody_waits(workspace, monkeypatch):
    monkeypatch.setattr(journaled_file, "IDLE_COMPACTION_SIZE", 2000)
    store = TinyDBStore()
    store.apply(workspace, adding(note(0)))
    before = workspace.data_file.read_bytes()
    for number in range(1, 9):
        store.apply(workspace, adding(note(number)))
    assert journal_of(workspace).stat().st_size > 2000
    assert workspace.data_file.read_bytes() == before
    store.save_article(workspace, STORY)
    assert workspace.data_file.read_bytes() != before
    assert journal_of(workspace).stat().st_size < 200


def test_very_long_journal_is_compacted_at_once(workspace, monkeypatch):
    monkeypatch.setattr(journaled_file, "FORCED_COMPACTION_SIZE", 2000)
    store = TinyDBStore()
    for number in range(20):
        records = store.apply(workspace, adding(note(number)))
        assert journal_of(workspace).stat().st_size < 3000
    assert TinyDBStore().load(workspace) == records


def test_small_data_file_needs_no_journal(workspace, monkeypatch):
    monkeypatch.setattr(journaled_file, "SMALL_FILE", 16 * 1024)
    store = TinyDBStore()
    for number in range(60):
        records = store.apply(workspace, adding(note(number)))
        if workspace.data_file.stat().st_size < journaled_file.SMALL_FILE:
            assert len(json.loads(workspace.data_file.read_text())["annotations"]) == number + 1
            assert not journal_of(workspace).exists()
    assert journal_of(workspace).exists()
    assert TinyDBStore().load(workspace) == records


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_journal_and_history_have_the_permissions_of_the_data_file(workspace, mode):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    workspace.data_file.chmod(mode)
    journal_of(workspace).unlink()
    history_of(workspace).unlink()
    store.apply(workspace, adding(note(2)))
    for path in (workspace.data_file, journal_of(workspace), history_of(workspace)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_compaction_that_fails_is_done_later(workspace, monkeypatch):
    records = abandon_pending_changes(workspace)
    store = TinyDBStore()
    store.load(workspace)
    before = workspace.data_file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _refuse)
        patch.setattr("pathlib.Path.replace", _refuse)
        store.close(workspace)
    assert workspace.data_file.read_bytes() == before
    assert store.load(workspace) == records == TinyDBStore().load(workspace)
    store.close(workspace)
    assert workspace.data_file.read_bytes() != before
    assert len(entries(history_of(workspace).read_bytes())) == 2 + 4


def _refuse(*_args, **_options):
    raise OSError(28, "No space left on device")


def test_failed_new_journal_costs_nothing(workspace, monkeypatch):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "reset", _refuse)
        patch.setattr(journaled_file, "FORCED_COMPACTION_SIZE", 0)
        store.apply(workspace, adding(note(2)))
    assert len(TinyDBStore().load(workspace).annotations) == 2
    assert len(store.apply(workspace, adding(note(3))).annotations) == 3
    assert len(TinyDBStore().load(workspace).annotations) == 3


def test_change_that_could_not_be_synced_is_taken_back(workspace, monkeypatch):
    store, other = TinyDBStore(), TinyDBStore()
    store.apply(workspace, adding(note(1)))
    records = store.apply(workspace, adding(note(2)))

    def sync(_descriptor):
        # Another process looks at this very moment.
        assert len(other.load(workspace).annotations) == 3
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", sync)
        with pytest.raises(StoreError, match="check the disk"):
            store.apply(workspace, adding(note(3, "lost")))
    assert store.load(workspace) == records == TinyDBStore().load(workspace)
    store.apply(workspace, adding(note(4, "longer than the one before" * 9)))
    assert other.load(workspace) == store.load(workspace) == TinyDBStore().load(workspace)


def test_a_journal_is_followed_from_where_it_was_read(tmp_path):
    path = tmp_path / "a.journal"
    path.write_bytes(encode_journal("digest", [{"a": 1}]))
    writer, reader = Journal(path), Journal(path)
    assert writer.read() == reader.read() == (True, [{"a": 1}])
    writer.append({"b": "é\n"})
    writer.append({"c": 3})
    assert reader.read() == (False, [{"b": "é\n"}, {"c": 3}])
    assert reader.read() == writer.read() == (False, [])
    path.write_bytes(encode_journal("another", [{"d": 1}]))
    assert reader.read() == (True, [{"d": 1}])
    # One that is longer, in a file of the same number.
    path.write_bytes(encode_journal("a third", [{"e": 1}]))
    assert writer.read() == (True, [{"e": 1}])
    for number in range(20):
        writer.append({"e": number})
    assert reader.read() == (True, [{"e": 1}, *({"e": number} for number in range(20))])
    path.unlink()
    assert reader.read() == (True, [])
    assert reader.header is None


def test_records_that_are_equal_are_equal_whatever_is_told():
    assert Records(notices=("a",)) == Records()
    assert replace(Records(), notices=("b",)).notices == ("b",)

"""The journal: what stands in it, what is made of a damaged one, and when it is folded."""

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

from tests.store.samples import adding, new_place, note, turning
from tui.errors import StoreCorrupt, StoreError
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Edit
from tui.store import ArticleRecord, Records, journaled_file
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.file_lock import holder_record
from tui.store.journal.checksum_chain import encode_line
from tui.store.journal.journal import Journal, encode_journal

pytestmark = pytest.mark.usefixtures("journaled")
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)


def journal_of(place):
    return place.annotations / "pullquote.journal"


def history_of(place):
    return place.annotations / "pullquote.history"


def left_behind(place, count=3):
    """A data file with one annotation and a journal with some more, as a killed process leaves."""
    store = TinyDBStore()
    store.apply(place, adding(note(0)))
    for number in range(1, count + 1):
        store.apply(place, adding(note(number)))
    (place.annotations / "pullquote.lock").write_bytes(b"")  # whoever it was, it is gone
    return store.load(place)


def entries(data):
    return [json.loads(line[9:]) for line in data.splitlines()]


def test_a_change_leaves_the_data_file_alone(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    before = place.data_file.read_bytes()
    store.apply(place, adding(note(2)))
    store.save_article(place, STORY)
    kept = store.apply(place, turning(note(1), None))
    assert place.data_file.read_bytes() == before
    assert TinyDBStore().load(place) == kept
    assert set(kept.annotations) == {note(2).id}
    assert kept.articles == {STORY.id: STORY}


def test_a_line_says_who_when_and_what(place, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_CODER", "Ana")
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    later = note(1, "“later”")
    fewer = Codebook(DEFAULT_CODEBOOK.themes[1:])
    edits = (Edit(note(1), later), Edit(None, note(2)))
    store.apply(place, Change("tagged trade", edits, (DEFAULT_CODEBOOK, fewer)))
    store.save_article(place, STORY)
    header, change, read = entries(journal_of(place).read_bytes())
    assert (header["pullquote"], header["format"]) == ("journal", 1)
    assert (change["who"], change["what"], change["when"][-6:]) == ("Ana", "tagged trade", "+00:00")
    ((before, after), (nothing, new)) = change["edits"]
    assert (before["note"], after["note"], nothing) == ("a note", "“later”", None)
    assert (new["id"], new["themes"], new["coder"]) == (note(2).id, ["trade"], "reader")
    assert [len(book) for book in change["codebook"]] == [4, 3]
    assert read["article"] == {**read["article"], "id": "000_story", "place": 7}
    assert journal_of(place).read_bytes().isascii()


def test_settled_data_file_holds_everything(place):
    kept = left_behind(place)
    store = TinyDBStore()
    store.load(place)
    store.close(place)
    with TinyDB(place.data_file) as database:
        assert [one["id"] for one in database.table("annotations")] == list(kept.annotations)
    assert len(entries(journal_of(place).read_bytes())) == 1
    journal_of(place).unlink()
    assert TinyDBStore().load(place) == kept


def test_articles_stand_above_annotations(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.save_article(place, STORY)
    store.close(place)
    tables = json.loads(place.data_file.read_text())
    assert list(tables) == ["meta", "codebook", "articles", "annotations"]


def test_history_keeps_every_journal(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    for number in range(2, 5):
        store.apply(place, adding(note(number)))
        store.close(place)
    store.apply(place, turning(note(1), None))
    store.close(place)
    told = entries(history_of(place).read_bytes())
    assert [entry["edits"][0][1] and entry["edits"][0][1]["id"] for entry in told[1::2]] == [
        note(1).id,
        note(2).id,
        note(3).id,
        note(4).id,
        None,
    ]
    assert len({header["journal"] for header in told[::2]}) == 5


def test_what_is_restored_is_said_once(place):
    kept = left_behind(place)
    store = TinyDBStore()
    first = store.load(place)
    assert first == kept
    assert first.notices == ("Restored 3 changes that were not yet in pullquote.json.",)
    assert store.load(place).notices == ()
    assert store.apply(place, adding(note(9))).notices == ()
    store.close(place)
    assert TinyDBStore().load(place).notices == ()


def test_what_is_restored_is_said_with_the_first_change(place):
    left_behind(place, 1)
    told = TinyDBStore().apply(place, adding(note(9))).notices
    assert told == ("Restored 1 change that was not yet in pullquote.json.",)
    # Then whoever wrote last is still there.
    assert TinyDBStore().save_article(place, STORY).notices == ()


def test_changes_of_a_living_process_are_not_restored(place):
    left_behind(place)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (place.annotations / "pullquote.lock").write_bytes(holder_record(other.pid))
        store = TinyDBStore()
        assert store.load(place).notices == ()
        before = place.data_file.read_bytes()
        store.close(place)  # the other will do so
        assert place.data_file.read_bytes() == before
        other.communicate(b"\n")
    store.close(place)
    assert place.data_file.read_bytes() != before


def test_what_is_restored_is_said_where_the_number_of_the_process_is_anothers(place):
    left_behind(place)
    lock = place.annotations / "pullquote.lock"
    for process in (os.getpid(), os.getppid()):
        lock.write_bytes(b"%d 1\n" % process)  # born before, and dead since
        assert "Restored 3 changes" in TinyDBStore().load(place).notices[0]
        lock.write_bytes(holder_record(process))
        assert TinyDBStore().load(place).notices == ()


@pytest.mark.parametrize("cut", [1, 2, 10, 200])
def test_torn_tail_is_cut_and_kept_aside(place, cut):
    left_behind(place)
    data = journal_of(place).read_bytes()
    journal_of(place).write_bytes(data[:-cut])
    store = TinyDBStore()
    kept = store.load(place)
    assert set(kept.annotations) == {note(n).id for n in range(3)}
    last = data.rindex(b"\n", 0, -1) + 1
    torn = data[last:-cut]
    assert kept.notices == (
        "Restored 2 changes that were not yet in pullquote.json.",
        f"The last change in pullquote.journal broke off; its {len(torn)} bytes are kept in "
        "pullquote.journal.torn.",
    )
    assert (place.annotations / "pullquote.journal.torn").read_bytes() == torn + b"\n"
    assert journal_of(place).read_bytes() == data[:last]
    assert store.load(place).notices == ()
    assert len(store.apply(place, adding(note(3))).annotations) == 4
    assert len(TinyDBStore().load(place).annotations) == 4


def test_torn_tail_where_nothing_can_be_written(place, monkeypatch):
    left_behind(place)
    data = journal_of(place).read_bytes()[:-5]
    journal_of(place).write_bytes(data)

    def refuse(*_):
        raise StoreError("no")

    monkeypatch.setattr("tui.store.journaled_file.exclusive_lock", refuse)
    kept = TinyDBStore().load(place)
    assert len(kept.annotations) == 3
    assert "The last change in pullquote.journal broke off; it was left out." in kept.notices
    assert journal_of(place).read_bytes() == data


def test_damage_before_the_end_is_named_and_left_alone(place):
    left_behind(place)
    data = journal_of(place).read_bytes()
    files = sorted(place.annotations.iterdir())
    at = data.index(b"\n", data.index(b"\n") + 1) - 9  # in the first change
    for broken in (
        data[:at] + b"?" + data[at + 1 :],
        data[: data.index(b"\n") + 1] + data[data.index(b"\n", at) + 1 :],  # a line is gone
    ):
        journal_of(place).write_bytes(broken)
        for store in (TinyDBStore(), TinyDBStore()):
            for action in (
                lambda store: store.load(place),
                lambda store: store.apply(place, adding(note(7))),
                lambda store: store.save_article(place, STORY),
            ):
                with pytest.raises(StoreCorrupt, match=r"journal” cannot be used: the change in"):
                    action(store)
            store.close(place)
        assert journal_of(place).read_bytes() == broken
        assert sorted(place.annotations.iterdir()) == files
    journal_of(place).write_bytes(data)
    assert len(TinyDBStore().load(place).annotations) == 4


@pytest.mark.parametrize("line", [-1, -2], ids=["last", "last but one"])
@pytest.mark.parametrize("what", [b"\n", b"ote", b" {"], ids=["end", "letter", "beginning"])
def test_a_last_line_that_is_damaged_did_not_break_off(place, line, what):
    kept = left_behind(place)
    lines = [bytearray(one) for one in journal_of(place).read_bytes().splitlines(keepends=True)]
    lines[line][lines[line].rindex(what)] ^= 4
    broken = b"".join(lines)
    journal_of(place).write_bytes(broken)
    for action in (
        lambda: TinyDBStore().load(place),
        lambda: TinyDBStore().apply(place, adding(note(9))),
    ):
        with pytest.raises(StoreCorrupt, match=r"line \d of it is damaged; .*check --repair"):
            action()
    assert journal_of(place).read_bytes() == broken
    TinyDBStore().repair(place)
    assert TinyDBStore().load(place).annotations.keys() == kept.annotations.keys()


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_flipped_bit_is_read_in_silence(data):
    with new_place() as place:
        left_behind(place)
        path = data.draw(st.sampled_from([place.data_file, journal_of(place)]))
        broken = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(broken)
        with pytest.raises(StoreCorrupt, match="cannot be used"):
            TinyDBStore().load(place)
        assert path.read_bytes() == broken


def test_journal_of_a_newer_version_is_refused(place):
    left_behind(place)
    fields = {"pullquote": "journal", "format": 2, "journal": "a", "snapshot": "b"}
    journal_of(place).write_bytes(encode_line(fields, 0) + b"whatever\n")
    before = journal_of(place).read_bytes()
    for action in (
        lambda store: store.load(place),
        lambda store: store.apply(place, adding(note(7))),
    ):
        with pytest.raises(StoreCorrupt, match=r"newer Pullquote .format 2;.* update Pullquote"):
            action(TinyDBStore())
    assert journal_of(place).read_bytes() == before


@pytest.mark.parametrize("words", [b"my diary\n", b"my diary", b"00000000 {}\n"])
def test_stranger_in_the_place_of_the_journal(place, words):
    left_behind(place)
    journal_of(place).write_bytes(words)
    with pytest.raises(StoreCorrupt, match="first line is not that of a journal"):
        TinyDBStore().apply(place, adding(note(7)))
    assert journal_of(place).read_bytes() == words


@pytest.mark.parametrize("blank", [b"", bytes(4096)])
def test_journal_that_never_reached_the_disk(place, blank):
    store = TinyDBStore()
    kept = store.apply(place, adding(note(1)))
    journal_of(place).write_bytes(blank)
    found = TinyDBStore().load(place)
    assert found == kept
    assert found.notices == (
        "pullquote.journal is empty, as Pullquote never leaves it; "
        "what was not yet in pullquote.json may be missing.",
    )
    checked = {one.part: one.is_ok for one in TinyDBStore().check(place)[0]}
    assert not checked["journal"]
    assert len(TinyDBStore().apply(place, adding(note(2))).annotations) == 2
    found = TinyDBStore().load(place)
    assert (len(found.annotations), found.notices) == (2, ())


def test_process_died_between_file_and_journal(place, monkeypatch):
    kept = left_behind(place)
    spent = journal_of(place).read_bytes()
    store = TinyDBStore()
    store.load(place)
    store.close(place)
    journal_of(place).write_bytes(spent)
    found = TinyDBStore().load(place)
    assert (found, found.notices) == (kept, ())
    after = TinyDBStore().apply(place, turning(note(1), None))
    assert set(after.annotations) == {note(0).id, note(2).id, note(3).id}
    assert TinyDBStore().load(place) == after


def test_data_file_edited_beside_an_empty_journal(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    with TinyDB(place.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    fresh = TinyDBStore()
    found = fresh.load(place)
    assert found.annotations[note(1).id].note == "by hand"
    said = ("pullquote.json was changed by another program; it is used as it is now.",)
    assert found.notices == store.load(place).notices == said
    fresh.apply(place, adding(note(2)))
    assert TinyDBStore().load(place).notices == ()
    assert len(store.apply(place, adding(note(3))).annotations) == 3


def test_data_file_edited_beside_waiting_changes(place):
    kept = left_behind(place)
    with TinyDB(place.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    found = TinyDBStore().load(place)
    assert found.annotations == {**kept.annotations, note(0).id: note(0, "by hand")}
    assert any("another program" in notice for notice in found.notices)
    after = TinyDBStore().apply(place, adding(note(9)))
    with TinyDB(place.data_file) as database:
        assert len(database.table("annotations")) == 5
    assert TinyDBStore().load(place) == after
    told = [entry["edits"][0][1]["id"] for entry in entries(history_of(place).read_bytes())[3:]]
    assert told == [note(n).id for n in (1, 2, 3, 9)]


def test_data_file_edited_against_waiting_changes(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.apply(place, turning(note(1), note(1, "in the journal")))
    with TinyDB(place.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    before = place.data_file.read_bytes(), journal_of(place).read_bytes()
    for action in (
        lambda store: store.load(place),
        lambda store: store.apply(place, adding(note(7))),
    ):
        with pytest.raises(StoreCorrupt, match=r"no longer fits 1 change in pullquote\.journal"):
            action(TinyDBStore())
    assert (place.data_file.read_bytes(), journal_of(place).read_bytes()) == before


def test_data_file_gone_beside_waiting_changes(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.apply(place, adding(note(2)))
    data = place.data_file.read_bytes()
    place.data_file.unlink()
    for one in (store, TinyDBStore()):
        with pytest.raises(StoreCorrupt, match=r"it is missing, but there is still 1 change"):
            one.apply(place, adding(note(3)))
    assert not place.data_file.exists()
    place.data_file.write_bytes(data)
    assert len(TinyDBStore().load(place).annotations) == 2


def test_journal_gone_while_it_was_open(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.apply(place, adding(note(2)))
    data = journal_of(place).read_bytes()
    journal_of(place).unlink()
    for action in (
        lambda: store.apply(place, adding(note(3))),
        lambda: store.load(place),
        lambda: store.apply(place, adding(note(3))),
    ):
        with pytest.raises(StoreError, match=r"journal” was removed meanwhile; put it back"):
            action()
    journal_of(place).write_bytes(data)
    assert len(TinyDBStore().apply(place, adding(note(3))).annotations) == 3


def test_workspace_of_before_the_journal(place):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    tables = json.loads(place.data_file.read_text())
    tables["meta"] = {"1": {"schema": 1, "owner": "desk"}}
    place.data_file.write_text(json.dumps(tables))
    journal_of(place).unlink()
    history_of(place).unlink()
    store = TinyDBStore()
    found = store.load(place)
    assert (found.annotations, found.notices) == ({note(1).id: note(1)}, ())
    assert [path.name for path in sorted(place.annotations.iterdir())][1:] == ["pullquote.lock"]
    store.apply(place, adding(note(2)))
    meta = json.loads(place.data_file.read_text())["meta"]
    assert meta == {"1": {**meta["1"], "schema": 4, "owner": "desk"}}
    before = place.data_file.read_bytes()
    kept = store.apply(place, adding(note(3)))
    assert place.data_file.read_bytes() == before
    assert TinyDBStore().load(place) == kept


def test_long_journal_is_folded_where_nobody_waits(place, monkeypatch):
    monkeypatch.setattr(journaled_file, "IDLE_COMPACTION_SIZE", 2000)
    store = TinyDBStore()
    store.apply(place, adding(note(0)))
    before = place.data_file.read_bytes()
    for number in range(1, 9):
        store.apply(place, adding(note(number)))
    assert journal_of(place).stat().st_size > 2000
    assert place.data_file.read_bytes() == before
    store.save_article(place, STORY)
    assert place.data_file.read_bytes() != before
    assert journal_of(place).stat().st_size < 200


def test_very_long_journal_is_folded_at_once(place, monkeypatch):
    monkeypatch.setattr(journaled_file, "FORCED_COMPACTION_SIZE", 2000)
    store = TinyDBStore()
    for number in range(20):
        kept = store.apply(place, adding(note(number)))
        assert journal_of(place).stat().st_size < 3000
    assert TinyDBStore().load(place) == kept


def test_small_data_file_needs_no_journal(place, monkeypatch):
    monkeypatch.setattr(journaled_file, "SMALL_FILE", 16 * 1024)
    store = TinyDBStore()
    for number in range(60):
        kept = store.apply(place, adding(note(number)))
        if place.data_file.stat().st_size < journaled_file.SMALL_FILE:
            assert len(json.loads(place.data_file.read_text())["annotations"]) == number + 1
            assert not journal_of(place).exists()
    assert journal_of(place).exists()
    assert TinyDBStore().load(place) == kept


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_permissions_of_the_data_file_hold_for_its_company(place, mode):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    place.data_file.chmod(mode)
    journal_of(place).unlink()
    history_of(place).unlink()
    store.apply(place, adding(note(2)))
    for path in (place.data_file, journal_of(place), history_of(place)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_settling_that_cannot_be_done_is_done_later(place, monkeypatch):
    kept = left_behind(place)
    store = TinyDBStore()
    store.load(place)
    before = place.data_file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _refuse)
        patch.setattr("pathlib.Path.replace", _refuse)
        store.close(place)
    assert place.data_file.read_bytes() == before
    assert store.load(place) == kept == TinyDBStore().load(place)
    store.close(place)
    assert place.data_file.read_bytes() != before
    assert len(entries(history_of(place).read_bytes())) == 2 + 4


def _refuse(*_args, **_options):
    raise OSError(28, "No space left on device")


def test_failed_new_journal_costs_nothing(place, monkeypatch):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "reset", _refuse)
        patch.setattr(journaled_file, "FORCED_COMPACTION_SIZE", 0)
        store.apply(place, adding(note(2)))
    assert len(TinyDBStore().load(place).annotations) == 2
    assert len(store.apply(place, adding(note(3))).annotations) == 3
    assert len(TinyDBStore().load(place).annotations) == 3


def test_change_that_could_not_be_synced_is_taken_back(place, monkeypatch):
    store, other = TinyDBStore(), TinyDBStore()
    store.apply(place, adding(note(1)))
    kept = store.apply(place, adding(note(2)))

    def sync(_descriptor):
        # Another process looks at this very moment.
        assert len(other.load(place).annotations) == 3
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", sync)
        with pytest.raises(StoreError, match="check the disk"):
            store.apply(place, adding(note(3, "lost")))
    assert store.load(place) == kept == TinyDBStore().load(place)
    store.apply(place, adding(note(4, "longer than the one before" * 9)))
    assert other.load(place) == store.load(place) == TinyDBStore().load(place)


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

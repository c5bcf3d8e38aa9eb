"""Damage of every kind is found and repaired; what cannot be read is kept in another file."""

import errno
import json
import os
import random
from contextlib import suppress

import pytest
from tinydb import TinyDB

from tests.store.process_death import DyingProcess, ProcessDied
from tests.store.samples import adding, new_workspace, note, replacing
from tui.errors import StoreCorrupt, StoreError
from tui.model import DEFAULT_CODEBOOK, Change, Codebook
from tui.store import ArticleRecord
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.journal.checksum_chain import encode_lines, scan_lines
from tui.store.journal.history_file import applied_journals

pytestmark = pytest.mark.usefixtures("journaled")
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)
FEWER = Change("themes", (), (DEFAULT_CODEBOOK, Codebook(DEFAULT_CODEBOOK.themes[1:])))


def sibling(workspace, ending):
    return workspace.annotations / f"pullquote.{ending}"


def fill(workspace, waiting=2):
    """What is kept: some of it in the data file, and so many changes in the journal."""
    store = TinyDBStore()
    store.apply(workspace, adding(*map(note, range(8))))
    store.save_article(workspace, STORY)
    store.apply(workspace, FEWER)
    store.apply(workspace, replacing(note(3), note(3, "“other”\nwords")))
    store.close(workspace)
    for number in range(20, 20 + waiting):
        store.apply(workspace, adding(note(number)))
    return store.load(workspace)


def flip_bit(data, at, bit):
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def damaged_parts(workspace):
    """Which parts a check finds something wrong with."""
    return {result.part for result in TinyDBStore().check(workspace)[0] if not result.is_ok}


def repair_and_check(workspace):
    """What is kept after a repair, which leaves nothing wrong and a copy of what was."""
    was = workspace.data_file.read_bytes() if workspace.data_file.exists() else None
    messages = TinyDBStore().repair(workspace)
    assert damaged_parts(workspace) == set()
    if was is not None:
        copies = (workspace.annotations / "backups").glob("*.json")
        assert was in [copy.read_bytes() for copy in copies]
    records = TinyDBStore().load(workspace)
    with TinyDB(workspace.data_file) as database:
        assert len(database.table("annotations")) == len(records.annotations)
    another = note(100 + len(records.annotations))
    after = TinyDBStore().apply(workspace, adding(another)).annotations
    assert after == {**records.annotations, another.id: another}
    TinyDBStore().apply(workspace, replacing(another, None))
    return records, " ".join(messages)


def test_nothing_wrong_is_left_alone(workspace):
    fill(workspace)
    files = {path: path.read_bytes() for path in workspace.annotations.iterdir()}
    assert damaged_parts(workspace) == set()
    assert TinyDBStore().repair(workspace) == []
    assert {path: path.read_bytes() for path in workspace.annotations.iterdir()} == files


def test_checking_makes_nothing(workspace):
    assert damaged_parts(workspace) == set()
    assert TinyDBStore().repair(workspace) == []
    assert not list(workspace.root.iterdir())


def test_any_flipped_bit_of_the_data_file_is_repaired_from_the_history():
    chance = random.Random(5)
    for _ in range(30):
        with new_workspace() as workspace:
            records = fill(workspace)
            data = workspace.data_file.read_bytes()
            workspace.data_file.write_bytes(
                flip_bit(data, chance.randrange(len(data)), chance.randrange(8))
            )
            assert damaged_parts(workspace) == {"data file"}
            assert repair_and_check(workspace)[0] == records


def begun(workspace):
    """What is kept where nobody changed the themes: the history does not speak of them."""
    store = TinyDBStore()
    store.save_article(workspace, STORY)
    records = store.apply(workspace, adding(note(1), note(2)))
    store.close(workspace)
    return records


def test_themes_that_nobody_changed_are_repaired_too():
    chance = random.Random(7)
    for _ in range(30):
        with new_workspace() as workspace:
            records = begun(workspace)
            data = workspace.data_file.read_bytes()
            at = chance.randrange(data.index(b'"codebook"'), data.index(b'"articles"'))
            workspace.data_file.write_bytes(flip_bit(data, at, chance.randrange(8)))
            assert repair_and_check(workspace)[0] == records


@pytest.mark.parametrize("end", [b'"key": "2"', b'"codebook"', b'"articles"'])
def test_themes_that_are_cut_off_come_back(workspace, end):
    records = begun(workspace)
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data[: data.index(end)])
    assert repair_and_check(workspace)[0] == records


def test_themes_that_another_program_changed_are_kept(workspace):
    records = begun(workspace)
    with TinyDB(workspace.data_file) as database:
        database.table("codebook").update({"label": "commerce"}, doc_ids=[1])
        theirs = dict(database.table("codebook").all()[3], id="sport", label="sport", key="5")
        database.table("codebook").insert(theirs)
    workspace.data_file.write_bytes(workspace.data_file.read_bytes()[:-3])
    restored, messages = repair_and_check(workspace)
    assert "1 theme was kept as pullquote.json has it, and not as the history." in messages
    assert [theme.label for theme in restored.codebook] == [
        "commerce", *(theme.label for theme in records.codebook.themes[1:]), "sport"
    ]  # fmt: skip


@pytest.mark.parametrize("bit", [6, 7])
def test_a_flipped_backslash_is_repaired(workspace, bit):
    records = fill(workspace)
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(flip_bit(data, data.index(b"\\u201cfore"), bit))
    assert repair_and_check(workspace)[0] == records


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-300],
        lambda data: data[:700] + bytes(512) + data[1212:],
        lambda data: data[300:],
        lambda data: b"\xff" * len(data),
    ],
    ids=["empty", "half", "cut", "a sector of zeros", "beginning gone", "all ones"],
)
def test_larger_damage_is_repaired_from_the_history(workspace, damage):
    records = fill(workspace)
    workspace.data_file.write_bytes(damage(workspace.data_file.read_bytes()))
    assert repair_and_check(workspace)[0] == records


def test_a_data_file_that_is_gone_comes_back_from_history_and_journal(workspace):
    records = fill(workspace)
    workspace.data_file.unlink()
    assert repair_and_check(workspace)[0] == records


def test_without_a_history_every_document_that_is_whole_is_kept():
    chance = random.Random(6)
    for _ in range(20):
        with new_workspace() as workspace:
            records = fill(workspace)
            sibling(workspace, "history").unlink()
            data = workspace.data_file.read_bytes()
            workspace.data_file.write_bytes(
                flip_bit(data, chance.randrange(len(data)), chance.randrange(8))
            )
            restored, messages = repair_and_check(workspace)
            changed_ids = {
                key
                for key in {*records.annotations, *restored.annotations}
                if records.annotations.get(key) != restored.annotations.get(key)
            }
            assert len(changed_ids) <= 2  # one, or one under another id
            if records.annotations.keys() - restored.annotations.keys() and len(changed_ids) == 1:
                assert "could not be used" in messages
                assert sibling(workspace, "lost").read_text()


def test_what_cannot_be_read_is_named_and_kept_aside(workspace):
    fill(workspace)
    sibling(workspace, "history").unlink()
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data.replace(b'"start": 5,', b'"start"; 5,'))
    restored, messages = repair_and_check(workspace)
    assert note(5).id not in restored.annotations
    assert len(restored.annotations) == 9
    assert "1 piece of pullquote.json could not be used; what is left of it is in" in messages
    assert note(5).id in sibling(workspace, "lost").read_text()


def test_an_edit_by_hand_is_kept(workspace):
    records = fill(workspace)
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data.replace(b'"note": "a note"', b'"note": "by hand"', 1))
    assert damaged_parts(workspace) == {"data file"}
    restored, messages = repair_and_check(workspace)
    assert restored.annotations == {**records.annotations, note(0).id: note(0, "by hand")}
    assert "1 annotation was kept as pullquote.json has it, and not as the history." in messages
    # From now on the history says so, too.
    sibling(workspace, "json").write_bytes(b"")
    assert repair_and_check(workspace)[0].annotations[note(0).id] == note(0, "by hand")


def test_fields_and_tables_of_others_are_kept(workspace):
    fill(workspace, waiting=0)
    tables = json.loads(workspace.data_file.read_text())
    tables["annotations"]["2"]["stars"] = 5
    tables["theirs"] = {"x": 1}
    tables["annotations"]["1"]["start"] = "three"
    tables["annotations"]["3"] = dict(tables["annotations"]["2"], note="another of this id")
    workspace.data_file.write_text(json.dumps(tables))
    restored, _ = repair_and_check(workspace)
    after = json.loads(workspace.data_file.read_text())
    assert after["theirs"] == {"x": 1}
    assert [a["stars"] for a in after["annotations"].values() if "stars" in a] == [5, 5]
    notes = [annotation.note for annotation in restored.annotations.values()]
    assert notes.count("another of this id") == 1
    assert {note(n).id for n in range(8)} <= set(restored.annotations)


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_line_of_the_journal_that_can_be_read_is_kept(workspace, line):
    records = fill(workspace, waiting=3)
    lines = sibling(workspace, "journal").read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"a note", b"a nose")
    sibling(workspace, "journal").write_bytes(b"".join(lines))
    assert damaged_parts(workspace) == {"journal"}
    restored, messages = repair_and_check(workspace)
    damaged = note(19 + line, "a nose")
    assert restored.annotations == {**records.annotations, damaged.id: damaged}
    assert f"Line {line + 1} of pullquote.journal was damaged, but can be read." in messages
    history = [line.value for line in scan_lines(sibling(workspace, "history").read_bytes())]
    damaged_entries = [entry for entry in history if entry and entry.get("damaged")]
    assert [entry["edits"][0][1]["note"] for entry in damaged_entries] == ["a nose"]


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (lambda lines: [*lines[:2], b"\0" * len(lines[2][:-1]) + b"\n", *lines[3:]], {21}),
        (lambda lines: [*lines[:2], *lines[3:]], {21}),
        (lambda lines: [lines[0], lines[1][:-1], b"\x0b", *lines[2:]], set()),
        (lambda lines: [b"?" * 40 + b"\n", *lines[1:]], set()),
        (lambda lines: [*lines[:3], lines[3][:-9]], {22}),
    ],
    ids=["zeros", "a line gone", "two lines in one", "first line", "torn"],
)
def test_a_damaged_journal_loses_no_other_line(workspace, damage, lost):
    records = fill(workspace, waiting=3)
    lines = sibling(workspace, "journal").read_bytes().splitlines(keepends=True)
    sibling(workspace, "journal").write_bytes(b"".join(damage(lines)))
    assert damaged_parts(workspace) == {"journal"}
    restored, messages = repair_and_check(workspace)
    assert records.annotations.keys() - restored.annotations.keys() == {note(n).id for n in lost}
    assert ("could not be used" in messages) == sibling(workspace, "lost").exists()


def test_changes_that_no_longer_fit_are_put_aside(workspace):
    records = fill(workspace)
    store = TinyDBStore()
    store.apply(workspace, replacing(note(1), note(1, "in the journal")))
    with TinyDB(workspace.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    with pytest.raises(StoreCorrupt, match="no longer fits"):
        TinyDBStore().load(workspace)
    restored, messages = repair_and_check(workspace)
    assert restored.annotations.keys() == records.annotations.keys()
    assert restored.annotations[note(1).id].note == "by hand"
    assert "1 piece of pullquote.journal could not be used" in messages
    assert "in the journal" in sibling(workspace, "lost").read_text()


def test_a_damaged_history_is_written_anew_and_nothing_else(workspace):
    records = fill(workspace)
    data = sibling(workspace, "history").read_bytes()
    places = [data.index(b"000_story"), data.index(b'Z",')]
    for at in places:
        data = flip_bit(data, at, 1)
    sibling(workspace, "history").write_bytes(data)
    files = workspace.data_file.read_bytes(), sibling(workspace, "journal").read_bytes()
    count = len(list(scan_lines(data)))
    assert damaged_parts(workspace) == {"history"}
    TinyDBStore().repair(workspace)
    assert (workspace.data_file.read_bytes(), sibling(workspace, "journal").read_bytes()) == files
    lines = list(scan_lines(sibling(workspace, "history").read_bytes()))
    assert all(line.is_sound for line in lines)
    assert len(lines) >= count
    assert damaged_parts(workspace) == set()
    assert TinyDBStore().load(workspace) == records
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(30)))
    store.close(workspace)
    for ending in ("json", "journal"):
        sibling(workspace, ending).unlink()
    assert repair_and_check(workspace)[0].annotations == records.annotations


def test_everything_damaged_at_once(workspace):
    records = fill(workspace)
    for ending, at in (("json", 1500), ("journal", 400), ("history", 900)):
        sibling(workspace, ending).write_bytes(
            flip_bit(sibling(workspace, ending).read_bytes(), at, 0)
        )
    restored, _ = repair_and_check(workspace)
    assert len(records.annotations.keys() - restored.annotations.keys()) <= 1


@pytest.mark.parametrize("ending", ["json", "journal"])
def test_what_a_newer_pullquote_wrote_is_not_repaired(workspace, ending):
    fill(workspace)
    if ending == "json":
        tables = json.loads(workspace.data_file.read_text())
        tables["meta"]["1"]["schema"] = 99
        workspace.data_file.write_text(json.dumps(tables))
    else:
        header = {"pullquote": "journal", "format": 99, "journal": "a", "snapshot": "b"}
        sibling(workspace, "journal").write_bytes(encode_lines([header]) + b"what we know not\n")
    files = {path: path.read_bytes() for path in workspace.annotations.iterdir()}
    with pytest.raises(StoreError, match="newer Pullquote; update this one"):
        TinyDBStore().repair(workspace)
    assert {path: path.read_bytes() for path in workspace.annotations.iterdir()} == files


def test_a_repair_that_cannot_be_written_changes_nothing(workspace, monkeypatch):
    fill(workspace)
    workspace.data_file.write_bytes(workspace.data_file.read_bytes()[:-50])
    files = {path: path.read_bytes() for path in workspace.annotations.iterdir()}

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        with pytest.raises(StoreError, match="the disk is full"):
            TinyDBStore().repair(workspace)
    assert {
        path: path.read_bytes() for path in workspace.annotations.iterdir() if path.is_file()
    } == (files)


def test_a_repair_may_die_anywhere_and_be_done_again(monkeypatch):
    calls, died = 0, True
    while died:
        calls += 1
        with new_workspace() as workspace:
            records = fill(workspace)
            workspace.data_file.write_bytes(workspace.data_file.read_bytes()[:-400])
            died = False
            with monkeypatch.context() as patch:
                DyingProcess(patch, calls)
                try:
                    TinyDBStore().repair(workspace)
                except ProcessDied:
                    died = True
            TinyDBStore().repair(workspace)
            assert damaged_parts(workspace) == set()
            assert TinyDBStore().load(workspace) == records
            workspace.data_file.unlink()
            TinyDBStore().repair(workspace)  # from the history alone, which says it all
            assert TinyDBStore().load(workspace) == records
    assert calls > 15


@pytest.mark.parametrize("moment", ["in the middle of a line", "before the data file"])
def test_the_history_tells_only_what_happened(workspace, moment):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    store.apply(workspace, adding(note(2)))
    journal, history = sibling(workspace, "journal").read_bytes(), sibling(workspace, "history")
    unacknowledged = {"what": "tagged", "edits": [[None, None]]}
    closed = encode_lines([*(line.value for line in scan_lines(journal)), unacknowledged])
    with history.open("ab") as file:
        file.write(closed[:-9] if moment == "in the middle of a line" else closed)
    store.apply(workspace, adding(note(3)))
    store.close(workspace)
    lines = list(scan_lines(history.read_bytes()))
    assert all(line.is_sound for line in lines)
    entries = [line.value for journal in applied_journals(lines) for line in journal.lines]
    ids = [entry["edits"][0][1]["id"] for entry in entries]
    assert ids == [note(1).id, note(2).id, note(3).id]


def test_a_data_file_that_is_gone_is_missed_if_there_is_a_history(workspace):
    records = fill(workspace)
    for ending in ("json", "journal"):
        sibling(workspace, ending).unlink()
    with pytest.raises(StoreCorrupt, match=r"history tells of 4 changes; run “pullquote check"):
        TinyDBStore().load(workspace)
    (result, *_), _ = TinyDBStore().check(workspace)
    assert "It is missing, although the history tells of 4 changes" in result.message
    restored, messages = repair_and_check(workspace)
    assert "backups" not in messages
    assert restored.annotations == {
        key: value for key, value in records.annotations.items() if value.selector.span.start < 20
    }


@pytest.mark.parametrize("line", [-1, -3], ids=["last", "another"])
def test_a_damaged_end_of_a_line_of_the_history_is_named_and_costs_no_line(workspace, line):
    records = fill(workspace)
    lines = sibling(workspace, "history").read_bytes().splitlines(keepends=True)
    count = len(list(TinyDBStore().log(workspace)))
    broken = [*lines]
    broken[line] = lines[line][:-1] + b"\x0b"
    sibling(workspace, "history").write_bytes(b"".join(broken))
    assert damaged_parts(workspace) == {"history"}
    store = TinyDBStore()
    assert store.load(workspace) == records
    store.close(workspace)
    assert len(list(store.log(workspace))) == count
    TinyDBStore().repair(workspace)
    assert damaged_parts(workspace) == set()
    assert len(list(store.log(workspace))) == count


def hurt(data, chance):
    """The bytes as a disk, a crash or a careless program may leave them."""
    at = chance.randrange(len(data) or 1)
    end = at + chance.choice([1, 8, 64, 512])
    lines = data.splitlines(keepends=True)
    line = chance.randrange(len(lines) or 1)
    shuffled = chance.sample(lines, len(lines))
    return chance.choice([
        data[:at],
        data[:at] + bytes(len(data[at:end])) + data[end:],
        data[:at] + data[end:],
        data[:at] + chance.randbytes(len(data[at:end])) + data[end:],
        b"".join(shuffled),
        b"".join([*lines[:line], *lines[line : line + 1], *lines[line:]]),
        data + chance.randbytes(20),
        b"",
    ])  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_damaged_is_reported_and_repaired(seed):
    chance = random.Random(seed)
    for _ in range(15):
        with new_workspace() as workspace:
            records = fill(workspace, waiting=3)
            for ending in chance.sample(
                ["json", "journal", "history"], chance.choice([1, 1, 2, 3])
            ):
                path = sibling(workspace, ending)
                path.write_bytes(hurt(path.read_bytes(), chance))
            with suppress(StoreCorrupt):
                restored = TinyDBStore().load(workspace)
                assert restored == records or restored.notices
            TinyDBStore().log(workspace)
            TinyDBStore().repair(workspace)
            assert damaged_parts(workspace) == set()
            assert len(TinyDBStore().apply(workspace, adding(note(99))).annotations) >= 1

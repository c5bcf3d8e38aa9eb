"""Damage of every kind, found and mended: what can be read is kept, what cannot is put aside."""

import errno
import json
import os
import random
from contextlib import suppress

import pytest
from tinydb import TinyDB

from tests.store.samples import adding, new_place, note, turning
from tests.store.test_crashes import Dead, Life
from tui.errors import StoreCorrupt, StoreError
from tui.model import DEFAULT_CODEBOOK, Change, Codebook
from tui.store import ArticleRecord
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.journal.checksum_chain import encode_lines, scan_lines
from tui.store.journal.history_file import applied_journals

pytestmark = pytest.mark.usefixtures("journaled")
STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A story", "a" * 64, 7)
FEWER = Change("themes", (), (DEFAULT_CODEBOOK, Codebook(DEFAULT_CODEBOOK.themes[1:])))


def beside(place, ending):
    return place.annotations / f"pullquote.{ending}"


def filled(place, waiting=2):
    """What is kept: some of it in the data file, and so many changes in the journal."""
    store = TinyDBStore()
    store.apply(place, adding(*map(note, range(8))))
    store.save_article(place, STORY)
    store.apply(place, FEWER)
    store.apply(place, turning(note(3), note(3, "“other”\nwords")))
    store.close(place)
    for number in range(20, 20 + waiting):
        store.apply(place, adding(note(number)))
    return store.load(place)


def flipped(data, at, bit):
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def parts(place):
    """Which parts a check finds something wrong with."""
    return {found.part for found in TinyDBStore().check(place)[0] if not found.is_ok}


def repaired(place):
    """What is kept after a repair, which leaves nothing wrong and a copy of what was."""
    was = place.data_file.read_bytes() if place.data_file.exists() else None
    said = TinyDBStore().repair(place)
    assert parts(place) == set()
    if was is not None:
        copies = (place.annotations / "backups").glob("*.json")
        assert was in [copy.read_bytes() for copy in copies]
    kept = TinyDBStore().load(place)
    with TinyDB(place.data_file) as database:
        assert len(database.table("annotations")) == len(kept.annotations)
    another = note(100 + len(kept.annotations))
    after = TinyDBStore().apply(place, adding(another)).annotations
    assert after == {**kept.annotations, another.id: another}
    TinyDBStore().apply(place, turning(another, None))
    return kept, " ".join(said)


def test_nothing_wrong_is_left_alone(place):
    filled(place)
    files = {path: path.read_bytes() for path in place.annotations.iterdir()}
    assert parts(place) == set()
    assert TinyDBStore().repair(place) == []
    assert {path: path.read_bytes() for path in place.annotations.iterdir()} == files


def test_checking_makes_nothing(place):
    assert parts(place) == set()
    assert TinyDBStore().repair(place) == []
    assert not list(place.root.iterdir())


def test_any_flipped_bit_of_the_data_file_is_mended_from_the_history():
    chance = random.Random(5)
    for _ in range(30):
        with new_place() as place:
            kept = filled(place)
            data = place.data_file.read_bytes()
            place.data_file.write_bytes(
                flipped(data, chance.randrange(len(data)), chance.randrange(8))
            )
            assert parts(place) == {"data file"}
            assert repaired(place)[0] == kept


def begun(place):
    """What is kept where nobody changed the themes: the history does not speak of them."""
    store = TinyDBStore()
    store.save_article(place, STORY)
    kept = store.apply(place, adding(note(1), note(2)))
    store.close(place)
    return kept


def test_themes_that_nobody_changed_are_mended_all_the_same():
    chance = random.Random(7)
    for _ in range(30):
        with new_place() as place:
            kept = begun(place)
            data = place.data_file.read_bytes()
            at = chance.randrange(data.index(b'"codebook"'), data.index(b'"articles"'))
            place.data_file.write_bytes(flipped(data, at, chance.randrange(8)))
            assert repaired(place)[0] == kept


@pytest.mark.parametrize("end", [b'"key": "2"', b'"codebook"', b'"articles"'])
def test_themes_that_are_cut_off_come_back(place, end):
    kept = begun(place)
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(data[: data.index(end)])
    assert repaired(place)[0] == kept


def test_themes_that_another_program_changed_are_kept(place):
    kept = begun(place)
    with TinyDB(place.data_file) as database:
        database.table("codebook").update({"label": "commerce"}, doc_ids=[1])
        theirs = dict(database.table("codebook").all()[3], id="sport", label="sport", key="5")
        database.table("codebook").insert(theirs)
    place.data_file.write_bytes(place.data_file.read_bytes()[:-3])
    found, said = repaired(place)
    assert "1 theme was kept as pullquote.json has it, and not as the history." in said
    assert [theme.label for theme in found.codebook] == [
        "commerce", *(theme.label for theme in kept.codebook.themes[1:]), "sport"
    ]  # fmt: skip


@pytest.mark.parametrize("bit", [6, 7])
def test_a_flipped_backslash_is_mended(place, bit):
    kept = filled(place)
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(flipped(data, data.index(b"\\u201cfore"), bit))
    assert repaired(place)[0] == kept


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
def test_larger_damage_is_mended_from_the_history(place, damage):
    kept = filled(place)
    place.data_file.write_bytes(damage(place.data_file.read_bytes()))
    assert repaired(place)[0] == kept


def test_a_data_file_that_is_gone_comes_back_from_history_and_journal(place):
    kept = filled(place)
    place.data_file.unlink()
    assert repaired(place)[0] == kept


def test_without_a_history_every_document_that_is_whole_is_kept():
    chance = random.Random(6)
    for _ in range(20):
        with new_place() as place:
            kept = filled(place)
            beside(place, "history").unlink()
            data = place.data_file.read_bytes()
            place.data_file.write_bytes(
                flipped(data, chance.randrange(len(data)), chance.randrange(8))
            )
            found, said = repaired(place)
            differing = {
                key
                for key in {*kept.annotations, *found.annotations}
                if kept.annotations.get(key) != found.annotations.get(key)
            }
            assert len(differing) <= 2  # one, or one under another id
            if kept.annotations.keys() - found.annotations.keys() and len(differing) == 1:
                assert "could not be used" in said
                assert beside(place, "lost").read_text()


def test_what_cannot_be_read_is_named_and_kept_aside(place):
    filled(place)
    beside(place, "history").unlink()
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(data.replace(b'"start": 5,', b'"start"; 5,'))
    found, said = repaired(place)
    assert note(5).id not in found.annotations
    assert len(found.annotations) == 9
    assert "1 piece of pullquote.json could not be used; what is left of it is in" in said
    assert note(5).id in beside(place, "lost").read_text()


def test_an_edit_by_hand_is_kept(place):
    kept = filled(place)
    data = place.data_file.read_bytes()
    place.data_file.write_bytes(data.replace(b'"note": "a note"', b'"note": "by hand"', 1))
    assert parts(place) == {"data file"}
    found, said = repaired(place)
    assert found.annotations == {**kept.annotations, note(0).id: note(0, "by hand")}
    assert "1 annotation was kept as pullquote.json has it, and not as the history." in said
    # From now on the history says so, too.
    beside(place, "json").write_bytes(b"")
    assert repaired(place)[0].annotations[note(0).id] == note(0, "by hand")


def test_fields_and_tables_of_others_are_kept(place):
    filled(place, waiting=0)
    tables = json.loads(place.data_file.read_text())
    tables["annotations"]["2"]["stars"] = 5
    tables["theirs"] = {"x": 1}
    tables["annotations"]["1"]["start"] = "three"
    tables["annotations"]["3"] = dict(tables["annotations"]["2"], note="another of this id")
    place.data_file.write_text(json.dumps(tables))
    found, _ = repaired(place)
    after = json.loads(place.data_file.read_text())
    assert after["theirs"] == {"x": 1}
    assert [one["stars"] for one in after["annotations"].values() if "stars" in one] == [5, 5]
    notes = [one.note for one in found.annotations.values()]
    assert notes.count("another of this id") == 1
    assert {note(n).id for n in range(8)} <= set(found.annotations)


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_line_of_the_journal_that_can_be_read_is_kept(place, line):
    kept = filled(place, waiting=3)
    lines = beside(place, "journal").read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"a note", b"a nose")
    beside(place, "journal").write_bytes(b"".join(lines))
    assert parts(place) == {"journal"}
    found, said = repaired(place)
    damaged = note(19 + line, "a nose")
    assert found.annotations == {**kept.annotations, damaged.id: damaged}
    assert f"Line {line + 1} of pullquote.journal was damaged, but can be read." in said
    told = [one for one in scan_lines(beside(place, "history").read_bytes()) if one.value]
    assert [one.value["edits"][0][1]["note"] for one in told if one.value.get("damaged")] == [
        "a nose"
    ]


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
def test_a_damaged_journal_loses_no_other_line(place, damage, lost):
    kept = filled(place, waiting=3)
    lines = beside(place, "journal").read_bytes().splitlines(keepends=True)
    beside(place, "journal").write_bytes(b"".join(damage(lines)))
    assert parts(place) == {"journal"}
    found, said = repaired(place)
    assert kept.annotations.keys() - found.annotations.keys() == {note(n).id for n in lost}
    assert ("could not be used" in said) == beside(place, "lost").exists()


def test_changes_that_no_longer_fit_are_put_aside(place):
    kept = filled(place)
    store = TinyDBStore()
    store.apply(place, turning(note(1), note(1, "in the journal")))
    with TinyDB(place.data_file) as database:
        database.table("annotations").update({"note": "by hand"})
    with pytest.raises(StoreCorrupt, match="no longer fits"):
        TinyDBStore().load(place)
    found, said = repaired(place)
    assert found.annotations.keys() == kept.annotations.keys()
    assert found.annotations[note(1).id].note == "by hand"
    assert "1 piece of pullquote.journal could not be used" in said
    assert "in the journal" in beside(place, "lost").read_text()


def test_a_damaged_history_is_written_anew_and_nothing_else(place):
    kept = filled(place)
    data = beside(place, "history").read_bytes()
    places = [data.index(b"000_story"), data.index(b'Z",')]
    for at in places:
        data = flipped(data, at, 1)
    beside(place, "history").write_bytes(data)
    files = place.data_file.read_bytes(), beside(place, "journal").read_bytes()
    count = len(list(scan_lines(data)))
    assert parts(place) == {"history"}
    TinyDBStore().repair(place)
    assert (place.data_file.read_bytes(), beside(place, "journal").read_bytes()) == files
    lines = list(scan_lines(beside(place, "history").read_bytes()))
    assert all(line.is_sound for line in lines)
    assert len(lines) >= count
    assert parts(place) == set()
    assert TinyDBStore().load(place) == kept
    store = TinyDBStore()
    kept = store.apply(place, adding(note(30)))
    store.close(place)
    for ending in ("json", "journal"):
        beside(place, ending).unlink()
    assert repaired(place)[0].annotations == kept.annotations


def test_everything_damaged_at_once(place):
    kept = filled(place)
    for ending, at in (("json", 1500), ("journal", 400), ("history", 900)):
        beside(place, ending).write_bytes(flipped(beside(place, ending).read_bytes(), at, 0))
    found, _ = repaired(place)
    assert len(kept.annotations.keys() - found.annotations.keys()) <= 1


@pytest.mark.parametrize("ending", ["json", "journal"])
def test_what_a_newer_pullquote_wrote_is_not_repaired(place, ending):
    filled(place)
    if ending == "json":
        tables = json.loads(place.data_file.read_text())
        tables["meta"]["1"]["schema"] = 99
        place.data_file.write_text(json.dumps(tables))
    else:
        header = {"pullquote": "journal", "format": 99, "journal": "a", "snapshot": "b"}
        beside(place, "journal").write_bytes(encode_lines([header]) + b"what we know not\n")
    files = {path: path.read_bytes() for path in place.annotations.iterdir()}
    with pytest.raises(StoreError, match="newer Pullquote; update this one"):
        TinyDBStore().repair(place)
    assert {path: path.read_bytes() for path in place.annotations.iterdir()} == files


def test_a_repair_that_cannot_be_written_changes_nothing(place, monkeypatch):
    filled(place)
    place.data_file.write_bytes(place.data_file.read_bytes()[:-50])
    files = {path: path.read_bytes() for path in place.annotations.iterdir()}

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        with pytest.raises(StoreError, match="the disk is full"):
            TinyDBStore().repair(place)
    assert {path: path.read_bytes() for path in place.annotations.iterdir() if path.is_file()} == (
        files
    )


def test_a_repair_may_die_anywhere_and_be_done_again(monkeypatch):
    calls, died = 0, True
    while died:
        calls += 1
        with new_place() as place:
            kept = filled(place)
            place.data_file.write_bytes(place.data_file.read_bytes()[:-400])
            died = False
            with monkeypatch.context() as patch:
                Life(patch, calls)
                try:
                    TinyDBStore().repair(place)
                except Dead:
                    died = True
            TinyDBStore().repair(place)
            assert parts(place) == set()
            assert TinyDBStore().load(place) == kept
            place.data_file.unlink()
            TinyDBStore().repair(place)  # from the history alone, which says it all
            assert TinyDBStore().load(place) == kept
    assert calls > 15


@pytest.mark.parametrize("moment", ["in the middle of a line", "before the data file"])
def test_the_history_tells_only_what_happened(place, moment):
    store = TinyDBStore()
    store.apply(place, adding(note(1)))
    store.apply(place, adding(note(2)))
    journal, history = beside(place, "journal").read_bytes(), beside(place, "history")
    unacknowledged = {"what": "tagged", "edits": [[None, None]]}
    closed = encode_lines([*(line.value for line in scan_lines(journal)), unacknowledged])
    with history.open("ab") as file:
        file.write(closed[:-9] if moment == "in the middle of a line" else closed)
    store.apply(place, adding(note(3)))
    store.close(place)
    lines = list(scan_lines(history.read_bytes()))
    assert all(line.is_sound for line in lines)
    entries = [line.value for journal in applied_journals(lines) for line in journal.lines]
    told = [entry["edits"][0][1]["id"] for entry in entries]
    assert told == [note(1).id, note(2).id, note(3).id]


def test_a_data_file_that_is_gone_is_missed_if_there_is_a_history(place):
    kept = filled(place)
    for ending in ("json", "journal"):
        beside(place, ending).unlink()
    with pytest.raises(StoreCorrupt, match=r"history tells of 4 changes; run “pullquote check"):
        TinyDBStore().load(place)
    (found, *_), _ = TinyDBStore().check(place)
    assert "It is missing, although the history tells of 4 changes" in found.message
    found, said = repaired(place)
    assert not any("backups" in sentence for sentence in said)
    assert found.annotations == {
        key: one for key, one in kept.annotations.items() if one.selector.span.start < 20
    }


@pytest.mark.parametrize("line", [-1, -3], ids=["last", "another"])
def test_a_damaged_end_of_a_line_of_the_history_is_named_and_costs_no_line(place, line):
    kept = filled(place)
    lines = beside(place, "history").read_bytes().splitlines(keepends=True)
    count = len(list(TinyDBStore().log(place)))
    broken = [*lines]
    broken[line] = lines[line][:-1] + b"\x0b"
    beside(place, "history").write_bytes(b"".join(broken))
    assert parts(place) == {"history"}
    store = TinyDBStore()
    assert store.load(place) == kept
    store.close(place)
    assert len(list(store.log(place))) == count
    TinyDBStore().repair(place)
    assert parts(place) == set()
    assert len(list(store.log(place))) == count


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
def test_whatever_is_damaged_is_told_and_mended(seed):
    chance = random.Random(seed)
    for _ in range(15):
        with new_place() as place:
            kept = filled(place, waiting=3)
            for ending in chance.sample(
                ["json", "journal", "history"], chance.choice([1, 1, 2, 3])
            ):
                path = beside(place, ending)
                path.write_bytes(hurt(path.read_bytes(), chance))
            with suppress(StoreCorrupt):
                found = TinyDBStore().load(place)
                assert found == kept or found.notices
            TinyDBStore().log(place)
            TinyDBStore().repair(place)
            assert parts(place) == set()
            assert len(TinyDBStore().apply(place, adding(note(99))).annotations) >= 1

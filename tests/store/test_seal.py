"""The checksum of the data file: no bit of it changes in silence."""

import json

import pytest
from tinydb import TinyDB

from tests.store.making import adding, note
from tui.errors import StoreCorrupt
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Theme
from tui.store import ArticleRecord
from tui.store.data_file.file_checksum import FileChecksum, seal_of, sealed
from tui.store.data_file.json_file import JsonFile
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.state import records_in

STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A “story”", "a" * 64, 7)
SMALL_BOOK = Change("few", (), (DEFAULT_CODEBOOK, Codebook((Theme("t", "T", cues=("tax",)),))))


def written(place):
    """The bytes of a small data file that has everything in it."""
    store = TinyDBStore()
    store.apply(place, SMALL_BOOK)
    store.remember(place, STORY)
    store.apply(place, adding(note(1, "“curly” ñ\n"), note(2)))
    return place.data_file.read_bytes()


def test_the_checksum_is_the_first_field(place):
    data = written(place)
    with TinyDB(place.data_file) as database:
        (meta,) = database.table("meta")
    assert list(meta) == ["checksum", "schema"]
    assert seal_of(data) == (FileChecksum.SOUND, meta["checksum"])


def test_a_flipped_bit_is_found_wherever_it_is(place):
    data, path = written(place), place.data_file
    head = data.index(b"codebook")
    places = [(at, bit) for at in range(head) for bit in range(8)]
    for at, bit in [*places, *((at, at % 8) for at in range(head, len(data), 3))]:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        with pytest.raises(StoreCorrupt, match="cannot be used"):
            look_at(path)


def look_at(path):
    file = JsonFile(path)
    records_in(file, file.read())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"a note", b"my note"),
        lambda data: data + b"\n",
        lambda data: data[: data.index(b'"checksum"')] + data[data.index(b'"schema"') :],
    ],
    ids=["edited", "a line more", "checksum cut out"],
)
def test_what_keeps_our_layout_must_fit_the_checksum(place, change):
    data = change(written(place))
    place.data_file.write_bytes(data)
    with pytest.raises(StoreCorrupt, match=r"checksum.*run “pullquote check --repair”"):
        TinyDBStore().load(place)
    assert place.data_file.read_bytes() == data


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: json.dumps(json.loads(text)),
        lambda text: json.dumps(json.loads(text), indent=2),
        lambda text: json.dumps(json.loads(text), separators=(",", ":")),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["stock", "indented", "compact", "other line ends"],
)
def test_what_another_program_writes_is_used_and_said(place, rewrite):
    written(place)
    kept = TinyDBStore().load(place)
    place.data_file.write_text(rewrite(place.data_file.read_text()), newline="")
    store = TinyDBStore()
    found = store.load(place)
    said = ("pullquote.json was changed by another program; it is used as it is now.",)
    assert (found, found.notices) == (kept, said)
    assert store.load(place).notices == ()
    store.apply(place, adding(note(3)))
    assert seal_of(place.data_file.read_bytes())[0] is FileChecksum.SOUND
    assert TinyDBStore().load(place).notices == ()


def test_a_file_without_meta_has_no_checksum():
    data = b'{"_default": {"1": {"a": 1,\n"b": 2}}}\n'
    assert sealed(data)[0] == data
    assert seal_of(data)[0] is FileChecksum.MISSING

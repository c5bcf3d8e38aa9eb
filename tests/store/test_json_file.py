"""The data file: no bit of it changes unnoticed, and it is decoded while it is parsed."""

import json

import pytest
from tinydb import TinyDB

from tests.store.samples import adding, note
from tui.errors import StoreConflict, StoreCorrupt
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Theme
from tui.store import ArticleRecord
from tui.store.data_file.json_file import FileChecksum, JsonFile, add_checksum, verify_checksum
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.state import decode_file

STORY = ArticleRecord("000_story", "seeds/000_story.txt", "A “story”", "a" * 64, 7)
SMALL_BOOK = Change("few", (), (DEFAULT_CODEBOOK, Codebook((Theme("t", "T", cues=("tax",)),))))


def write_sample(workspace):
    """The bytes of a small data file that has everything in it."""
    store = TinyDBStore()
    store.apply(workspace, SMALL_BOOK)
    store.save_article(workspace, STORY)
    store.apply(workspace, adding(note(1, "“curly” ñ\n"), note(2)))
    return workspace.data_file.read_bytes()


def test_the_checksum_is_the_first_field(workspace):
    data = write_sample(workspace)
    with TinyDB(workspace.data_file) as database:
        (meta,) = database.table("meta")
    assert list(meta) == ["checksum", "schema"]
    assert verify_checksum(data) == (FileChecksum.SOUND, meta["checksum"])


def test_a_flipped_bit_is_found_wherever_it_is(workspace):
    data, path = write_sample(workspace), workspace.data_file
    head = data.index(b"codebook")
    places = [(at, bit) for at in range(head) for bit in range(8)]
    for at, bit in [*places, *((at, at % 8) for at in range(head, len(data), 3))]:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        with pytest.raises(StoreCorrupt, match="cannot be used"):
            read_records(path)


def read_records(path):
    file = JsonFile(path)
    decode_file(file, file.read())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"a note", b"my note"),
        lambda data: data + b"\n",
        lambda data: data[: data.index(b'"checksum"')] + data[data.index(b'"schema"') :],
    ],
    ids=["edited", "a line more", "checksum cut out"],
)
def test_what_keeps_our_layout_must_fit_the_checksum(workspace, change):
    data = change(write_sample(workspace))
    workspace.data_file.write_bytes(data)
    with pytest.raises(StoreCorrupt, match=r"checksum.*run “pullquote check --repair”"):
        TinyDBStore().load(workspace)
    assert workspace.data_file.read_bytes() == data


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
def test_what_another_program_writes_is_used_and_said(workspace, rewrite):
    write_sample(workspace)
    records = TinyDBStore().load(workspace)
    workspace.data_file.write_text(rewrite(workspace.data_file.read_text()), newline="")
    store = TinyDBStore()
    loaded = store.load(workspace)
    notices = ("pullquote.json was changed by another program; it is used as it is now.",)
    assert (loaded, loaded.notices) == (records, notices)
    assert store.load(workspace).notices == ()
    store.apply(workspace, adding(note(3)))
    assert verify_checksum(workspace.data_file.read_bytes())[0] is FileChecksum.SOUND
    assert TinyDBStore().load(workspace).notices == ()


def test_a_file_without_meta_has_no_checksum():
    data = b'{"_default": {"1": {"a": 1,\n"b": 2}}}\n'
    assert add_checksum(data)[0] == data
    assert verify_checksum(data)[0] is FileChecksum.MISSING


def test_decoded_documents_are_read_again_from_the_same_file_only(tmp_path):
    def decode(document):
        return document.get("a", document)

    writer, reader = JsonFile(tmp_path / "x.json"), JsonFile(tmp_path / "x.json")
    meta = {"1": {"schema": 3}}
    writer.write({"meta": meta, "t": {"1": {"a": 1}}})
    assert reader.read(decode) == reader.read() == {"meta": meta, "t": {"1": 1}}
    generation = reader.generation
    assert reader.tables == reader.read() == {"meta": meta, "t": {"1": {"a": 1}}}
    assert reader.generation == generation
    reader.invalidate()
    reader.read(decode)
    writer.write({"meta": meta, "t": {"1": {"a": 2}}})
    with pytest.raises(StoreConflict, match="changed meanwhile"):
        _ = reader.tables


def test_decoded_documents_can_be_dropped(tmp_path):
    writer, reader = JsonFile(tmp_path / "x.json"), JsonFile(tmp_path / "x.json")
    tables = {"meta": {"1": {"schema": 3}}, "t": {"1": {"a": 1}}}
    writer.write(tables)
    reader.read(lambda document: document.get("a", document))
    generation = reader.generation
    reader.drop_decoded()
    assert reader.read() == {"meta": tables["meta"], "t": {}}
    assert reader.tables == tables
    assert reader.generation == generation
    reader.drop_decoded()
    assert reader.tables == reader.read() == tables


def test_a_file_without_a_sound_checksum_is_not_decoded(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"t": {"1": {"a": 1}}}')
    assert JsonFile(path).read(lambda document: 1) == {"t": {"1": {"a": 1}}}

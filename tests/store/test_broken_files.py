"""Files that Pullquote did not write so: named, explained, and left as they are."""

import json
import os

import pytest

from tests.store.samples import adding, note, replacing
from tui.errors import StoreCorrupt, StoreError
from tui.model import Span
from tui.store import ArticleRecord
from tui.store.engines.tinydb_engine import TinyDBStore

ARTICLE = ArticleRecord("000_story", "", "A story", "a" * 64)


def valid_tables(workspace):
    """The tables of a file with two annotations and an article."""
    store = TinyDBStore()
    store.apply(workspace, adding(note(1), note(2)))
    store.save_article(workspace, ARTICLE)
    store.close(workspace)
    return json.loads(workspace.data_file.read_text())


def bytes_after(edit):
    """The good file's bytes after ``edit`` of its tables."""

    def make(tables):
        edit(tables)
        return json.dumps(tables).encode()

    return make


def with_value(path, value):
    """An edit that puts ``value`` at ``path`` ("table/number/field"), or deletes it if ``...``."""

    def edit(tables):
        *way, last = path.split("/")
        parent = tables
        for name in way:
            parent = parent[name]
        if value is ...:
            del parent[last]
        else:
            parent[last] = value

    return bytes_after(edit)


def with_duplicate_number(tables):
    text = json.dumps(tables)
    return text.replace('"2": {"id"', '"1": {"id"', 1).encode()


BROKEN = {
    "0 bytes": (lambda _: b"", "is empty (0 bytes)"),
    "only zeros": (lambda _: bytes(4096), "not JSON at line 1, column 1"),
    "words": (lambda _: b"my notes\n", "not JSON at line 1, column 1"),
    "comma missing": (lambda _: b'{"meta": {}\n "codebook": {}}', "line 2, column 2"),
    "cut": (lambda tables: json.dumps(tables).encode()[:-40], "breaks off at line 1"),
    "cut in a word": (lambda _: b'{"meta": {"1": {"sche', "breaks off at line 1, column 17"),
    "twice in a row": (lambda tables: json.dumps(tables).encode() * 2, "Extra data"),
    "byte order mark": (lambda t: b"\xef\xbb\xbf" + json.dumps(t).encode(), "byte order mark"),
    "UTF-16": (lambda tables: json.dumps(tables).encode("utf-16"), "line 1 is not UTF-8"),
    "not UTF-8": (lambda _: b'{\n"a": "caf\xe9"}', "line 2 is not UTF-8"),
    "list": (lambda _: b"[]", "a list where tables"),
    "null": (lambda _: b"null", "null where tables"),
    "number": (lambda _: b"12", "a number where tables"),
    "deep": (lambda _: b'{"a":' * 100_000, "nested too deeply"),
    "digits": (lambda _: b'{"a": ' + b"9" * 5000 + b"}", "digits"),
    "no tables": (lambda _: b"{}", "does not say that Pullquote wrote it"),
    "another program's": (lambda _: b'{"_default": {"1": {"a": 1}}}', "does not say"),
    "newer": (with_value("meta/1/schema", 5), "was written by a newer Pullquote (format 5"),
    "schema word": (with_value("meta/1/schema", "1"), "does not say"),
    "schema true": (with_value("meta/1/schema", True), "does not say"),
    "schema zero": (with_value("meta/1/schema", 0), "does not say"),
    "meta list": (with_value("meta", []), "does not say"),
    "meta of lists": (with_value("meta/1", []), "does not say"),
    "number twice": (with_duplicate_number, "“1”|is there twice"),
    "field twice": (lambda _: b'{"meta": {"1": {"schema": 1, "schema": 1}}}', "is there twice"),
    "table a list": (with_value("annotations", []), "the table “annotations” is not an object"),
    "document a list": (with_value("annotations/1", [1]), "annotation numbered 1 is not an object"),
    "number a word": (
        with_value("annotations/x", {}),
        'table “annotations” numbers a document "x"',
    ),
    "number 01": (with_value("annotations/01", {}), 'numbers a document "01"'),
    "number -1": (with_value("articles/-1", {}), 'table “articles” numbers a document "-1"'),
    "number full width": (with_value("annotations/１", {}), "numbers a document"),
    "number empty": (with_value("annotations/", {}), "numbers a document"),
    "no id": (with_value("annotations/2/id", ...), "annotation numbered 2 has no field “id”"),
    "empty id": (with_value("annotations/2/id", ""), "annotation numbered 2 has an empty id"),
    "id number": (with_value("annotations/2/id", 2), "“id” that is no text"),
    "id twice": (with_value("annotations/2/id", note(1).id), "2 has the same id as number 1"),
    "no start": (with_value("annotations/1/start", ...), "has no field “start”"),
    "start word": (with_value("annotations/1/start", "3"), "“start” that is no whole number"),
    "start true": (with_value("annotations/1/start", True), "“start” that is no whole number"),
    "start fraction": (with_value("annotations/1/start", 1.5), "“start” that is no whole number"),
    "backwards": (with_value("annotations/1/end", 1), "has 1:1 for a span"),
    "negative": (with_value("annotations/1/start", -4), "has -4:6 for a span"),
    "themes word": (with_value("annotations/1/themes", "trade"), "“themes” that is no list"),
    "themes numbers": (
        with_value("annotations/1/themes", [1]),
        "“themes” that is no list of texts",
    ),
    "note null": (with_value("annotations/1/note", None), "“note” that is no text"),
    "theme id twice": (with_value("codebook/2/id", "trade"), "theme numbered 2 has the same id"),
    "theme label": (with_value("codebook/2/label", 1), "theme numbered 2 has a field “label”"),
    "cues": (with_value("codebook/1/cues", [[]]), "theme numbered 1 has a field “cues”"),
    "place": (with_value("articles/1/place", -1), "article numbered 1 has -1 for a place"),
    "marks": (with_value("articles/1/marks", [1]), "article numbered 1 has a field “marks”"),
    "mark word": (
        with_value("articles/1/marks", {"a": "x"}),
        "article numbered 1 has a field “marks”",
    ),
    "mark before": (
        with_value("articles/1/marks", {"a": -1}),
        "article numbered 1 has -1 for a place",
    ),
    "place word": (with_value("articles/1/place", "x"), "article numbered 1 has a field “place”"),
}


@pytest.mark.usefixtures("is_small")
@pytest.mark.parametrize("case", BROKEN)
def test_broken_is_named_and_left_alone(workspace, case):
    make, reasons = BROKEN[case]
    data = make(valid_tables(workspace))
    workspace.data_file.write_bytes(data)
    before = sorted(workspace.annotations.iterdir())
    for store in (TinyDBStore(), _that_knew_better_days(workspace, data)):
        for action in (
            lambda store: store.load(workspace),
            lambda store: store.apply(workspace, adding(note(7))),
            lambda store: store.apply(workspace, replacing(note(1), None)),
            lambda store: store.save_article(workspace, ARTICLE),
            lambda store: store.load(workspace),
        ):
            with pytest.raises(StoreCorrupt) as error:
                action(store)
            check_sentence(str(error.value), reasons)
            assert workspace.data_file.read_bytes() == data
    assert sorted(workspace.annotations.iterdir()) == before


def _that_knew_better_days(workspace, data):
    """A store that read a good file before it was broken."""
    for name in ("pullquote.json", "pullquote.history"):
        (workspace.annotations / name).unlink()
    store = TinyDBStore()
    store.apply(workspace, adding(note(5)))
    workspace.data_file.write_bytes(data)
    return store


def check_sentence(sentence, reasons):
    assert "pullquote.json” cannot be used: " in sentence
    assert any(reason in sentence for reason in reasons.split("|")), sentence
    assert "it was left as it is, so " in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert not any(
        word in sentence for word in ("Traceback", "Errno", "Error(", "dict", "Expecting:")
    )


def test_newer_asks_for_an_update_not_a_repair(workspace):
    workspace.data_file.parent.mkdir()
    workspace.data_file.write_bytes(b'{"meta": {"1": {"schema": 99}}}')
    with pytest.raises(StoreCorrupt, match="so update Pullquote") as error:
        TinyDBStore().load(workspace)
    assert "repair" not in str(error.value)


def test_directory_in_the_place_of_the_file(workspace):
    workspace.data_file.mkdir(parents=True)
    with pytest.raises(StoreCorrupt, match="it is not a file"):
        TinyDBStore().load(workspace)
    with pytest.raises(StoreCorrupt, match="it is not a file"):
        TinyDBStore().apply(workspace, adding(note(1)))


def test_pipe_in_the_place_of_the_file(workspace):
    workspace.annotations.mkdir()
    os.mkfifo(workspace.data_file)
    with pytest.raises(StoreCorrupt, match="it is not a file"):
        TinyDBStore().load(workspace)


def test_file_in_the_place_of_the_directory(workspace):
    workspace.annotations.write_text("mine")
    for action in (
        lambda store: store.load(workspace),
        lambda store: store.apply(workspace, adding(note(1))),
        lambda store: store.save_article(workspace, ARTICLE),
    ):
        with pytest.raises(StoreError, match=r"pullquote\.json"):
            action(TinyDBStore())
    assert workspace.annotations.read_text() == "mine"


def test_repaired_file_is_read_again(workspace):
    store = TinyDBStore()
    records = store.apply(workspace, adding(note(1)))
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data[:-9])
    with pytest.raises(StoreCorrupt):
        store.load(workspace)
    workspace.data_file.write_bytes(data)
    assert store.load(workspace) == records
    store.apply(workspace, adding(note(2)))


def test_control_characters_of_a_path_are_not_shown(tmp_path):
    from tui.config import Workspace

    workspace = Workspace(tmp_path / "a\x1b[2Jb")
    workspace.annotations.mkdir(parents=True)
    workspace.data_file.touch()
    with pytest.raises(StoreCorrupt) as error:
        TinyDBStore().load(workspace)
    assert str(error.value).isprintable()


def test_what_could_not_be_read_again_is_not_written(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    before = workspace.data_file.read_bytes()
    pair = note(2, "\ud83d" + "\ude00")  # two halves that JSON would join
    empty = note(3)._replace(selector=note(3).selector._replace(span=Span(9, 9)))
    nameless = note(8)._replace(id="")
    for annotation in (pair, empty, note(4, 12), note(4, themes=("a", 1)), nameless):
        with pytest.raises(StoreError, match="Nothing was saved"):
            store.apply(workspace, adding(annotation))
    assert workspace.data_file.read_bytes() == before
    assert store.load(workspace).annotations == {note(1).id: note(1)}

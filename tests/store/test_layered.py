"""A mapping of two layers is what one dictionary would be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.making import MANY
from tui.errors import StoreConflict
from tui.model import Annotation, Selector
from tui.store.data_file.fast_decoding import FastAnnotationDecoder, built_annotations
from tui.store.data_file.json_file import JsonFile
from tui.store.data_file.schema import annotation_document
from tui.store.overlay_map import OverlayMap, differing

KEYS = st.sampled_from("abcdef")
CHANGES = st.lists(st.dictionaries(KEYS, st.none() | st.integers(), max_size=3), max_size=6)


@given(st.dictionaries(KEYS, st.integers()), CHANGES, st.booleans())
def test_like_one_dictionary(base, changes, is_looked_at):
    expected, layered = dict(base), OverlayMap(base, {})
    for change in changes:
        before, wanted = layered, dict(expected)
        for key, value in change.items():
            expected.pop(key, None) if value is None else expected.update({key: value})
        layered = OverlayMap(layered, change)
        if is_looked_at:
            assert before == wanted
        changed = {k for k in "abcdef" if before.get(k) is not layered.get(k)}
        assert set(differing(before, layered)) == changed
        assert set(differing(dict(base), layered)) == {
            k for k in "abcdef" if base.get(k) is not layered.get(k)
        }
    for key in "abcdefg":
        assert layered.get(key) == expected.get(key)
        assert (key in layered) == (key in expected)
    assert layered == expected == layered == OverlayMap(expected, {})
    assert len(layered) == len(expected)
    assert sorted(layered) == sorted(layered.keys()) == sorted(expected)
    assert sorted(layered.values()) == sorted(expected.values())
    assert dict(layered.items()) == dict(layered) == expected
    assert layered != {"g": 1}
    assert repr(layered).startswith("OverlayMap({")


def test_a_missing_key_is_missing():
    layered = OverlayMap({"a": 1}, {"a": None})
    for key in "ab":
        with pytest.raises(KeyError):
            layered[key]


def test_many_changes_become_one_layer():
    layered = OverlayMap({}, {})
    for number in range(3000):
        layered = OverlayMap(layered, {str(number): number})
    assert len(layered) == 3000


def test_built_documents_are_read_again_from_the_same_file_only(tmp_path):
    def build(document):
        return document.get("a", document)

    writer, reader = JsonFile(tmp_path / "x.json"), JsonFile(tmp_path / "x.json")
    meta = {"1": {"schema": 3}}
    writer.write({"meta": meta, "t": {"1": {"a": 1}}})
    assert reader.read(build) == reader.read() == {"meta": meta, "t": {"1": 1}}
    generation = reader.generation
    assert reader.tables == reader.read() == {"meta": meta, "t": {"1": {"a": 1}}}
    assert reader.generation == generation
    reader.forget()
    reader.read(build)
    writer.write({"meta": meta, "t": {"1": {"a": 2}}})
    with pytest.raises(StoreConflict, match="changed meanwhile"):
        _ = reader.tables


def test_what_was_built_need_not_be_kept(tmp_path):
    writer, reader = JsonFile(tmp_path / "x.json"), JsonFile(tmp_path / "x.json")
    tables = {"meta": {"1": {"schema": 3}}, "t": {"1": {"a": 1}}}
    writer.write(tables)
    reader.read(lambda document: document.get("a", document))
    generation = reader.generation
    reader.let_go()
    assert reader.read() == {"meta": tables["meta"], "t": {}}
    assert reader.tables == tables
    assert reader.generation == generation
    reader.let_go()
    assert reader.tables == reader.read() == tables


def test_a_file_that_no_checksum_proves_is_not_built(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"t": {"1": {"a": 1}}}')
    assert JsonFile(path).read(lambda document: 1) == {"t": {"1": {"a": 1}}}


@given(MANY)
def test_the_quick_way_makes_the_same(annotations):
    documents = {str(number): annotation_document(one) for number, one in enumerate(annotations)}
    tables = json.loads(json.dumps(documents), object_hook=FastAnnotationDecoder().annotation_or)
    found = built_annotations(tables) or {}
    assert found == {annotation.id: annotation for annotation in annotations}
    for one in found.values():
        assert (type(one), type(one.selector)) == (Annotation, Selector)
        assert hash(one) == hash(next(other for other in annotations if other.id == one.id))
        with pytest.raises(AttributeError):
            one.note = "thawed"

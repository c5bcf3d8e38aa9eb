"""The preview of a large data file has all but the annotations, or there is none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.large_workspace import CODEBOOK, POSITION, write_large_workspace
from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Change, Edit
from tui.store.engines.tinydb_engine import TinyDBStore


@pytest.fixture(autouse=True)
def seeds(workspace: Workspace) -> None:
    workspace.seeds.mkdir()


@pytest.fixture
def large(workspace: Workspace) -> Workspace:
    write_large_workspace(workspace)
    return workspace


def rewritten(workspace: Workspace, old: str, new: str) -> None:
    text = workspace.data_file.read_text()
    assert old in text
    workspace.data_file.write_text(text.replace(old, new, 1))


def test_a_preview_has_all_but_the_annotations(large: Workspace) -> None:
    seen, records = TinyDBStore().preview(large), TinyDBStore().load(large)
    assert seen == replace(records, annotations={})
    assert seen.codebook == CODEBOOK
    assert seen.articles["large"].position == POSITION


def test_a_small_file_has_no_preview(workspace: Workspace) -> None:
    assert TinyDBStore().preview(workspace) is None
    write_large_workspace(workspace)
    store = TinyDBStore()
    records = store.load(workspace).annotations.values()
    store.apply(workspace, Change("removed", tuple(Edit(a, None) for a in list(records)[1:])))
    store.close(workspace)
    assert TinyDBStore().preview(workspace) is None


def test_pending_changes_prevent_a_preview(large: Workspace) -> None:
    store = TinyDBStore()
    annotation = next(iter(store.load(large).annotations.values()))
    store.apply(large, Change("noted", (Edit(annotation, annotation._replace(note="Wet.")),)))
    assert TinyDBStore().preview(large) is None
    store.close(large)
    assert TinyDBStore().preview(large) is not None


def test_a_newer_format_has_no_preview_and_an_error_when_loaded(large: Workspace) -> None:
    rewritten(large, '"schema": 4', '"schema": 5')
    assert TinyDBStore().preview(large) is None
    with pytest.raises(StoreError):
        TinyDBStore().load(large)


def test_another_order_or_layout_has_no_preview(large: Workspace) -> None:
    tables = json.loads(large.data_file.read_text())
    large.data_file.write_text(json.dumps(tables))
    assert TinyDBStore().preview(large) is None
    first = {"annotations": tables.pop("annotations"), **tables}
    large.data_file.write_text(json.dumps(first, separators=(",\n", ": ")))
    assert TinyDBStore().preview(large) is None


@pytest.mark.parametrize("old", ['"codebook"', '"label"', '"schema"'])
def test_a_damaged_head_has_no_preview(large: Workspace, old: str) -> None:
    rewritten(large, old, "[")
    assert TinyDBStore().preview(large) is None

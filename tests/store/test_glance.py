"""The top of a large data file tells all but the annotations, or nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.large_workspace import CODEBOOK, POSITION, write_large_workspace
from tui.config import Workspace
from tui.errors import StoreError
from tui.model import Change, Edit
from tui.store.engines.tinydb_engine import TinyDBStore


@pytest.fixture
def large(workspace: Workspace) -> Workspace:
    write_large_workspace(workspace)
    return workspace


def rewritten(workspace: Workspace, old: str, new: str) -> None:
    text = workspace.data_file.read_text()
    assert old in text
    workspace.data_file.write_text(text.replace(old, new, 1))


def test_a_glance_tells_what_is_kept_but_the_annotations(large: Workspace) -> None:
    seen, kept = TinyDBStore().preview(large), TinyDBStore().load(large)
    assert seen == replace(kept, annotations={})
    assert seen.codebook == CODEBOOK
    assert seen.articles["large"].place == POSITION


def test_a_small_file_is_read_at_once(workspace: Workspace) -> None:
    assert TinyDBStore().preview(workspace) is None
    write_large_workspace(workspace)
    store = TinyDBStore()
    kept = store.load(workspace).annotations.values()
    store.apply(workspace, Change("removed", tuple(Edit(one, None) for one in list(kept)[1:])))
    store.close(workspace)
    assert TinyDBStore().preview(workspace) is None


def test_changes_in_the_journal_are_not_passed_over(large: Workspace) -> None:
    store = TinyDBStore()
    one = next(iter(store.load(large).annotations.values()))
    store.apply(large, Change("noted", (Edit(one, one._replace(note="Wet.")),)))
    assert TinyDBStore().preview(large) is None
    store.close(large)
    assert TinyDBStore().preview(large) is not None


def test_a_file_of_a_newer_pullquote_is_left_to_whoever_reads_all_of_it(large: Workspace) -> None:
    rewritten(large, '"schema": 4', '"schema": 5')
    assert TinyDBStore().preview(large) is None
    with pytest.raises(StoreError):
        TinyDBStore().load(large)


def test_another_order_or_layout_tells_nothing(large: Workspace) -> None:
    tables = json.loads(large.data_file.read_text())
    large.data_file.write_text(json.dumps(tables))
    assert TinyDBStore().preview(large) is None
    first = {"annotations": tables.pop("annotations"), **tables}
    large.data_file.write_text(json.dumps(first, separators=(",\n", ": ")))
    assert TinyDBStore().preview(large) is None


@pytest.mark.parametrize("old", ['"codebook"', '"label"', '"schema"'])
def test_a_damaged_top_tells_nothing(large: Workspace, old: str) -> None:
    rewritten(large, old, "[")
    assert TinyDBStore().preview(large) is None

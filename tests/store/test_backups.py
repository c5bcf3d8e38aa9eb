"""Copies of the data file: complete, whole or not there, and thinned by age."""

import errno
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import adding, note, replacing
from tui.config import Workspace
from tui.errors import StoreError
from tui.store.engines.tinydb_engine import TinyDBStore
from tui.store.recovery.backups import back_up, retained_times

NOW = datetime(2026, 3, 31, 12, 0, 0, tzinfo=UTC)
AGES = st.lists(st.integers(-(10**6), 10**8), max_size=60)


def test_a_backup_opens_like_the_original(workspace, is_small, tmp_path):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    records = store.apply(
        workspace, adding(note(2))
    )  # waits in the journal unless the file is small
    copy = store.back_up(workspace)
    other = Workspace(tmp_path / "elsewhere")
    other.annotations.mkdir(parents=True)
    shutil.copy(copy, other.data_file)
    assert TinyDBStore().load(other) == records
    assert TinyDBStore().load(other).notices == ()


def test_a_backup_is_put_back_as_the_page_beside_it_says(workspace, is_small):
    store = TinyDBStore()
    wanted = store.apply(workspace, adding(note(1), note(2)))
    copy = store.back_up(workspace)
    store.apply(workspace, replacing(note(1), None))
    store.close(workspace)
    for name in ("pullquote.json", "pullquote.journal"):
        (workspace.annotations / name).unlink(missing_ok=True)
    shutil.copy(copy, workspace.data_file)
    store = TinyDBStore()
    assert store.load(workspace) == wanted
    assert len(store.apply(workspace, adding(note(3))).annotations) == 3
    assert len(TinyDBStore().load(workspace).annotations) == 3


def test_nothing_to_copy_is_said_and_makes_nothing(workspace):
    with pytest.raises(StoreError, match="there is nothing to copy yet"):
        TinyDBStore().back_up(workspace)
    assert not list(workspace.root.iterdir())


def test_two_in_one_second_have_two_names(workspace):
    TinyDBStore().apply(workspace, adding(note(1)))
    names = [back_up([workspace.data_file], NOW)[0].name for _ in range(3)]
    first = "pullquote-20260331T120000Z"
    assert names == [f"{first}.json", f"{first}-2.json", f"{first}-3.json"]


def test_files_that_belong_together_have_one_name(workspace):
    workspace.annotations.mkdir()
    for ending in ("json", "journal"):
        (workspace.annotations / f"pullquote.{ending}").write_text(ending)
    copies = back_up([workspace.data_file, workspace.annotations / "pullquote.journal"], NOW)
    assert [copy.read_text() for copy in copies] == ["json", "journal"]
    assert len({copy.stem for copy in copies}) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_copy_that_cannot_be_written_leaves_nothing(workspace, monkeypatch, number):
    TinyDBStore().apply(workspace, adding(note(1)))

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        with pytest.raises(StoreError, match="backups"):
            TinyDBStore().back_up(workspace)
    assert not list((workspace.annotations / "backups").iterdir())


def test_copies_are_thinned_by_age(workspace):
    TinyDBStore().apply(workspace, adding(note(1)))
    folder = workspace.annotations / "backups"
    for hours in range(0, 24 * 400, 7):
        back_up([workspace.data_file], NOW - timedelta(hours=24 * 400 - hours))
    (folder / "mine.json").write_text("{}")
    back_up([workspace.data_file], NOW)
    names = sorted(path.name for path in folder.iterdir())
    assert "mine.json" in names
    assert f"pullquote-{NOW:%Y%m%dT%H%M%S}Z.json" in names
    assert len([name for name in names if "20260331T" in name or "20260330T" in name]) >= 4
    assert len([name for name in names if "202603" in name]) < 40
    assert len([name for name in names if "2025" in name]) == 11


@given(AGES)
def test_what_stays_is_enough_and_no_more(seconds):
    times = {NOW - timedelta(seconds=age) for age in seconds}
    stays = retained_times(times, NOW)
    assert stays <= times
    for time in times:
        if NOW - time <= timedelta(days=1):
            assert time in stays
        elif NOW - time <= timedelta(days=31):
            assert any(other.date() == time.date() and other >= time for other in stays)
        else:
            assert any((other.year, other.month) == (time.year, time.month) for other in stays)
    newest = sorted(times)[-10:]
    assert stays.issuperset(newest)
    old = [time for time in stays if NOW - time > timedelta(days=31) and time not in newest]
    assert len({(time.year, time.month) for time in old}) == len(old)
    assert retained_times(stays, NOW) == stays


def test_a_clock_that_went_back_costs_no_copy(workspace):
    TinyDBStore().apply(workspace, adding(note(1)))
    back_up([workspace.data_file], NOW)
    back_up([workspace.data_file], NOW - timedelta(days=900))
    assert len(list((workspace.annotations / "backups").iterdir())) == 2


def test_a_clock_that_was_ahead_leaves_the_ten_newest(workspace):
    TinyDBStore().apply(workspace, adding(note(1)))
    for hours in range(100, 0, -5):
        back_up([workspace.data_file], NOW - timedelta(hours=hours))
    back_up([workspace.data_file], NOW.replace(year=2099))
    names = sorted(path.name for path in (workspace.annotations / "backups").iterdir())
    assert len([name for name in names if name.startswith("pullquote-2026")]) == 9
    assert NOW - timedelta(hours=5) in {
        datetime.strptime(name[10:25] + "+0000", "%Y%m%dT%H%M%S%z") for name in names
    }


def test_a_copy_keeps_the_permissions_of_the_data_file(workspace):
    store = TinyDBStore()
    store.apply(workspace, adding(note(1)))
    workspace.data_file.chmod(0o600)
    copy = Path(store.back_up(workspace))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert json.loads(copy.read_text())["annotations"]

"""What other processes change in an open workspace, and which process may write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import Open, Reader
from tests.pilot_waits import wait_for_app, wait_until
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.config import Workspace
from tui.model import Span
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell on the port. Ana Ruiz spoke. Nobody was hurt.\n"
RAIN, ANA, HURT = "Rain fell on the port.", "Ana Ruiz spoke.", "Nobody was hurt."


async def check_changes(reader: Reader) -> None:
    """Do what the app does every second."""
    assert reader.app.external_changes is not None
    reader.app.external_changes.check()
    await wait_for_app(reader.pilot)


def notifications(reader: Reader) -> list[str]:
    return [notification.message for notification in reader.app._notifications]


def tag(workspace: Workspace, passage: str, theme: str) -> None:
    """Tag a passage on the command line, in a process of its own."""
    start = TEXT.index(passage)
    span = f"{start}:{start + len(passage)}"
    options = ["--span", span, "--theme", theme, "--workspace", str(workspace.root)]
    command = [sys.executable, "-m", "tui", "tag", "own", *options]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=60)


@pytest.mark.slow
async def test_what_another_process_tags_shows_up_where_the_reader_is(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("j", "v", "l")
        before = (reader.sentence, reader.selection, reader.screen.caret)
        tag(workspace, HURT, "aid")
        await check_changes(reader)
        assert (reader.sentence, reader.selection, reader.screen.caret) == before
        assert reader.session.reading.theme_counts["aid"] == 1
        await reader.press("escape", "u")
        assert reader.status == "Undone: tagged aid"
        assert reader.saved == []


@pytest.mark.slow
async def test_the_app_checks_for_changes_by_itself(workspace: Workspace, open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        assert "aid 0" in reader.screen_text
        tag(workspace, HURT, "aid")
        await wait_until(reader.pilot, lambda: "aid 1" in reader.screen_text)


async def test_nothing_is_loaded_unless_another_process_has_changed_something(
    workspace: Workspace, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(TEXT) as reader:
        store = reader.session.library.store
        await reader.press("1")
        loads: list[Workspace] = []
        load = type(store).load

        def counted(self: Any, workspace: Workspace) -> Any:
            loads.append(workspace)
            return load(self, workspace)

        # A file that was written a moment ago is not taken for unchanged.
        os.utime(workspace.data_file, (1_000_000_000, 1_000_000_000))
        await check_changes(reader)
        monkeypatch.setattr(type(store), "load", counted)
        await check_changes(reader)
        assert loads == []
        session = Session(Library(workspace))
        session.open(session.library.article("own"))
        session.toggle_theme(Span(0, len(RAIN)), "aid")
        loads.clear()
        await check_changes(reader)
        assert workspace in loads


async def test_a_second_app_only_reads_until_the_first_quits(open_app: Open) -> None:
    async with (
        open_app(TEXT, size=(120, 30)) as first,
        open_app(TEXT, size=(120, 30)) as second,
    ):
        (notice,) = notifications(second)
        assert notice.startswith("Another Pullquote (process ")
        assert ", since " in notice
        assert second.row(0).endswith(" read-only ")
        assert "read-only" not in first.row(0)
        await first.press("1")
        await check_changes(second)
        for keys in ("1", "m", "d", "e", "u", "M a", "/"):
            if keys == "/":
                await second.press("/")
                await second.type("Rain")
                await second.press("enter", "T")
            else:
                await second.press(*keys.split())
            assert "has this workspace open; until it quits, this one reads" in second.status
            assert second.app.screen is second.screen
        await second.press("H")
        await wait_for_app(second.pilot)
        await second.press("j", "enter")
        assert second.app.screen is not second.screen
        await second.press("escape")
        assert first.saved == [(RAIN, ("trade",), "")]
        assert first.app.external_changes is not None
        first.app.external_changes.close()
        await check_changes(second)
        assert notifications(second)[-1].startswith("The other Pullquote has quit")
        assert "read-only" not in second.row(0)
        await second.press("2")
        assert second.saved == [(RAIN, ("trade", "asylum"), "")]


async def test_in_a_new_workspace_the_first_to_tag_is_the_one_who_writes(
    workspace: Workspace, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FindingsCache, "save", lambda *_: None)  # which would make the directory
    workspace.annotations.rmdir()
    async with (
        open_app(TEXT, size=(120, 30)) as first,
        open_app(TEXT, size=(120, 30)) as second,
    ):
        for reader in (first, second):
            await check_changes(reader)
            assert "read-only" not in reader.row(0)
        assert not workspace.annotations.exists()
        await second.press("1")
        await check_changes(first)
        assert first.row(0).endswith(" read-only ")
        await first.press("j", "2")
        assert "has this workspace open; until it quits, this one reads" in first.status
        await check_changes(second)
        assert "read-only" not in second.row(0)
        await second.press("2")
        assert second.saved == [(RAIN, ("trade", "asylum"), "")]
        assert second.app.external_changes is not None
        second.app.external_changes.close()
        await check_changes(first)
        assert "this one reads" not in first.status


async def test_what_cannot_be_used_is_said_once_and_shown_once_it_can(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1")
        data = workspace.data_file.read_bytes()
        workspace.data_file.write_bytes(data[:-9])
        for _ in range(20):
            await check_changes(reader)
        (notice,) = notifications(reader)
        assert "cannot be used: it breaks off" in notice
        workspace.data_file.write_bytes(data)
        session = Session(Library(workspace))
        session.open(session.library.article("own"))
        start = TEXT.index(HURT)
        session.toggle_theme(Span(start, start + len(HURT)), "aid")
        for _ in range(20):
            await check_changes(reader)
        assert reader.session.reading.theme_counts["aid"] == 1


async def test_annotations_that_were_repaired_show_up(workspace: Workspace, open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1")
    data = workspace.data_file.read_bytes()
    workspace.data_file.write_bytes(data[:-9])
    library = Library(workspace)
    session = Session(library)
    session.show(library.article("own"))
    app = PullquoteApp(session, AnalysisProcess("rules"))
    library.tell = app.warn
    async with app.run_test(size=(120, 30)) as pilot:
        reader = Reader(app, pilot)
        await wait_for_app(pilot)
        await check_changes(reader)
        assert reader.session.reading.theme_counts.get("trade", 0) == 0
        library.store.repair(workspace)
        for _ in range(20):
            await check_changes(reader)
        assert reader.session.reading.theme_counts["trade"] == 1


async def test_a_data_file_that_is_removed_is_missed_at_once(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1")
        workspace.data_file.unlink()
        for _ in range(2):
            await check_changes(reader)
        assert "was removed meanwhile; put it back" in notifications(reader)[-1]
        assert reader.session.reading.theme_counts["trade"] == 1
        await reader.press("2")
        assert "was removed meanwhile" in reader.status
        assert not workspace.data_file.exists()


HOLDER = """
import sys
from pathlib import Path
from typing import Any
from tui.store.file_lock import WriterLock
writer_lock = WriterLock(Path(sys.argv[1]))
assert not writer_lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.slow
async def test_an_app_that_was_killed_holds_nothing(workspace: Workspace, open_app: Open) -> None:
    command = [sys.executable, "-c", HOLDER, str(workspace.data_file)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        async with open_app(TEXT, size=(120, 30)) as reader:
            await reader.press("1")
            assert f"process {holder.pid}" in reader.status
            assert reader.saved == []
            holder.kill()
            holder.wait()
            await check_changes(reader)
            await reader.press("1")
            assert reader.saved == [(RAIN, ("trade",), "")]


@pytest.mark.slow
async def test_tagging_without_a_screen_goes_on_beside_an_open_app(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1")
        tag(workspace, RAIN, "aid")
        await reader.press("j", "2")
        assert reader.saved == [(RAIN, ("trade", "aid"), ""), (ANA, ("asylum",), "")]

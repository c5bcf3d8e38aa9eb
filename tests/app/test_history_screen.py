"""What was done, in the app: the way back across starts, and others at the same workspace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Open, Reader
from tests.pilot_waits import wait_for_app
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.config import Workspace
from tui.model import Span
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell on the port. Ana Ruiz spoke. Nobody was hurt.\n"
RAIN, ANA, HURT = "Rain fell on the port.", "Ana Ruiz spoke.", "Nobody was hurt."


async def listed(reader: Reader) -> str:
    """The picture once the log is read, as one line."""
    await wait_for_app(reader.pilot)
    return reader.words


async def look(reader: Reader) -> None:
    """What the app does every second."""
    assert reader.app.external_changes is not None
    reader.app.external_changes.check()
    await wait_for_app(reader.pilot)


def told(reader: Reader) -> list[str]:
    return [one.message for one in reader.app._notifications]


def tag(workspace: Workspace, words: str, theme: str) -> None:
    """Tag from another process, without a screen."""
    start = TEXT.index(words)
    span = f"{start}:{start + len(words)}"
    place = ["--workspace", str(workspace.root)]
    command = [sys.executable, "-m", "tui", "tag", "own", "--span", span, "--theme", theme, *place]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=60)


async def test_u_goes_on_with_what_an_earlier_start_did(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "j", "2")
    async with open_app(TEXT) as reader:
        await reader.press("u")
        assert reader.status == "Undone: tagged asylum"
        assert reader.kept == [(RAIN, ("trade",), "")]
        await reader.press("u", "u")
        assert reader.status == "There is nothing to undo."
    async with open_app(TEXT) as reader:
        await reader.press("ctrl+r", "ctrl+r")
        assert reader.kept == [(RAIN, ("trade",), ""), (ANA, ("asylum",), "")]


async def test_history_lists_what_was_done_newest_first(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("1", "j", "2", "u", "H")
        said = await listed(reader)
        assert "History of this article: 3" in said
        places = [said.index(f"tester {one}") for one in ("undone", "tagged as", "tagged tr")]
        assert places == sorted(places)
        assert "That is how it is now." in said
        await reader.press("j")
        assert "Enter brings back 1 passage." in await listed(reader)
        await reader.press("j", "k", "escape")
        assert reader.app.screen is reader.screen


async def test_enter_restores_a_moment_and_u_takes_that_back(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("1", "j", "2", "j", "3", "k", "d", "H")
        await listed(reader)
        await reader.press("j", "j")
        assert "Enter brings back 1 passage, takes away 1." in await listed(reader)
        await reader.press("enter")
        assert reader.kept == [(RAIN, ("trade",), ""), (ANA, ("asylum",), "")]
        assert reader.status.startswith("Restored what was kept on 20")
        await reader.press("u")
        assert reader.kept == [(RAIN, ("trade",), ""), (HURT, ("fentanyl",), "")]


async def test_w_lists_the_whole_workspace(workspace: Workspace, open_app: Open) -> None:
    session = Session(Library(workspace))
    session.open(session.library.article(next(iter(session.library.seeds()))))
    session.toggle_theme(Span(0, 5), "aid")
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("H")
        assert "Nothing was changed in this article yet." in await listed(reader)
        await reader.press("w")
        assert "History of the workspace: 1" in await listed(reader)
        await reader.press("w")
        assert "History of this article: 0" in await listed(reader)


async def test_a_long_history_is_listed_to_its_end(workspace: Workspace, open_app: Open) -> None:
    (workspace.seeds / "own.txt").write_text(TEXT)
    session = Session(Library(workspace))
    session.open(session.library.article("own"))
    for _ in range(130):
        session.toggle_theme(Span(0, 22), "aid")
        session.toggle_theme(Span(0, 22), "trade")
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("H")
        assert "History of this article: 260" in await listed(reader)
        await reader.press("end", "end", "enter")
        assert reader.kept == [(RAIN, ("aid",), "")]


@pytest.mark.slow
async def test_what_another_process_tags_shows_up_where_the_reader_is(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("j", "v", "l")
        before = (reader.sentence, reader.selection, reader.screen.caret)
        tag(workspace, HURT, "aid")
        await look(reader)
        assert (reader.sentence, reader.selection, reader.screen.caret) == before
        assert reader.session.reading.theme_counts["aid"] == 1
        await reader.press("escape", "u")
        assert reader.status == "Undone: tagged aid"
        assert reader.kept == []


@pytest.mark.slow
async def test_the_app_looks_by_itself(workspace: Workspace, open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        tag(workspace, HURT, "aid")
        while "aid 1" not in reader.picture:
            await reader.pilot.pause(0.05)


async def test_looking_reads_nothing_where_nothing_changed(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(TEXT) as reader:
        store = reader.session.library.store
        await reader.press("1")
        monkeypatch.setattr(type(store), "is_behind", lambda self, place: False)
        monkeypatch.setattr(type(store), "load", lambda self, place: pytest.fail("read"))
        await look(reader)


async def test_a_second_app_only_reads_until_the_first_quits(open_app: Open) -> None:
    async with (
        open_app(TEXT, size=(120, 30)) as first,
        open_app(TEXT, size=(120, 30)) as second,
    ):
        (notice,) = told(second)
        assert notice.startswith("Another Pullquote (process ")
        assert ", since " in notice
        assert second.row(0).endswith(" read-only ")
        assert "read-only" not in first.row(0)
        await first.press("1")
        await look(second)
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
        await listed(second)
        await second.press("j", "enter")
        assert second.app.screen is not second.screen
        await second.press("escape")
        assert first.kept == [(RAIN, ("trade",), "")]
        assert first.app.external_changes is not None
        first.app.external_changes.close()
        await look(second)
        assert told(second)[-1].startswith("The other Pullquote has quit")
        assert "read-only" not in second.row(0)
        await second.press("2")
        assert second.kept == [(RAIN, ("trade", "asylum"), "")]


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
            await look(reader)
            assert "read-only" not in reader.row(0)
        assert not workspace.annotations.exists()
        await second.press("1")
        await look(first)
        assert first.row(0).endswith(" read-only ")
        await first.press("j", "2")
        assert "has this workspace open; until it quits, this one reads" in first.status
        await look(second)
        assert "read-only" not in second.row(0)
        await second.press("2")
        assert second.kept == [(RAIN, ("trade", "asylum"), "")]
        assert second.app.external_changes is not None
        second.app.external_changes.close()
        await look(first)
        assert "this one reads" not in first.status


async def test_what_cannot_be_used_is_said_once_and_shown_once_it_can(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1")
        data = workspace.data_file.read_bytes()
        workspace.data_file.write_bytes(data[:-9])
        for _ in range(20):
            await look(reader)
        (notice,) = told(reader)
        assert "cannot be used: it breaks off" in notice
        workspace.data_file.write_bytes(data)
        session = Session(Library(workspace))
        session.open(session.library.article("own"))
        start = TEXT.index(HURT)
        session.toggle_theme(Span(start, start + len(HURT)), "aid")
        for _ in range(20):
            await look(reader)
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
        await look(reader)
        assert reader.session.reading.theme_counts.get("trade", 0) == 0
        library.store.repair(workspace)
        for _ in range(20):
            await look(reader)
        assert reader.session.reading.theme_counts["trade"] == 1


async def test_a_data_file_that_is_removed_is_missed_at_once(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1")
        workspace.data_file.unlink()
        for _ in range(2):
            await look(reader)
        assert "was removed meanwhile; put it back" in told(reader)[-1]
        assert reader.session.reading.theme_counts["trade"] == 1
        await reader.press("2")
        assert "was removed meanwhile" in reader.status
        assert not workspace.data_file.exists()


async def test_going_back_over_what_is_damaged_says_so(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1", "j", "2", "j", "3")
        path = workspace.annotations / "pullquote.history"
        data = path.read_bytes()
        path.write_bytes(data.replace(b"tagged asylum", b"tagged asylam"))
        await reader.press("H")
        assert "tagged asylam (damaged)" in await listed(reader)
        await reader.press("j")
        assert "may be wrong" not in await listed(reader)
        await reader.press("j")
        assert "It may be wrong: of what was done since, something is damaged" in reader.words


HOLDER = """
import sys
from pathlib import Path
from tui.store.writer_lock import WriterLock
writer_lock = WriterLock(Path(sys.argv[1]))
assert not writer_lock.take()
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
            assert reader.kept == []
            holder.kill()
            holder.wait()
            await look(reader)
            await reader.press("1")
            assert reader.kept == [(RAIN, ("trade",), "")]


@pytest.mark.slow
async def test_tagging_without_a_screen_goes_on_beside_an_open_app(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1")
        tag(workspace, RAIN, "aid")
        await reader.press("j", "2")
        assert reader.kept == [(RAIN, ("trade", "aid"), ""), (ANA, ("asylum",), "")]

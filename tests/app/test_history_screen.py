"""Undo across starts, and the history screen."""

from __future__ import annotations

from tests.app.conftest import Open, Reader
from tests.pilot_waits import wait_for_app
from tui.config import Workspace
from tui.model import Span
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell on the port. Ana Ruiz spoke. Nobody was hurt.\n"
RAIN, ANA, HURT = "Rain fell on the port.", "Ana Ruiz spoke.", "Nobody was hurt."


async def text_when_listed(reader: Reader) -> str:
    """The screen in one line, once the log is loaded."""
    await wait_for_app(reader.pilot)
    return reader.flat_text


async def test_u_goes_on_with_what_an_earlier_start_did(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "j", "2")
    async with open_app(TEXT) as reader:
        await reader.press("u")
        assert reader.status == "Undone: tagged asylum"
        assert reader.saved == [(RAIN, ("trade",), "")]
        await reader.press("u", "u")
        assert reader.status == "There is nothing to undo."
    async with open_app(TEXT) as reader:
        await reader.press("ctrl+r", "ctrl+r")
        assert reader.saved == [(RAIN, ("trade",), ""), (ANA, ("asylum",), "")]


async def test_history_lists_what_was_done_newest_first(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("1", "j", "2", "u", "H")
        text = await text_when_listed(reader)
        assert "History of this article: 3" in text
        rows = [text.index(f"tester {change}") for change in ("undone", "tagged as", "tagged tr")]
        assert rows == sorted(rows)
        assert "That is how it is now." in text
        await reader.press("j")
        assert "Enter brings back 1 passage." in await text_when_listed(reader)
        await reader.press("j", "k", "escape")
        assert reader.app.screen is reader.screen


async def test_enter_restores_a_moment_and_u_takes_that_back(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("1", "j", "2", "j", "3", "k", "d", "H")
        await text_when_listed(reader)
        await reader.press("j", "j")
        assert "Enter brings back 1 passage, takes away 1." in await text_when_listed(reader)
        await reader.press("enter")
        assert reader.saved == [(RAIN, ("trade",), ""), (ANA, ("asylum",), "")]
        assert reader.status.startswith("Restored what was kept on 20")
        await reader.press("u")
        assert reader.saved == [(RAIN, ("trade",), ""), (HURT, ("fentanyl",), "")]


async def test_w_lists_the_whole_workspace(workspace: Workspace, open_app: Open) -> None:
    session = Session(Library(workspace))
    session.open(session.library.article(next(iter(session.library.seeds()))))
    session.toggle_theme(Span(0, 5), "aid")
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("H")
        assert "Nothing was changed in this article yet." in await text_when_listed(reader)
        await reader.press("w")
        assert "History of the workspace: 1" in await text_when_listed(reader)
        await reader.press("w")
        assert "History of this article: 0" in await text_when_listed(reader)


async def test_a_long_history_is_listed_to_its_end(workspace: Workspace, open_app: Open) -> None:
    (workspace.seeds / "own.txt").write_text(TEXT)
    session = Session(Library(workspace))
    session.open(session.library.article("own"))
    for _ in range(130):
        session.toggle_theme(Span(0, 22), "aid")
        session.toggle_theme(Span(0, 22), "trade")
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("H")
        assert "History of this article: 260" in await text_when_listed(reader)
        await reader.press("end", "end", "enter")
        assert reader.saved == [(RAIN, ("aid",), "")]


async def test_going_back_over_what_is_damaged_says_so(
    workspace: Workspace, open_app: Open
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("1", "j", "2", "j", "3")
        path = workspace.annotations / "pullquote.history"
        data = path.read_bytes()
        path.write_bytes(data.replace(b"tagged asylum", b"tagged asylam"))
        await reader.press("H")
        assert "tagged asylam (damaged)" in await text_when_listed(reader)
        await reader.press("j")
        assert "may be wrong" not in await text_when_listed(reader)
        await reader.press("j")
        assert "It may be wrong: of what was done since, something is damaged" in reader.flat_text

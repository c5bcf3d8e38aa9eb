"""A few pictures of the screen; `make snapshots` takes them anew."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.settling import settle
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.config import Workspace
from tui.session.library import Library
from tui.session.session import Session


def _app(workspace: Workspace, palette: str = "dark") -> PullquoteApp:
    library = Library(workspace)
    session = Session(library)
    session.open(library.article(next(iter(library.seeds()))))
    return PullquoteApp(session, AnalysisProcess("rules"), palette=palette)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=["60", "80", "120"])
def test_reading(snap_compare: Any, workspace: Workspace, size: tuple[int, int]) -> None:
    async def read(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("1", "j", "2", "1", "v", "l", "l", "4", "]", "q")
        await settle(pilot)

    assert snap_compare(_app(workspace), terminal_size=size, run_before=read)


def test_light_notes_and_selection(snap_compare: Any, workspace: Workspace) -> None:
    async def mark(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("3", "m", *"why", "ctrl+s", "j", "1", "s", "s", "v", "j", "j")
        await settle(pilot)

    assert snap_compare(_app(workspace, "light"), terminal_size=(120, 30), run_before=mark)


def test_help(snap_compare: Any, workspace: Workspace) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("?")
        await settle(pilot)

    assert snap_compare(_app(workspace), terminal_size=(80, 24), run_before=ask)

"""Every theme of a codebook is shown, or counted, whatever its name."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tui.config import Workspace
from tui.model import DEFAULT_CODEBOOK, Change, Codebook, Theme
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell on the port of Veracruz. Ships waited.\n"
LONG = "Supply chains, tariffs and whatever else closes a border or opens it"


@pytest.fixture
def many_themes(workspace: Workspace) -> Workspace:
    """A workspace with nine themes more, the first and the last of them with long names."""
    added = (
        Theme("long", LONG, "5"),
        Theme("labour", "labour", "6"),
        Theme("work", "境界線" * 9, "7"),
    )
    others = (Theme("drugs", "drugs", "8"), Theme("z", "zoning", "9"), Theme("last", LONG * 2))
    session = Session(Library(workspace))
    session.open(session.library.article(next(iter(session.library.seeds()))))
    codebook = Codebook((*DEFAULT_CODEBOOK, *added, *others))
    session.commit(Change("added themes", codebook=(DEFAULT_CODEBOOK, codebook)))
    return workspace


@pytest.mark.parametrize("columns", [160, 200])
async def test_long_names_leave_room_for_every_theme(
    open_app: Open, many_themes: Workspace, columns: int
) -> None:
    async with open_app(TEXT, size=(columns, 24)) as reader:
        bar = reader.row(22)
        for key in "1 trade", "2 asylum", "3 fent", "4 aid 0", "5 Suppl", "6 labour", "9 zoning":
            assert key in bar
        assert "· Suppl" in bar
        assert "+" not in bar
        await reader.pilot.click(offset=(bar.index("6 labour"), 22))
        await reader.pilot.pause()
        assert [themes for _, themes, _ in reader.saved] == [("labour",)]


async def test_themes_without_room_are_counted(open_app: Open, many_themes: Workspace) -> None:
    async with open_app(TEXT, size=(60, 20)) as reader:
        bar = reader.row(18)
        shown = sum(f" {key} " in bar for key in "123456789")
        assert bar.endswith(f"+{10 - shown} ")
        await reader.pilot.resize_terminal(160, 24)
        await reader.pilot.pause()
        assert "9 zoning" in reader.row(22)


async def test_a_long_name_hides_nothing_else_under_the_cursor(
    open_app: Open, many_themes: Workspace
) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("5", "6", "l", "l", "l", "v", "4", "escape", "escape")
        assert "labour" in reader.row(21)
        assert "I aid" in reader.row(21)


async def test_the_themes_to_tag_every_hit_with_have_room(
    open_app: Open, many_themes: Workspace
) -> None:
    async with open_app(TEXT, size=(40, 12)) as reader:
        await reader.press("/", *"port", "enter")
        await reader.press("T")
        assert "9 zoning" in reader.screen_text
        await reader.press("5")
        assert "Tag 1 match as Supply" in reader.screen_text
        assert "Enter / Esc" in reader.screen_text

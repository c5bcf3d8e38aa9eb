"""The mouse does what the keys do."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from tests.app.conftest import Open, Reader

TEXT = (
    "Rain fell on the port. “Trade will slow,” said Ana Ruiz. Ships waited.\n"
    "The mayor left. Nobody was hurt.\n"
)


def cell_of(reader: Reader, text: str, right: int = 0) -> Offset:
    """The first cell of a text below the title bar, or one ``right`` cells further."""
    for y in range(1, reader.app.size.height):
        x = reader.row(y).find(text)
        if x >= 0:
            return Offset(x + right, y)
    raise AssertionError(f"{text} is not on the screen:\n{reader.screen_text}")


async def test_a_click_moves_the_cursor(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.pilot.click(offset=cell_of(reader, "Nobody", 2))
        await reader.pilot.pause()
        assert reader.word == "Nobody"
        assert reader.sentence == "Nobody was hurt."


async def test_a_drag_selects_whole_words(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        start, end = cell_of(reader, "fell", 1), cell_of(reader, "the port", 5)
        await reader.pilot.mouse_down(offset=start)
        await reader.pilot.hover(offset=end)
        await reader.pilot.mouse_up(offset=end)
        await reader.pilot.pause()
        assert reader.selection == "fell on the port"
        await reader.press("1")
        assert reader.saved == [("fell on the port", ("trade",), "")]


async def test_a_click_on_a_row_jumps(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        rows = [y for y in range(30) if "“Trade will slow" in reader.row(y)[64:]]
        await reader.press("G")
        await reader.pilot.click(offset=Offset(75, rows[0]))
        await reader.pilot.pause()
        assert reader.sentence == "“Trade will slow,” said Ana Ruiz."


@pytest.mark.parametrize("columns", [80, 160])
async def test_a_click_on_the_name_of_a_list_shows_it(open_app: Open, columns: int) -> None:
    async with open_app(TEXT, size=(columns, 30)) as reader:
        for name in ("Entities", "Notes", "Quotes"):
            await reader.pilot.click(offset=Offset(reader.row(1).index(name), 1))
            await reader.pilot.pause()
            assert reader.screen.side_pane.listing == name.lower()


async def test_a_click_on_a_theme_toggles_it(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.pilot.click(offset=cell_of(reader, "asylum 0"))
        await reader.pilot.pause()
        assert reader.saved == [("Rain fell on the port.", ("asylum",), "")]


@pytest.fixture
def slow_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clicks at one place count as a chain even if the machine is slow."""
    monkeypatch.setattr("textual.app.App.CLICK_CHAIN_TIME_THRESHOLD", 600)


@pytest.mark.usefixtures("slow_clicks")
@pytest.mark.parametrize(
    ("times", "selection"), [(1, None), (2, "Nobody"), (3, "Nobody was hurt."),
                             (4, "The mayor left. Nobody was hurt.")],
)  # fmt: skip
async def test_more_clicks_select_more(open_app: Open, times: int, selection: str | None) -> None:
    async with open_app(TEXT) as reader:
        await reader.pilot.click(offset=cell_of(reader, "Nobody", 2), times=times)
        await reader.pilot.pause()
        assert reader.selection == selection


async def test_a_drag_moves_the_edges_of_a_passage(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "e")
        start, end = cell_of(reader, "fell", 1), cell_of(reader, "the port", 5)
        await reader.pilot.mouse_down(offset=start)
        await reader.pilot.hover(offset=end)
        await reader.pilot.mouse_up(offset=end)
        await reader.press("enter")
        assert reader.saved == [("fell on the port", ("trade",), "")]

"""The status line names everything under the caret that it has room for."""

from __future__ import annotations

from tests.app.conftest import Open, Reader
from tui.model import Span

TEXT = "“Trade will slow down,” said President Ana Maria Ruiz of Mexico on Monday.\nShips waited.\n"


async def tag_overlapping(reader: Reader) -> None:
    """Four themes on overlapping passages around a quoted word, the smallest with a note."""
    for end, theme in enumerate(("trade", "asylum", "fentanyl", "aid"), 6):
        reader.session.toggle_theme(Span(1, end), theme)
    reader.session.set_note(Span(1, 6), "Which trade is meant?")
    await reader.press("g")


async def test_names_without_room_are_cut_evenly(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await tag_overlapping(reader)
        for part in ("T trade", "A asy", "F fen", "I aid", "✎ Whi", "direct"):
            assert part in reader.status
        assert reader.row(21).endswith("1% ")
        assert "+" not in reader.row(21)


async def test_names_with_no_room_at_all_are_counted(open_app: Open) -> None:
    async with open_app(TEXT, size=(40, 24)) as reader:
        await tag_overlapping(reader)
        named = reader.status.split(" · ")
        assert named[0] == "T trade"
        assert f"+{6 - len(named)} " in reader.row(21)


async def test_another_width_fits_the_names_anew(open_app: Open) -> None:
    async with open_app(TEXT, size=(40, 24)) as reader:
        assert reader.row(21).split()[-1] == "1%"
        await reader.pilot.resize_terminal(100, 30)
        await reader.pilot.pause()
        assert reader.row(27).endswith("¶ 1/2    1%  1 min ")


async def test_a_notice_outlasts_another_width(open_app: Open) -> None:
    async with open_app(TEXT, size=(40, 24)) as reader:
        await reader.press("1")
        await reader.pilot.resize_terminal(100, 30)
        await reader.pilot.pause()
        assert reader.row(27).strip() == "Tagged trade"

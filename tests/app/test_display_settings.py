"""Line length, paragraph spacing and spotlight, and how far the text is read."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import Open, Reader
from tests.app.test_keys import TEXT
from tui.highlight.palettes import DARK
from tui.view_settings import settings_path
from tui.widgets.article_pane.style_cache import rich_colour


async def test_lines_get_shorter_and_longer(open_app: Open) -> None:
    async with open_app(size=(200, 40)) as reader:
        pane = reader.screen.pane
        await reader.press("-")
        assert reader.status == "Lines of 68 columns"
        for key, least in ("-", 40), ("=", 120):
            await reader.press("0", "9", "9", key)
            assert reader.status == f"Lines of {pane.measure} columns"
            assert pane.measure in (least, 120)
        assert pane.measure == 120


async def test_lines_get_no_longer_than_there_is_room(open_app: Open) -> None:
    async with open_app(size=(60, 20)) as reader:
        pane = reader.screen.pane
        await reader.press("=")
        assert pane.measure == 72
        room = int(reader.status.split()[2])
        assert room < 60
        await reader.press("-")
        assert reader.status == f"Lines of {max(40, room - 4)} columns"


async def test_the_place_stays_when_lines_change(open_app: Open) -> None:
    async with open_app(size=(100, 20)) as reader:
        await reader.press("space", "space")
        caret, top_offset = reader.screen.caret, reader.screen.pane.top_offset
        for key in "-", "-", "=", "p", "p":
            await reader.press(key)
            assert reader.screen.caret == caret
            lines = reader.screen.pane._lines
            assert lines.line_of(reader.screen.pane.top_offset) == lines.line_of(top_offset)


async def test_paragraphs_stand_apart_or_close(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        rows = [row for row in range(1, 12) if "The mayor" in reader.row(row)[:40]]
        await reader.press("p")
        assert reader.status == "Paragraphs close together"
        assert "The mayor" in reader.row(rows[0] - 1)[:40]
        await reader.press("p")
        assert reader.status == "Paragraphs apart"
        assert "The mayor" in reader.row(rows[0])[:40]


def colour_of(reader: Reader, text: str) -> object:
    """The colour of a text in the pane."""
    pane = reader.screen.pane
    for strip in pane.render_lines(pane.size.region):
        for segment in strip:
            if text in segment.text:
                return segment.style.color
    raise AssertionError(f"{text} is not shown")


async def test_focus_fades_all_but_the_paragraph(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        faded, plain = rich_colour(DARK.dim), rich_colour(DARK.foreground)
        assert colour_of(reader, "Nobody was hurt") == plain
        await reader.press("f")
        assert reader.status == "Only this paragraph"
        assert colour_of(reader, "Ships") == plain
        assert colour_of(reader, "Nobody was hurt") == faded
        await reader.press("}")
        assert colour_of(reader, "Ships") == faded
        assert colour_of(reader, "Nobody was hurt") == plain
        await reader.press("f")
        assert reader.status == "Every paragraph"
        assert colour_of(reader, "Ships") == plain


async def test_the_status_line_says_how_long_the_rest_takes(open_app: Open) -> None:
    async with open_app(size=(100, 30)) as reader:
        assert "  0%  4 min" in reader.row(27)
        await reader.press("G")
        assert "  1 min" in reader.row(27)


async def test_the_settings_are_saved_for_the_next_start(open_app: Open) -> None:
    async with open_app(TEXT, size=(200, 30)) as reader:
        rows = [row for row in range(1, 12) if "The mayor" in reader.row(row)]
        await reader.press("=", "=", "p", "f")
    async with open_app(TEXT, size=(200, 30)) as reader:
        assert reader.screen.pane.measure == 80
        assert "The mayor" in reader.row(rows[0] - 1)
        assert colour_of(reader, "Nobody was hurt") == rich_colour(DARK.dim)
        await reader.press("-", "p", "f")
    async with open_app(TEXT, size=(200, 30)) as reader:
        assert reader.screen.pane.measure == 76
        assert "The mayor" in reader.row(rows[0])
        assert colour_of(reader, "Nobody was hurt") == rich_colour(DARK.foreground)


async def test_settings_that_cannot_be_saved_are_applied_and_it_is_said(open_app: Open) -> None:
    async with open_app(TEXT, size=(200, 30)) as reader:
        Path(settings_path()).parent.parent.mkdir(exist_ok=True)
        Path(settings_path()).parent.write_text("in the way")
        await reader.press("-")
        assert reader.screen.pane.measure == 68
        assert reader.status.startswith("This look lasts until you quit: ")


async def test_the_paragraph_number_is_shown(open_app: Open) -> None:
    async with open_app(TEXT, size=(100, 30)) as reader:
        assert "¶ 1/3    0%  1 min" in reader.row(27)
        await reader.press("}", "}")
        assert "¶ 3/3   70%  1 min" in reader.row(27)

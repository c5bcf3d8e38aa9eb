"""What is sent to the terminal: every cell that changed, and few that did not."""

from __future__ import annotations

import pyte
import pytest
from rich.console import Console
from textual import events
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.geometry import Region

from tests.app.conftest import Open, Reader
from tests.textual_internals.switched import needs_internals
from tui.app import PullquoteApp
from tui.textual_internals.compositor import PartialUpdate

SIZE = (100, 30)
STATUS, THEMES = SIZE[1] - 3, SIZE[1] - 2
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=SIZE[0])
Cells = dict[tuple[int, int], pyte.screens.Char]


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[CompositorUpdate]:
    """The updates that the app sends, in order."""
    sent: list[CompositorUpdate] = []
    display = PullquoteApp._display

    def record(app: PullquoteApp, screen: object, update: object) -> None:
        if isinstance(update, CompositorUpdate) and screen is app.screen:
            sent.append(update)
        display(app, screen, update)  # type: ignore[arg-type]

    monkeypatch.setattr(PullquoteApp, "_display", record)
    return sent


class Terminal:
    """An emulated terminal that is sent the updates."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)

    def apply(self, updates: list[CompositorUpdate]) -> None:
        for update in updates:
            self._stream.feed(update.render_segments(CONSOLE))
        updates.clear()

    @property
    def cells(self) -> Cells:
        lines = self._screen.buffer
        return {(x, y): lines[y][x] for x in range(SIZE[0]) for y in range(SIZE[1])}


def full_repaint(reader: Reader) -> Cells:
    terminal = Terminal()
    terminal.apply([reader.app.screen._compositor.render_full_update()])
    return terminal.cells


def cells_of(updates: list[CompositorUpdate]) -> list[tuple[int, int]]:
    assert all(isinstance(update, PartialUpdate) for update in updates)
    return [
        (x + cell, y)
        for update in updates
        for x, y, strip in update.pieces
        for cell in range(strip.cell_length)
    ]


async def test_after_any_key_the_terminal_shows_what_a_full_repaint_would(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    terminal = Terminal()
    async with open_app(size=SIZE) as reader:
        for key in (
            "j", "l", "v", "l", "l", "k", "escape", "1", "2", "u", "}", "]", "q", "pagedown",
            "k", "pageup", "tab", "j", "enter", "tab", "f", "j", "f", "p", "0", "3", "j", "?",
            "escape", "j", "s", "s", "-", "T", "k",
        ):  # fmt: skip
            await reader.press(key)
            terminal.apply(updates)
            assert terminal.cells == full_repaint(reader), key


@needs_internals
async def test_a_key_is_painted_in_its_own_turn(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    async with open_app(size=SIZE) as reader:
        await reader.press("j")
        for key in ("j", "1", "u", "pagedown"):
            updates.clear()
            with reader.app._context():
                reader.screen.on_key(events.Key(key, key if len(key) == 1 else None))
            assert len(updates) == 1
            await reader.pilot.pause()
            assert len(updates) == 1, key


@needs_internals
async def test_a_move_in_the_middle_of_a_page_paints_two_sentences_and_parts_of_the_status(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    async with open_app(size=SIZE) as reader:
        await reader.press("j", "j", "j")
        before = reader.screen.caret.sentence
        updates.clear()
        await reader.press("j")
        lines = reader.screen.pane._lines
        rows = {
            line + 1
            for sentence in (before, reader.screen.caret.sentence)
            for line in lines.lines_of(sentence)
        }
        cells = cells_of(updates)
        assert {y for _, y in cells} <= rows | {STATUS}
        assert len(cells) == len(set(cells))
        assert max(x for x, y in cells if y in rows) < reader.screen.pane.outer_size.width
        assert 0 < len([y for _, y in cells if y == STATUS]) < SIZE[0]


@needs_internals
async def test_a_tag_paints_only_its_own_theme_in_the_bar(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    async with open_app(size=SIZE) as reader:
        await reader.press("j")
        updates.clear()
        await reader.press("1")
        bar = "".join(piece.text for piece in reader.screen.theme_bar.left)
        painted = sorted(x for x, y in cells_of(updates) if y == THEMES)
        assert painted
        assert bar[painted[0] : painted[-1] + 1] in "✓trade 1"


@needs_internals
async def test_the_first_update_has_the_text(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    async with open_app(size=SIZE) as reader:
        first = Terminal()
        first.apply(updates[:1])
        assert "As the United States" in "".join(first.cells[x, 1].data for x in range(SIZE[0]))
        assert [first.cells[x, 9].data for x in range(60)] == list(reader.row(9)[:60])


@needs_internals
async def test_another_size_is_painted_once(
    open_app: Open, updates: list[CompositorUpdate]
) -> None:
    async with open_app(size=SIZE) as reader:
        updates.clear()
        await reader.pilot.resize_terminal(90, 28)
        await reader.pilot.pause()
        assert isinstance(updates[0], LayoutUpdate)
        assert not cells_of(updates[1:])


@needs_internals
@pytest.mark.parametrize(
    "regions",
    [
        {Region(0, 0, 100, 30)},
        {Region(3, 5, 10, 2), Region(8, 6, 10, 3), Region(95, 0, 5, 30)},
        {Region(60, 3, 30, 1), Region(0, 27, 4, 2), Region(40, 28, 60, 2)},
    ],
)
async def test_dirty_regions_are_covered_once_and_nothing_else(
    open_app: Open, regions: set[Region]
) -> None:
    async with open_app(size=SIZE) as reader:
        compositor = reader.screen._compositor
        compositor._dirty_regions.update(regions)
        update = compositor.render_partial_update()
        assert isinstance(update, PartialUpdate)
        wanted = {
            (x, y) for region in regions for x in region.column_range for y in region.line_range
        }
        cells = cells_of([update])
        assert set(cells) == wanted
        assert len(cells) == len(wanted)
        assert compositor.render_partial_update() is None

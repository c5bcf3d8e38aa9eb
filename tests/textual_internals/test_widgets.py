"""Each use of a private name in an app, and what happens where the name is missing."""

from __future__ import annotations

import sys

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input

import tests.pilot_waits  # noqa: F401
from tui.textual_internals import switch
from tui.textual_internals.compositor import PartialRepaintCompositor, PartialUpdate
from tui.textual_internals.key_bindings import bindings_of
from tui.textual_internals.partial_repaint import PartialRepaintScreen
from tui.textual_internals.resizing import ResizedAtOnce
from tui.textual_internals.scrolling import CachedScrollBar, ImmediateScrollView
from tui.textual_internals.themes import set_first_theme

SIZE = (20, 9)


class Rows(ResizedAtOnce, ImmediateScrollView):
    """A hundred rows, each with its number."""

    DEFAULT_CSS = "Rows { height: 6; }"

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []

    def size_updated(self, is_changed: bool) -> None:
        if is_changed:
            self.widths.append(self.size.width)

    def render_line(self, y: int) -> Strip:
        number = Segment(f"{self.scroll_offset.y + y:3}")
        return Strip([number], 3).adjust_cell_length(self.scrollable_content_region.width)


class Host(App[None]):
    """Rows above a field, on the screen that paints at once."""

    rows: Rows
    field: Input

    def get_default_screen(self) -> PartialRepaintScreen:
        return PartialRepaintScreen()

    def compose(self) -> ComposeResult:
        self.rows, self.field = Rows(), Input("word", select_on_focus=False)
        yield self.rows
        yield self.field

    def picture(self) -> list[str]:
        strips = self.screen._compositor.render_strips(self.screen.size)
        return [strip.text for strip in strips]


@pytest.fixture(params=["on", "off"])
def is_on(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The test runs twice: with private names, and without any."""
    monkeypatch.setattr(switch, "ENABLED", request.param == "on")
    return request.param == "on"


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these names look as if they were gone, in all that asks for them."""

    def has(owner: object, name: str) -> bool:
        return name not in names and hasattr(owner, name)

    monkeypatch.setattr(switch, "hasattr", has, raising=False)


async def test_rows_scroll_at_once(is_on: bool) -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.rows.set_content_size(Size(10, 100))
        app.rows.fit_scrollbar()
        await pilot.pause()
        app.rows.scroll_to(y=40)
        assert app.rows.scroll_offset.y == 40
        await pilot.pause()
        assert [line[:3] for line in app.picture()[:6]] == [f"{y:3}" for y in range(40, 46)]
        bar = app.rows.vertical_scrollbar
        assert isinstance(bar, CachedScrollBar) is is_on
        assert (bar.window_virtual_size, bar.window_size, bar.position) == (100, 6, 40)
        assert app.rows.max_scroll_y == 94


async def test_the_bar_looks_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = []
    for enabled in (True, False):
        monkeypatch.setattr(switch, "ENABLED", enabled)
        app = Host()
        async with app.run_test(size=SIZE) as pilot:
            app.rows.set_content_size(Size(10, 100))
            app.rows.fit_scrollbar()
            for y in (0, 3, 50, 94, 12):
                app.rows.scroll_to(y=y)
                await pilot.pause()
                bar = app.rows.vertical_scrollbar
                pictures.append((enabled, [list(s) for s in bar.render_lines(bar.size.region)]))
    on = [picture for enabled, picture in pictures if enabled]
    assert on == [picture for enabled, picture in pictures if not enabled]
    assert on[0] != on[2]


async def test_of_a_bar_only_rows_that_look_different_are_repainted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(switch, "ENABLED", True)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.rows.set_content_size(Size(10, 12))
        app.rows.fit_scrollbar()
        await pilot.pause()
        bar = app.rows.vertical_scrollbar
        bar.render_lines(bar.size.region)
        bar.refresh()
        assert list(bar._exchange_repaint_regions()) == []
        bar.position = 3
        regions = list(bar._exchange_repaint_regions())
        assert regions
        assert sum(region.height for region in regions) < bar.size.height


async def test_a_new_size_is_taken_up(is_on: bool) -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        assert app.rows.widths == [SIZE[0]]
        await pilot.resize_terminal(31, 9)
        await pilot.pause()
        assert app.rows.widths[-1] == 31


@pytest.mark.parametrize("name", ["_size_updated", "_scroll_update"])
async def test_without_a_name_the_rows_are_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, name)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.rows.set_content_size(Size(10, 100))
        app.rows.fit_scrollbar()
        app.rows.scroll_to(y=40)
        await pilot.resize_terminal(25, 9)
        await pilot.pause()
        assert app.rows.widths[-1] == 25
        assert [line[:3] for line in app.picture()[:6]] == [f"{y:3}" for y in range(40, 46)]
        assert app.rows.vertical_scrollbar.window_virtual_size == 100


@pytest.mark.parametrize("name", ["_vertical_scrollbar", "_start_widget"])
async def test_without_a_name_the_scroll_bar_is_textuals(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, name)
    app = Host()
    async with app.run_test(size=SIZE):
        assert type(app.rows.vertical_scrollbar) is ScrollBar


async def test_a_change_is_painted_before_the_turn_ends(is_on: bool) -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PartialRepaintScreen)
        assert isinstance(app.screen._compositor, PartialRepaintCompositor) is is_on
        app.rows.refresh(Region(0, 2, 3, 1))
        app.screen.paint_now()
        assert app.rows._repaint_required is not is_on
        await pilot.pause()
        assert not app.rows._repaint_required


@pytest.mark.parametrize(
    "name",
    ["_message_queue", "_dirty_widgets", "_on_timer_update", "_layout_required",
     "_scroll_required", "_repaint_required"],
)  # fmt: skip
async def test_without_a_name_a_change_is_painted_later(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, name)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PartialRepaintScreen)
        app.rows.refresh()
        app.screen.paint_now()
        assert app.rows._repaint_required
        await pilot.pause()
        assert not app.rows._repaint_required


@pytest.mark.parametrize(
    "name", ["_compositor", "_exchange_repaint_regions", "_regions_to_spans", "_dirty_regions"]
)
async def test_without_a_name_the_compositor_is_textuals(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, name)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert not isinstance(app.screen._compositor, PartialRepaintCompositor)
        assert [line[:3] for line in app.picture()[:6]] == [f"{y:3}" for y in range(6)]


async def test_without_its_module_the_compositor_is_textuals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tui.textual_internals.compositor", None)
    app = Host()
    async with app.run_test(size=SIZE):
        assert not isinstance(app.screen._compositor, PartialRepaintCompositor)


async def test_a_partial_update_has_the_cells_that_were_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(switch, "ENABLED", True)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen._compositor._dirty_regions.add(Region(1, 2, 2, 1))
        update = app.screen._compositor.render_partial_update()
        assert isinstance(update, PartialUpdate)
        assert [(x, y, strip.text) for x, y, strip in update.pieces] == [(1, 2, " 2")]


async def test_the_same_size_again_lays_out_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "ENABLED", True)
    app = Host()
    async with app.run_test(size=SIZE):
        layouts: list[Size] = []
        monkeypatch.setattr(
            "textual.screen.Screen._refresh_layout", lambda _, size, **how: layouts.append(size)
        )
        app.screen._screen_resized(Size(*SIZE))
        assert layouts == []


async def test_a_widget_has_its_own_bindings_only(is_on: bool) -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.field.focus()
        await pilot.pause()
        assert [b.action for b in bindings_of(app.field, "home")] == ["home"]
        assert [b.action for b in bindings_of(app.field, "ctrl+a")] == ["home"]
        assert list(bindings_of(app.field, "ctrl+q")) == []
        assert list(bindings_of(app.field, "x")) == []


async def test_without_its_name_a_widget_has_the_same_bindings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without(monkeypatch, "_bindings")
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.field.focus()
        await pilot.pause()
        assert [b.action for b in bindings_of(app.field, "end")] == ["end"]
        assert list(bindings_of(app.field, "ctrl+q")) == []


@pytest.mark.parametrize("missing", [(), ("_refresh_truecolor_filter",)])
async def test_the_first_theme_colours_the_app(
    is_on: bool, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, *missing)
    app = Host()
    app.register_theme(Theme("own", primary="#102030", background="#405060", dark=False))
    set_first_theme(app, "own")
    async with app.run_test(size=SIZE):
        assert app.current_theme.name == "own"
        assert app.screen.styles.background.hex == "#405060"


def test_the_names_are_textuals_own_today() -> None:
    assert all(hasattr(ScrollView, name) for name in ("_scroll_update", "_size_updated"))
    assert hasattr(Widget, "_exchange_repaint_regions")

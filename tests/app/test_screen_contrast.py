"""Every pair of colours that the app paints has enough contrast, by computation."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorType
from rich.style import Style
from textual.geometry import Region

from tests.app.conftest import Open, Reader
from tui.highlight import PALETTES
from tui.highlight.colour import MIN_CONTRAST, XTERM_COLOURS, contrast

TEXT = (
    "Ana Ruiz of Mexico told the Port Authority on Monday: “Trade with the Americans will slow.”\n"
    "Nobody else was hurt, the mayor said. It was late in Mexico City.\n"
)
STEPS: tuple[tuple[str, ...], ...] = (
    ("V", "1", "v", "l", "l", "2"), ("j", "3"), ("O",), ("}", "m", *"why", "ctrl+s"),
    ("e", "escape"),
    ("v", "j", "4"), ("V",), ("escape", "f"), ("f", "s"), ("s", "tab", "j"), ("tab", "0"), ("]",),
    ("escape", ":"), ("x", "enter"), ("/", *"m.x"), ("enter",), ("T", "1"), ("escape", "u", "1"),
    ("ctrl+p", *"tag"), ("escape", "escape", "x"), ("tab",), ("tab", "space"),
    ("escape", "m", *"a note"), ("escape", "L"), ("escape", "?"), ("escape",),
)  # fmt: skip
"""Keys that show every part of the app; the whole screen is checked after each step."""


def colour_of(colour: Color | None, default: str) -> str:
    """A colour as ``#rrggbb``: one with a number as xterm has it."""
    if colour is None or colour.type is ColorType.DEFAULT:
        return default
    if colour.number is not None and colour.number < 16:
        return list(XTERM_COLOURS.values())[colour.number]
    return colour.get_truecolor().hex


def pairs_on(reader: Reader) -> dict[tuple[str, str], str]:
    """The pairs of text colour and background on the screen, with a text in each.

    What is behind a dialog is left out, because it is faded on purpose.
    """
    screen = reader.app.screen
    palette = reader.screen.widget_styles.palette
    ink = XTERM_COLOURS.get(palette.foreground, palette.foreground)
    ground = XTERM_COLOURS.get(palette.background, palette.background)
    region = Region(0, 0, *screen.size)
    if screen is not reader.screen:
        region = next(w.region for w in screen.walk_children() if w.region and w is not screen)
    pairs = {}
    for y, strip in enumerate(screen._compositor.render_strips(screen.size)):
        if region.y <= y < region.bottom:
            for text, style, _ in strip.crop(region.x, region.right):
                if any(letter.isalnum() for letter in text):
                    pairs[_painted(style or Style(), ink, ground)] = text
    return pairs


def _painted(style: Style, ink: str, ground: str) -> tuple[str, str]:
    pair = colour_of(style.color, ink), colour_of(style.bgcolor, ground)
    return pair[::-1] if style.reverse else pair


@pytest.mark.parametrize(
    ("name", "no_colour"),
    [*((name, False) for name in PALETTES), *((name, True) for name in PALETTES if name != "ansi")],
)
async def test_all_that_is_painted_is_readable(
    open_app: Open, name: str, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    unreadable = {}
    seen = set()
    async with open_app(TEXT, size=(120, 30), palette=name) as reader:
        for step in ((), *STEPS):
            await reader.press(*step)
            pairs = pairs_on(reader)
            seen.update(pairs)
            for pair, text in pairs.items():
                if contrast(*pair) < MIN_CONTRAST:
                    unreadable.setdefault((pair, round(contrast(*pair), 2)), (step, text[:40]))
    assert unreadable == {}
    assert len(seen) > 3


async def test_without_colour_no_palette_of_names_is_offered(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(TEXT, palette="") as reader:
        offered = [reader.screen.widget_styles.palette.name]
        for _ in PALETTES:
            await reader.press("c")
            offered.append(reader.screen.widget_styles.palette.name)
    assert offered == ["mono", "dark", "light", "mono", "dark"]

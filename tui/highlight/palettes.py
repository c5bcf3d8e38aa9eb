"""The colours of the reading pane, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tui.errors import UnknownName
from tui.highlight.colour import hue, ink_on, is_readable, mix, nearest, tinted

_TINT_SHARE = 0.42
"""Most of a theme's colour in a tint."""
_SENTENCE_SHARE = 0.14
"""Share of the text colour in a tint where the current sentence is."""


class Palette(NamedTuple):
    """One set of colours; each is ``#rrggbb`` or one of Pygments' sixteen names.

    Every text colour has a contrast of 4.5 (WCAG 2 AA) on every background that it can be on.
    Palettes are compared by identity.
    """

    name: str
    is_dark: bool
    background: str
    foreground: str
    dim: str
    """Text that is not the article's, such as speakers' names; only on ``background``."""
    entities: Mapping[str, str]
    """A text colour for each of ``token_types.FAMILIES``."""
    sentence: str
    """Background of the current sentence; empty if it is underlined instead."""
    cursor: str
    """Background of the word under the cursor."""
    on_cursor: str
    hit: str
    """Background of a search hit."""
    on_hit: str
    bar: str
    """The bar in the margin of quotes."""
    marker: str
    """The mark in the margin of the current sentence and of notes."""
    tags_by_colour: bool = True
    """Whether a tagged passage has its theme's tint as background; else it is underlined."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def inks(self) -> tuple[str, ...]:
        """Every colour that the article's text can have."""
        return (self.foreground, *self.entities.values())

    def tint(self, theme_colour: str) -> str:
        """Background of text tagged with a theme of that colour; empty for none."""
        return _tint(self, theme_colour)

    def tint_in_sentence(self, theme_colour: str) -> str:
        """The same in the current sentence; empty for none."""
        return _tint_in_sentence(self, theme_colour)

    def stripe(self, theme_colour: str) -> tuple[str, str]:
        """Text colour and background of the theme's stripe in the margin."""
        return _stripe(self, theme_colour)


@lru_cache(maxsize=1024)
def _tint(palette: Palette, colour: str) -> str:
    if not palette.tags_by_colour:
        return ""
    if palette.background.startswith("ansi"):
        return "ansiblue"
    neutral = mix(palette.background, palette.foreground, _SENTENCE_SHARE)
    # The tint must stay readable in the current sentence, too: take the strongest that does.
    share = _TINT_SHARE
    while share > 0:
        tint = tinted(palette.background, hue(colour), share, palette.inks)
        if _mixed_with_text(palette, tint) != tint:
            return tint
        share -= 0.02
    return neutral


@lru_cache(maxsize=1024)
def _tint_in_sentence(palette: Palette, colour: str) -> str:
    tint = _tint(palette, colour)
    return _mixed_with_text(palette, tint) if palette.sentence else tint


def _mixed_with_text(palette: Palette, tint: str) -> str:
    """The tint with some of the text colour; the tint itself if that is not readable."""
    mixed = mix(tint, palette.foreground, _SENTENCE_SHARE)
    return mixed if is_readable(mixed, palette.inks) else tint


@lru_cache(maxsize=1024)
def _stripe(palette: Palette, colour: str) -> tuple[str, str]:
    if palette.background.startswith("ansi"):
        name = nearest(colour, _STRIPES)
        return ("ansiwhite" if ink_on(name) == "#ffffff" else "ansiblack"), name
    if not palette.tags_by_colour:
        return palette.background, palette.foreground
    return ink_on(colour), colour


_STRIPES = ("ansired", "ansigreen", "ansiyellow", "ansiblue", "ansimagenta", "ansicyan")

DARK = Palette(
    name="dark",
    is_dark=True,
    background="#17191d",
    foreground="#dcd9d3",
    dim="#9aa0aa",
    entities=MappingProxyType(
        {
            "Person": "#ffd479",
            "Org": "#9fd0ff",
            "Place": "#a8e6a1",
            "Group": "#f5b8e0",
            "Date": "#b9c7d6",
            "Thing": "#e3c7a8",
        }
    ),
    sentence="#2a2d33",
    cursor="#f2efe9",
    on_cursor="#17191d",
    hit="#ffb000",
    on_hit="#17191d",
    bar="#8f9bb3",
    marker="#ffd479",
)

LIGHT = Palette(
    name="light",
    is_dark=False,
    background="#fbfaf6",
    foreground="#23262b",
    dim="#5f646c",
    entities=MappingProxyType(
        {
            "Person": "#7a3e00",
            "Org": "#0b468c",
            "Place": "#17521b",
            "Group": "#7d1568",
            "Date": "#3d4a5c",
            "Thing": "#5c4033",
        }
    ),
    sentence="#ecebe6",
    cursor="#23262b",
    on_cursor="#fbfaf6",
    hit="#ffc94d",
    on_hit="#23262b",
    bar="#6b7280",
    marker="#7a3e00",
)

ANSI = Palette(
    name="ansi",
    is_dark=True,
    background="ansiblack",
    foreground="ansigray",
    dim="ansicyan",
    entities=MappingProxyType(
        {
            "Person": "ansibrightyellow",
            "Org": "ansibrightcyan",
            "Place": "ansibrightgreen",
            "Group": "ansiwhite",
            "Date": "ansigray",
            "Thing": "ansiwhite",
        }
    ),
    sentence="",
    cursor="ansiwhite",
    on_cursor="ansiblack",
    hit="ansiyellow",
    on_hit="ansiblack",
    bar="ansicyan",
    marker="ansibrightyellow",
)

MONO = Palette(
    name="mono",
    is_dark=True,
    background="#000000",
    foreground="#e6e6e6",
    dim="#a8a8a8",
    entities=MappingProxyType(
        dict.fromkeys(("Person", "Org", "Place", "Group", "Date", "Thing"), "#e6e6e6")
    ),
    sentence="#262626",
    cursor="#ffffff",
    on_cursor="#000000",
    hit="#bfbfbf",
    on_hit="#000000",
    bar="#a8a8a8",
    marker="#ffffff",
    tags_by_colour=False,
)

PALETTES: Mapping[str, Palette] = MappingProxyType(
    {palette.name: palette for palette in (DARK, LIGHT, ANSI, MONO)}
)


def palette_named(name: str) -> Palette:
    """The palette of that name.

    Raises:
        UnknownName: if there is none; the message lists the names.
    """
    try:
        return PALETTES[name]
    except KeyError:
        raise UnknownName("palette", name, PALETTES) from None

"""Arithmetic of colours: contrast by WCAG 2, mixing, and finding readable pairs.

A colour is ``#rrggbb`` or one of Pygments' sixteen ANSI names ("ansicyan"). Names have the values
of xterm here; the reader's terminal can show them otherwise.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from functools import cache, lru_cache

XTERM_COLOURS = {
    "ansiblack": "#000000",
    "ansired": "#cd0000",
    "ansigreen": "#00cd00",
    "ansiyellow": "#cdcd00",
    "ansiblue": "#0000ee",
    "ansimagenta": "#cd00cd",
    "ansicyan": "#00cdcd",
    "ansigray": "#e5e5e5",
    "ansibrightblack": "#7f7f7f",
    "ansibrightred": "#ff0000",
    "ansibrightgreen": "#00ff00",
    "ansibrightyellow": "#ffff00",
    "ansibrightblue": "#5c5cff",
    "ansibrightmagenta": "#ff00ff",
    "ansibrightcyan": "#00ffff",
    "ansiwhite": "#ffffff",
}

MIN_CONTRAST = 4.5
"""The contrast that WCAG 2 level AA requires of text."""

_GREY = "#808080"


@lru_cache(maxsize=4096)
def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255; those of grey if ``colour`` is none."""
    code = XTERM_COLOURS.get(colour, colour).removeprefix("#")
    if len(code) == 3:
        code = "".join(digit * 2 for digit in code)
    try:
        number = int(code, 16)
    except ValueError:
        number = int(_GREY[1:], 16)
    return number >> 16 & 255, number >> 8 & 255, number & 255


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """WCAG relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = rgb(colour)
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


@cache
def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    first, second = luminance(one) + 0.05, luminance(other) + 0.05
    return first / second if first > second else second / first


def mix(base: str, other: str, share: float) -> str:
    """``base`` with ``share`` (0 to 1) of ``other`` in it, as ``#rrggbb``."""
    pairs = zip(rgb(base), rgb(other), strict=True)
    red, green, blue = [round(a + (b - a) * share) for a, b in pairs]
    return f"#{red:02x}{green:02x}{blue:02x}"


def hue(colour: str) -> str:
    """The same hue and saturation at lightness 0.5 (HLS), so that black and white tint, too."""
    red, green, blue = (value / 255 for value in rgb(colour))
    angle, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return "#" + "".join(
        f"{round(value * 255):02x}" for value in colorsys.hls_to_rgb(angle, 0.5, saturation)
    )


def tinted(base: str, other: str, share: float, inks: Iterable[str]) -> str:
    """``base`` with as much of ``other``, up to ``share``, as keeps every text colour readable."""
    inks = tuple(inks)
    for step in range(round(share * 100), 0, -1):
        mixed = mix(base, other, step / 100)
        if is_readable(mixed, inks):
            return mixed
    return base


def is_readable(background: str, inks: Iterable[str]) -> bool:
    """Whether every text colour has `MIN_CONTRAST` on the background."""
    return all(contrast(ink, background) >= MIN_CONTRAST for ink in inks)


def ink_on(colour: str) -> str:
    """Black or white, whichever has more contrast with ``colour``; never below 4.5."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, colour))


def nearest(colour: str, names: Iterable[str]) -> str:
    """The ANSI name whose xterm colour is nearest in hue."""
    target = rgb(hue(colour))
    return min(
        names,
        key=lambda name: sum((a - b) ** 2 for a, b in zip(rgb(hue(name)), target, strict=True)),
    )

"""Colours as numbers: contrast, mixing, and making one readable on another.

A colour is ``#rrggbb``, or one of Pygments' sixteen names ("ansicyan"), which are reckoned with
the values that xterm gives them; what a reader's terminal makes of a name is theirs to choose.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from functools import lru_cache

XTERM = {
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

READABLE = 4.5
"""The contrast that WCAG 2 asks of text."""

_GREY = "#808080"


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255; grey for what is no colour."""
    code = XTERM.get(colour, colour).removeprefix("#")
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
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(base: str, other: str, share: float) -> str:
    """``base`` with ``share`` (0 to 1) of ``other`` in it, as ``#rrggbb``."""
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(base), rgb(other), strict=True)
    )


def hue(colour: str) -> str:
    """The same hue and saturation at middle lightness, so that black and white tint too."""
    red, green, blue = (value / 255 for value in rgb(colour))
    angle, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return "#" + "".join(
        f"{round(value * 255):02x}" for value in colorsys.hls_to_rgb(angle, 0.5, saturation)
    )


def tinted(base: str, other: str, share: float, inks: Iterable[str]) -> str:
    """``base`` mixed with as much of ``other``, up to ``share``, as leaves every ink readable."""
    inks = tuple(inks)
    for step in range(round(share * 100), 0, -1):
        mixed = mix(base, other, step / 100)
        if all(contrast(ink, mixed) >= READABLE for ink in inks):
            return mixed
    return base


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``; never below 4.5."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, colour))


def nearest(colour: str, names: Iterable[str]) -> str:
    """The name whose xterm colour is nearest in hue."""
    wanted = rgb(hue(colour))
    return min(
        names,
        key=lambda name: sum((a - b) ** 2 for a, b in zip(rgb(hue(name)), wanted, strict=True)),
    )

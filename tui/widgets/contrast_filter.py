"""Keeps words readable on a terminal with fewer colours than the palette has."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter

from tui.highlight.colour import MIN_CONTRAST, XTERM_COLOURS, contrast, ink_on

_WORD = re.compile(r"\w")
_NAMED = tuple(XTERM_COLOURS.values())


class ContrastFilter(LineFilter):
    """Makes words black or white where the terminal's nearest colours have too little contrast."""

    def __init__(self, system: ColorSystem) -> None:
        super().__init__()
        self._system = system

    def apply(self, segments: list[Segment], background: TextualColor) -> list[Segment]:
        """The segments; those without letters, such as scroll bars, keep their colours."""
        return [
            segment
            if segment.style is None or segment.control or not _WORD.search(segment.text)
            else Segment(segment.text, _legible(segment.style, self._system))
            for segment in segments
        ]


def shown_colour(colour: Color, system: ColorSystem) -> str:
    """The colour that a terminal of this colour system shows, as ``#rrggbb``."""
    nearest = colour.downgrade(system)
    if nearest.number is not None and nearest.number < len(_NAMED):
        return _NAMED[nearest.number]
    return nearest.get_truecolor().hex


@lru_cache(maxsize=8192)
def _legible(style: Style, system: ColorSystem) -> Style:
    if not style.color or not style.bgcolor or style.color.is_default or style.bgcolor.is_default:
        return style
    ground = shown_colour(style.bgcolor, system)
    if contrast(shown_colour(style.color, system), ground) >= MIN_CONTRAST:
        return style
    return style + Style(color=ink_on(ground))

"""Highlighting of an article: layers -> Pygments tokens -> styles in the colours of a palette."""

from tui.highlight.layers import Layers, Run, Stripes
from tui.highlight.palettes import DARK, LIGHT, PALETTES, Palette, palette_named
from tui.highlight.styles import style_for

__all__ = [
    "DARK",
    "LIGHT",
    "PALETTES",
    "Layers",
    "Palette",
    "Run",
    "Stripes",
    "palette_named",
    "style_for",
]

"""Pygments styles for the tokens of an article, made for a palette and a codebook."""

from __future__ import annotations

from functools import lru_cache

from pygments.style import Style
from pygments.token import Token

from tui.highlight.colour import XTERM
from tui.highlight.palettes import Palette, palette_named
from tui.highlight.tokens import (
    ARTICLE,
    STRANGER,
    TokenType,
    combinations,
    theme_part,
    token_for,
)
from tui.model import Codebook

STRANGER_COLOUR = "#7f8c8d"
"""The colour of a theme that is not in the codebook."""


def style_for(palette_name: str, codebook: Codebook) -> type[Style]:
    """The style that paints every combination of layers.

    Entities by text colour and bold, quotes by italic, a theme by background, a note by
    underline: no two layers want the same channel.

    Raises:
        UnknownName: if there is no such palette.
    """
    return _style(palette_named(palette_name), codebook)


@lru_cache(maxsize=32)
def _style(palette: Palette, codebook: Codebook) -> type[Style]:
    colours = {theme_part(theme.id): theme.colour for theme in codebook}
    colours[STRANGER] = STRANGER_COLOUR
    styles: dict[TokenType, str] = {Token: palette.foreground, ARTICLE: palette.foreground}
    for theme, quoted, family, noted in combinations(tuple(colours)):
        token = token_for(theme, quoted, family, noted)
        words = [palette.entities[family] if family else palette.foreground]
        if family:
            words.append("bold")
        if quoted:
            words.append("italic")
        tint = palette.tint(colours[theme]) if theme else ""
        if tint:
            words.append(f"bg:{tint}")
        if noted or (theme and not tint):
            words.append("underline")
        styles[token] = " ".join(words)
    name = f"pullquote-{palette.name}"
    background = XTERM.get(palette.background, palette.background)
    members = {"name": name, "styles": styles, "background_color": background}
    return type("ArticleStyle", (Style,), members)

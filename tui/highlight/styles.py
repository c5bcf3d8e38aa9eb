"""The styles of an article's tokens for a palette and a codebook, also as Pygments styles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pygments.token import Token

from tui.highlight.colour import XTERM_COLOURS
from tui.highlight.palettes import Palette, palette_named
from tui.highlight.token_types import (
    ARTICLE,
    UNKNOWN_THEME,
    TokenType,
    combinations,
    theme_part,
    token_for,
)
from tui.model import Codebook

if TYPE_CHECKING:
    from pygments.style import Style

UNKNOWN_THEME_COLOUR = "#7f8c8d"
"""The colour of a theme that is not in the codebook."""


class TextStyle(NamedTuple):
    """The style of one token type."""

    colour: str
    background: str
    """Empty for the background of the palette."""
    bold: bool
    italic: bool
    underline: bool

    @property
    def pygments_style(self) -> str:
        """The same as a Pygments style definition."""
        attributes = {"bold": self.bold, "italic": self.italic, "underline": self.underline}
        background = [f"bg:{self.background}"] if self.background else []
        enabled = [name for name, is_on in attributes.items() if is_on]
        return " ".join([self.colour, *background, *enabled])


def text_style(
    palette: Palette,
    colours: Mapping[str, str],
    theme: str,
    quoted: bool,
    family: str,
    noted: bool,
) -> TextStyle:
    """The style of the token that ``token_for`` makes of the last four arguments.

    Each layer has its own attribute: entities text colour and bold, quotes italic, themes the
    background, notes the underline. ``colours`` is what `theme_colours` returns.
    """
    tint = palette.tint(colours[theme]) if theme in colours else ""
    return TextStyle(
        palette.entities[family] if family else palette.foreground,
        tint,
        bold=bool(family),
        italic=quoted,
        underline=noted or (theme in colours and not tint),
    )


def theme_colours(codebook: Codebook) -> dict[str, str]:
    """The colour of each theme by its `theme_part`; of undefined themes by `UNKNOWN_THEME`."""
    return {theme_part(theme.id): theme.colour for theme in codebook} | {
        UNKNOWN_THEME: UNKNOWN_THEME_COLOUR
    }


def style_for(palette_name: str, codebook: Codebook) -> type[Style]:
    """The Pygments style with a definition for every combination of layers.

    Raises:
        UnknownName: if there is no such palette.
    """
    return _style(palette_named(palette_name), codebook)


@lru_cache(maxsize=32)
def _style(palette: Palette, codebook: Codebook) -> type[Style]:
    from pygments.style import Style

    colours = theme_colours(codebook)
    styles: dict[TokenType, str] = {Token: palette.foreground, ARTICLE: palette.foreground}
    for parts in combinations(tuple(colours)):
        styles[token_for(*parts)] = text_style(palette, colours, *parts).pygments_style
    name = f"pullquote-{palette.name}"
    background = XTERM_COLOURS.get(palette.background, palette.background)
    members = {"name": name, "styles": styles, "background_color": background}
    return type("ArticleStyle", (Style,), members)

"""Tokens as Rich styles, with the caret, search hits and fading over them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import ANSIToTruecolor, LineFilter

from tui.highlight.colour import XTERM_COLOURS
from tui.highlight.palettes import Palette
from tui.highlight.styles import UNKNOWN_THEME_COLOUR, text_style, theme_colours
from tui.highlight.token_types import ARTICLE, TokenType, parts_of
from tui.model import Codebook

SENTENCE, WORD, SELECTED, HIT, FADED = 1, 2, 4, 8, 16
"""Bits of what may be drawn over a character."""

_NAMES = {
    "ansigray": "white",
    "ansiwhite": "bright_white",
    "ansibrightblack": "bright_black",
}


def rich_colour(colour: str) -> Color:
    """A palette's colour as a colour of Rich."""
    if colour.startswith("ansi"):
        name = _NAMES.get(colour) or colour.removeprefix("ansi").replace("bright", "bright_")
        return Color.parse(name)
    return Color.parse(colour)


class StyleCache:
    """The Rich styles of one palette and codebook, each computed once."""

    def __init__(
        self, palette: Palette, codebook: Codebook, filters: Sequence[LineFilter] = ()
    ) -> None:
        self.palette = palette
        self.filters = tuple(filters)
        """The app's filters for every style: no colour, no named colours, no dim."""
        self._by_part = theme_colours(codebook)
        self._colours = {theme.id: theme.colour for theme in codebook}
        self._codebook = codebook
        self._lifted = {
            palette.tint(colour): palette.tint_in_sentence(colour)
            for colour in (*self._colours.values(), UNKNOWN_THEME_COLOUR)
        }
        self._styles: dict[tuple[TokenType, int], Style] = {}
        self._is_native = not any(isinstance(f, ANSIToTruecolor) for f in self.filters)
        self._ground = self._colour(palette.background)
        self.plain = self.text(ARTICLE, 0)
        self.dim = self._on_ground(palette.dim)
        self.bar = self._on_ground(palette.bar)
        self.marker = self._on_ground(palette.marker)

    def text(self, token: TokenType, over: int) -> Style:
        """The style of a token with the bits of ``over`` drawn over it."""
        style = self._styles.get((token, over))
        if style is None:
            style = self._styles[token, over] = self._style_of(token, over)
        return style

    def stripe(self, theme: str) -> tuple[str, Style]:
        """Letter and style of a theme's stripe."""
        ink, ground = self.palette.stripe(self._colours.get(theme, UNKNOWN_THEME_COLOUR))
        return self._codebook.letter(theme), self._filtered(
            Style(color=self._colour(ink), bgcolor=self._colour(ground), bold=True)
        )

    def _colour(self, name: str) -> Color:
        # Textual turns names into its theme's colours; those of xterm are readable together.
        return rich_colour(name if self._is_native else XTERM_COLOURS.get(name, name))

    def _filtered(self, style: Style) -> Style:
        ground = TextualColor.from_rich_color(self._ground)
        for line_filter in self.filters:
            style = line_filter.apply([Segment("x", style)], ground)[0].style or style
        return style

    def _on_ground(self, colour: str) -> Style:
        return self._filtered(Style(color=self._colour(colour), bgcolor=self._ground))

    def _style_of(self, token: TokenType, over: int) -> Style:
        palette = self.palette
        colour, tint, bold, italic, underline = text_style(palette, self._by_part, *parts_of(token))
        ground = tint or palette.background
        if over == FADED:
            colour, ground, bold = palette.dim, palette.background, False
        if over & SENTENCE:
            if not palette.sentence:
                underline = True
            elif ground == palette.background:
                ground = palette.sentence
            else:
                ground = self._lifted.get(ground, ground)
        if over & HIT:
            colour, ground = palette.on_hit, palette.hit
        if over & WORD:
            colour, ground, underline = palette.on_cursor, palette.cursor, True
        return self._filtered(
            Style(
                color=self._colour(colour),
                bgcolor=self._colour(ground),
                bold=bold,
                italic=italic,
                underline=underline,
                # The word under the cursor is not reversed: it marks the edge of a selection.
                reverse=bool(over & SELECTED) and not over & WORD,
            )
        )

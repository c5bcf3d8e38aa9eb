"""The styles of the widgets around the text."""

from __future__ import annotations

from functools import cached_property

from rich.style import Style
from textual.theme import Theme as TextualTheme

from tui.highlight.palettes import Palette
from tui.highlight.token_types import family
from tui.model import Theme
from tui.widgets.article_pane.style_cache import rich_colour


class WidgetStyles:
    """The styles of one palette."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._stripes: dict[str, Style] = {}

    def _on_background(
        self, colour: str, bold: bool = False, italic: bool = False, underline: bool = False
    ) -> Style:
        return Style(
            color=rich_colour(colour),
            bgcolor=rich_colour(self.palette.background),
            bold=bold,
            italic=italic,
            underline=underline,
        )

    @cached_property
    def plain(self) -> Style:
        """Ordinary text."""
        return self._on_background(self.palette.foreground)

    @cached_property
    def dim(self) -> Style:
        """Less important text."""
        return self._on_background(self.palette.dim)

    @cached_property
    def strong(self) -> Style:
        """Titles, headings, theme names."""
        return self._on_background(self.palette.foreground, bold=True)

    @cached_property
    def key(self) -> Style:
        """The name of a key."""
        return self._on_background(self.palette.marker, bold=True)

    @cached_property
    def chosen(self) -> Style:
        """The name of the list that is shown."""
        return self._on_background(self.palette.foreground, bold=True, underline=True)

    @cached_property
    def quote(self) -> Style:
        """The speaker of the quote under the cursor."""
        return self._on_background(self.palette.foreground, italic=True)

    @cached_property
    def error(self) -> Style:
        """An error message."""
        palette = self.palette
        return Style(color=rich_colour(palette.on_hit), bgcolor=rich_colour(palette.hit), bold=True)

    @cached_property
    def current(self) -> Style:
        """The current row of a list."""
        palette = self.palette
        return Style(color=rich_colour(palette.on_cursor), bgcolor=rich_colour(palette.cursor))

    @cached_property
    def faintly_current(self) -> Style:
        """The current row of a list without the focus."""
        ground = self.palette.sentence
        return Style(bgcolor=rich_colour(ground)) if ground else Style(underline=True)

    def stripe(self, theme: Theme) -> Style:
        """A theme's own colours."""
        style = self._stripes.get(theme.colour)
        if style is None:
            letter, ground = self.palette.stripe(theme.colour)
            style = Style(color=rich_colour(letter), bgcolor=rich_colour(ground), bold=True)
            self._stripes[theme.colour] = style
        return style

    def entity(self, label: str) -> Style:
        """The text colour of an entity of that OntoNotes label."""
        return self._on_background(self.palette.entities[family(label)], bold=True)

    @property
    def textual_theme(self) -> TextualTheme:
        """The palette as a theme of Textual, for dialogs and scroll bars.

        Raises:
            ValueError: for a palette of the terminal's own colours; Textual has a theme for it.
        """
        palette = self.palette
        if palette.background.startswith("ansi"):
            raise ValueError("The terminal's own colours are a theme of Textual's.")
        return TextualTheme(
            name=f"pullquote-{palette.name}",
            primary=palette.bar,
            accent=palette.marker,
            foreground=palette.foreground,
            background=palette.background,
            surface=palette.background,
            panel=palette.sentence or palette.background,
            warning=palette.hit,
            error=palette.hit,
            dark=palette.is_dark,
        )

    @property
    def textual_theme_name(self) -> str:
        """The name of Textual's theme for the palette."""
        if self.palette.background.startswith("ansi"):
            return "ansi-dark" if self.palette.is_dark else "ansi-light"
        return f"pullquote-{self.palette.name}"

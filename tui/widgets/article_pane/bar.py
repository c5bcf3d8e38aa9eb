"""Scrolling at once, with a bar that is drawn once for each of its states."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.highlight import Palette
from tui.highlight.colour import mix


class QuietBar(ScrollBar):
    """Textual's scroll bar, which else costs as much to draw again as the lines beside it."""

    _drawn: list[Strip] | None = None

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Something changed: draw it anew when asked for it."""
        self._drawn = None
        return super().refresh(*regions, **how)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in ``crop``."""
        if self._drawn is None or len(self._drawn) != self.size.height:
            self._drawn = super().render_lines(self.size.region)
        return self._drawn[crop.y : crop.bottom]


class QuietScroll(ScrollView):
    """Scrolls down and up, never animated."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    QuietScroll {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    _fit: tuple[Size, Size, int] | None = None

    def scroll_to(self, x: float | None = None, y: float | None = None, **how: object) -> None:
        """Scroll there at once, whoever asks and however."""
        self._scroll_to(x, y, animate=False, force=bool(how.get("force", False)))

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when first asked for."""
        if self._vertical_scrollbar is None:
            bar = QuietBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def _scroll_update(self, virtual_size: Size) -> None:
        """Fit the scroll bar, unless it fits: every time, it is painted anew."""
        fit = (virtual_size, self.outer_size, self.scrollbar_size_vertical)
        if fit != self._fit:
            self._fit = fit
            super()._scroll_update(virtual_size)

    def dress(self, palette: Palette) -> None:
        """Give what Textual paints around the lines the same colours."""
        ground, styles = palette.background, self.styles
        styles.background = Color.parse(mix(ground, ground, 0))
        for state in ("", "_hover", "_active"):
            bar = mix(ground, palette.foreground, 0.5 if state else 0.3)
            setattr(styles, f"scrollbar_background{state}", Color.parse(mix(ground, ground, 0)))
            setattr(styles, f"scrollbar_color{state}", Color.parse(bar))

"""Scrolling at once, with a bar that is drawn once for each of its states."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.highlight import Palette
from tui.highlight.colour import mix


class CachedScrollBar(ScrollBar):
    """Textual's scroll bar, which else costs as much to draw again as the lines beside it."""

    _drawn: list[Strip] | None = None
    _is_stale = True

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Something changed: draw it anew when asked for it."""
        self._is_stale = True
        return super().refresh(*regions, **how)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in ``crop``."""
        return self._rows()[crop.y : crop.bottom]

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """What is to be painted: of what changed, the rows that look different."""
        regions, before = super()._exchange_repaint_regions(), self._drawn
        if not regions or before is None or len(before) != self.size.height:
            return regions
        rows = enumerate(zip(before, self._rows(), strict=True))
        return [Region(0, y, self.size.width, 1) for y, (old, new) in rows if old != new]

    def _rows(self) -> list[Strip]:
        if self._drawn is None or self._is_stale or len(self._drawn) != self.size.height:
            self._drawn = super().render_lines(self.size.region)
            self._is_stale = False
        return self._drawn


class ImmediateScrollView(ScrollView):
    """Scrolls down and up, never animated."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    ImmediateScrollView {
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
            bar = CachedScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
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

    def apply_styles(self, palette: Palette) -> None:
        """Give what Textual paints around the lines the same colours."""
        ground, styles = palette.background, self.styles
        styles.background = Color.parse(mix(ground, ground, 0))
        for state in ("", "_hover", "_active"):
            bar = mix(ground, palette.foreground, 0.5 if state else 0.3)
            setattr(styles, f"scrollbar_background{state}", Color.parse(mix(ground, ground, 0)))
            setattr(styles, f"scrollbar_color{state}", Color.parse(bar))

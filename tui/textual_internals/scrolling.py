"""Scrolling without animation or another layout, and a scroll bar that is drawn once per state."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.textual_internals.switch import has_private


class CachedScrollBar(ScrollBar):
    """A scroll bar that keeps its strips: drawing it costs as much as the lines beside it."""

    _cached_strips: list[Strip] | None = None
    _is_stale = True

    def refresh(self, *regions: Region, **options: Any) -> Self:
        """Draw it anew when it is painted next."""
        self._is_stale = True
        return super().refresh(*regions, **options)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in ``crop``."""
        return self._strips()[crop.y : crop.bottom]

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Of the regions to repaint, the rows that look different.

        Only Textual calls this. Where it does not, the whole bar is painted.
        """
        regions, previous = super()._exchange_repaint_regions(), self._cached_strips
        if not regions or previous is None or len(previous) != self.size.height:
            return regions
        rows = enumerate(zip(previous, self._strips(), strict=True))
        return [Region(0, y, self.size.width, 1) for y, (old, new) in rows if old != new]

    def _strips(self) -> list[Strip]:
        strips = self._cached_strips
        if strips is None or self._is_stale or len(strips) != self.size.height:
            strips = self._cached_strips = super().render_lines(self.size.region)
            self._is_stale = False
        return strips


class ImmediateScrollView(ScrollView):
    """A view that scrolls vertically and never animates."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    ImmediateScrollView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    _fitted_to: tuple[Size, Size, int] | None = None

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """Scroll there at once, whatever the options say of animation."""
        options.update(animate=False, immediate=True)
        super().scroll_to(x, y, **options)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when first asked for; Textual's own where it cannot be replaced."""
        if not has_private(self, "_vertical_scrollbar") or not has_private(
            self.app, "_start_widget"
        ):
            return super().vertical_scrollbar
        if self._vertical_scrollbar is None:
            bar = CachedScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def set_content_size(self, size: Size) -> None:
        """Take another virtual size; `fit_scrollbar` is to follow once it is scrolled.

        Setting ``virtual_size`` lays out the whole screen again, though no widget moves. That
        is what happens without ``_scroll_update``.
        """
        if has_private(ScrollView, "_scroll_update"):
            self.set_reactive(ScrollView.virtual_size, size)
        else:
            self.virtual_size = size

    def fit_scrollbar(self) -> None:
        """Fit the scroll bar to the size of the content."""
        if has_private(ScrollView, "_scroll_update"):
            self._scroll_update(self.virtual_size)

    def _scroll_update(self, virtual_size: Size) -> None:
        """Fit the scroll bar, unless it fits: each time, Textual paints it again."""
        sizes = (virtual_size, self.outer_size, self.scrollbar_size_vertical)
        if sizes != self._fitted_to or not has_private(ScrollView, "_scroll_update"):
            self._fitted_to = sizes
            super()._scroll_update(virtual_size)

"""A scroll bar that is drawn once for each of its states."""

from __future__ import annotations

from typing import Any, Self

from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip


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

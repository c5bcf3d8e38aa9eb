"""Whether the lists show beside the text, and whether the keys go to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text_layout.columns import SIDE_FROM, side_width

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen


class SidePaneState:
    """Shows the lists where there is room, or as the reader wants it.

    Lists that show only because the keys went to them hide when the keys go back.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._wanted: bool | None = None
        self._is_visited = False

    def toggle(self) -> None:
        """Hide or show the lists for good."""
        self._wanted, self._is_visited = not self._screen.side.display, False
        self.place(self._screen.size.width)

    def enter(self) -> None:
        """Let the keys go to the lists."""
        side = self._screen.side
        self._is_visited = not side.display
        self.place(self._screen.size.width)
        side.rows.focus()

    def leave(self) -> None:
        """Let the keys go to the text."""
        self._is_visited = False
        self._screen.set_focus(None)
        self.place(self._screen.size.width)

    def place(self, width: int) -> None:
        """Show or hide the lists on a screen ``width`` cells wide."""
        side, wanted = self._screen.side, self._wanted
        shows = width >= SIDE_FROM if wanted is None else wanted
        side.display = shows or self._is_visited
        side.styles.width = side_width(width)
        if not side.display and side.has_focus_within:
            self._screen.set_focus(None)

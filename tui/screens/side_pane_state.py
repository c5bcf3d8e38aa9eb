"""Whether the side pane is shown, and whether it has the keyboard focus."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.text_layout.columns import SIDE_FROM, side_width
from tui.widgets.side_pane import SidePane


class SidePaneState:
    """Shows the side pane where the screen is wide enough, or as the reader chose.

    A pane that is shown only because it got the focus is hidden when it loses it.
    """

    def __init__(self, screen: Screen[Any], side_pane: SidePane) -> None:
        self._screen = screen
        self._side_pane = side_pane
        self._chosen: bool | None = None
        """Whether the reader wants the pane; ``None`` if the width decides."""
        self._is_visited = False

    def toggle(self) -> None:
        """Hide or show the pane until it is toggled again, whatever the width."""
        self._chosen, self._is_visited = not self._side_pane.display, False
        self.update(self._screen.size.width)

    def focus_list(self) -> None:
        """Give the keyboard focus to the side pane, and show it."""
        self._is_visited = not self._side_pane.display
        self.update(self._screen.size.width)
        self._side_pane.rows.focus()

    def focus_text(self) -> None:
        """Give the keyboard focus to the text."""
        self._is_visited = False
        self._screen.set_focus(None)
        self.update(self._screen.size.width)

    def update(self, width: int) -> None:
        """Show or hide the pane on a screen of ``width`` cells."""
        pane = self._side_pane
        is_shown = width >= SIDE_FROM if self._chosen is None else self._chosen
        pane.display = is_shown or self._is_visited
        pane.styles.width = side_width(width)
        if not pane.display and pane.has_focus_within:
            self._screen.set_focus(None)

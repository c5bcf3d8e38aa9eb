"""A screen that paints what a key changed in the turn of the key."""

from __future__ import annotations

import time
from contextlib import suppress

from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui.textual_internals.switch import has_private

_OF_THE_SCREEN = ("_message_queue", "_dirty_widgets", "_on_timer_update")
_OF_A_WIDGET = ("_layout_required", "_scroll_required", "_repaint_required")


class PartialRepaintScreen(Screen[None]):
    """A screen that repaints only the cells that changed, and at once when it is asked to.

    Without Textual's compositor and its flags, it is a screen like any other.
    """

    def __init__(self) -> None:
        super().__init__()
        if not has_private(self, "_compositor") or not has_private(
            Widget, "_exchange_repaint_regions"
        ):
            return
        with suppress(ImportError):
            from tui.textual_internals.compositor import PartialRepaintCompositor, is_compatible

            if is_compatible(self._compositor):
                self._compositor = PartialRepaintCompositor()

    def _screen_resized(self, size: Size) -> None:
        # While an app starts, Textual tells its screen the same size three times.
        if not has_private(self, "_compositor") or size != self._compositor.size:
            super()._screen_resized(size)

    def paint_now(self) -> None:
        """Paint what has changed, unless more keys wait or widgets have to be laid out first.

        Textual's own way leads through the queues of each widget and a timer; it is taken later
        for whatever is not painted here.
        """
        if not has_private(self, "_compositor", *_OF_THE_SCREEN):
            return
        widgets = list(self._compositor.visible_widgets)
        if not all(has_private(widget, *_OF_A_WIDGET) for widget in widgets[:1]):
            return
        is_moving = any(widget._layout_required or widget._scroll_required for widget in widgets)
        if is_moving or not self.is_current or not self._message_queue.empty():
            return
        for widget in widgets:
            if widget._repaint_required:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        self._on_timer_update()
        time.sleep(0)  # the thread that writes to the terminal goes first

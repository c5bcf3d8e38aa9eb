"""Taking up a new size before the widget is painted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.widget import Widget

from tui.textual_internals.switch import has_private

if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object  # a widget takes its styles from the first of its bases that is a widget


class ResizedAtOnce(_Base):
    """Calls `size_updated` as soon as the layout gives the widget a size.

    Textual's resize event comes after the old content was painted in the new size. Without
    ``_size_updated``, the event is what calls it.
    """

    def size_updated(self, is_changed: bool) -> None:
        """Fit the content to the size; ``is_changed`` is false for a layout that kept the size."""

    def _size_updated(self, *sizes: Any, **options: Any) -> bool:
        is_changed: bool = super()._size_updated(*sizes, **options)
        if has_private(Widget, "_size_updated"):
            self.size_updated(is_changed)
        return is_changed

    def on_resize(self, event: events.Resize) -> None:
        """Fit the content, unless that is done already."""
        if not has_private(Widget, "_size_updated"):
            self.size_updated(True)

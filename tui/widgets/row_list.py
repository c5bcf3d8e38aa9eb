"""A list that draws only the visible rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.model import Codebook, Span
from tui.widgets.list_rows import Row
from tui.widgets.text_line import BorderlessWidget, StyledText, justified_strip
from tui.widgets.widget_styles import WidgetStyles

EDGE = "▏"
"""The line between the text and the lists."""


class RowList(BorderlessWidget, ScrollView, can_focus=True):
    """Rows to choose from; Enter or a click goes to the first span of a row, then to its next."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, place: Span) -> None:
            super().__init__()
            self.place = place
            """Where to go."""

    def __init__(self, widget_styles: WidgetStyles, id: str | None = None) -> None:
        super().__init__(id=id)
        self._widget_styles = widget_styles
        self.rows: Sequence[Row] = ()
        """What is listed; `show` sets it."""
        self._codebook = Codebook(())
        self._current = 0
        self._times_chosen = 0

    def show(self, rows: Iterable[Row], codebook: Codebook, keep_position: bool) -> None:
        """Show other rows; the current index and the scroll offset stay if ``keep_position``."""
        rows = rows if isinstance(rows, Sequence) else tuple(rows)
        if rows == self.rows and codebook == self._codebook:
            return
        self.rows, self._codebook = rows, codebook
        self._current = self._choosable(
            min(self._current, len(rows) - 1) if keep_position else 0, 1
        )
        self._times_chosen = 0
        self.virtual_size = Size(1, len(rows))
        if not keep_position:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    def apply_styles(self, widget_styles: WidgetStyles) -> None:
        """Use other colours."""
        self._widget_styles = widget_styles
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row at line ``y`` of the widget."""
        index = y + self.scroll_offset.y
        width, widget_styles = self.scrollable_content_region.width, self._widget_styles
        if index >= len(self.rows):
            return justified_strip(
                [StyledText(EDGE, widget_styles.dim)], (), width, widget_styles.plain
            )
        row = self.rows[index]
        style = (
            widget_styles.dim
            if row.is_dim
            else widget_styles.strong
            if row.is_heading
            else widget_styles.plain
        )
        is_current = index == self._current and bool(row.places)
        if is_current:
            style += widget_styles.current if self.has_focus else widget_styles.faintly_current
        left = [StyledText(EDGE, widget_styles.dim)]
        left += [] if row.is_heading else [StyledText(" › " if is_current else "   ")]
        left += [
            StyledText(self._codebook.letter(theme.id), widget_styles.stripe(theme))
            for theme in self._codebook
            if theme.id in row.themes
        ]
        left.append(StyledText(f" {row.text}" if row.themes else row.text))
        return justified_strip(
            left, [StyledText(f" {row.right}")] if row.right else (), width, style
        )

    def on_focus(self) -> None:
        """Highlight the current row."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim the current row."""
        self.refresh()

    def press_key(self, key: str) -> bool:
        """Move in the list or choose a row; returns whether the key does either.

        The screen calls this, so that keys are handled in the order of typing.
        """
        page = max(1, self.size.height - 1)
        steps = {
            "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "space": page,
            "pageup": -page, "home": -len(self.rows), "g": -len(self.rows),
            "end": len(self.rows), "G": len(self.rows),
        }  # fmt: skip
        if key in steps:
            self._move(steps[key])
        elif key == "enter":
            self._choose()
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        index = event.y + self.scroll_offset.y
        if index < len(self.rows) and self.rows[index].places:
            self._set_current(index)
            self._choose()
        event.stop()

    def _move(self, step: int) -> None:
        target = max(0, min(self._current + step, len(self.rows) - 1))
        self._set_current(self._choosable(target, 1 if step > 0 else -1))

    def _set_current(self, index: int) -> None:
        if index == self._current:
            return
        previous, self._current, self._times_chosen = self._current, index, 0
        top, height = self.scroll_offset.y, self.size.height
        if not top <= index < top + height:
            top = max(0, index - height // 2)
            self.scroll_to(y=top, animate=False)
            return
        for line in (previous, index):
            self.refresh(Region(0, line - top, self.size.width, 1))

    def _choose(self) -> None:
        if self._current >= len(self.rows):
            return
        places = self.rows[self._current].places
        if places:
            self.post_message(self.Chosen(places[self._times_chosen % len(places)]))
            self._times_chosen += 1

    def _choosable(self, index: int, step: int) -> int:
        """The nearest row that can be chosen, first towards ``step``; ``index`` if none is."""
        for direction in (step, -step):
            candidate = index
            while 0 <= candidate < len(self.rows):
                if self.rows[candidate].places:
                    return candidate
                candidate += direction
        return max(0, index)

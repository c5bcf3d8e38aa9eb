"""The reading pane: an article, the caret and what the mouse does."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from tui.highlight import Layers
from tui.model import Reading, Span
from tui.session.navigation.caret import Caret
from tui.view_settings import NARROWEST, WIDEST
from tui.widgets.article_pane.canvas import Canvas

_SCROLL_INTERVAL = 1 / 20
"""Seconds between two steps while the mouse is held outside the pane."""


class ArticlePane(Canvas):
    """An article with its names, quotes, themes and notes, and the reader's caret.

    It shows what it is given and changes no data: what the mouse does is posted as messages.
    """

    reading: var[Reading | None] = var(None, init=False, always_update=True)
    """What is shown. ``Anchored`` objects that did not change must be kept: they are compared."""
    caret: var[Caret | None] = var(None, init=False)
    hits: var[tuple[Span, ...]] = var((), init=False, always_update=True)
    """Search hits in the order of the text, without overlaps."""
    lifted: var[str | None] = var(None, init=False)
    """The id of the annotation that is shown where several overlap."""

    class Pointed(Message):
        """The reader clicked on a character."""

        def __init__(self, pane: ArticlePane, offset: int, clicks: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset
            """The offset under the mouse, or the nearest on its line."""
            self.clicks = clicks
            """1 for a click, 2 for a double click ..."""

        @property
        def control(self) -> ArticlePane:
            """The pane."""
            return self.pane

    class Swept(Message):
        """The reader is dragging the mouse over the text, the button still down."""

        def __init__(self, pane: ArticlePane, start_offset: int, end_offset: int) -> None:
            super().__init__()
            self.pane = pane
            self.start_offset = start_offset
            """The offset where the button was pressed."""
            self.end_offset = end_offset
            """The offset under the mouse; it may be less than the start."""

        @property
        def control(self) -> ArticlePane:
            """The pane."""
            return self.pane

        @property
        def span(self) -> Span:
            """From the lesser to the greater offset, both included."""
            low, high = sorted((self.start_offset, self.end_offset))
            return Span(low, high + 1)

        def can_replace(self, message: Message) -> bool:
            """Of several that wait, only the latest is needed."""
            return isinstance(message, ArticlePane.Swept)

    def __init__(
        self,
        reading: Reading | None = None,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._press_offset: int | None = None
        self._drag_offset: int | None = None
        self._mouse_position = (0, 0)
        self._scroll_timer: Timer | None = None
        self.reading = reading

    def page(self, pages: float) -> int:
        """Scroll by so many screens, less one line each, which stays in view.

        Returns:
            The offset at the row and cell where the caret was; at the start or end of the text,
            an offset on the first or last line.
        """
        rows, lines, top = max(1, self._rows), self._lines, self.scroll_offset.y
        step = round(pages * max(1, rows - 1)) or (1 if pages > 0 else -1)
        point = self.caret.point if self.caret else self.top_offset
        row = min(max(lines.line_of(point) - top, 0), rows - 1)
        cell, line = lines.cell_of(point), top + row + step
        self.scroll_to(y=top + step)
        if lines is not self._lines:  # it was an estimate so far away
            lines, line = self._lines, self.scroll_offset.y + row
        line = min(max(line, 0), len(lines) - 1)
        if lines.is_spacing(line):
            line = min(max(line + (1 if pages > 0 else -1), 0), len(lines) - 1)
        return lines.offset_at(line, cell)

    def widen(self, cells: int) -> int:
        """Make the lines so many cells longer, if there is room; shorter if negative.

        Returns:
            The most cells of a line now.
        """
        width = self._columns.measure if self._columns else self.measure
        if (cells < 0 and width > NARROWEST) or (cells > 0 and width >= self.measure):
            self.measure = min(max(width + cells, NARROWEST), WIDEST)
        return self._columns.measure if self._columns else self.measure

    def toggle_spacing(self) -> bool:
        """Add an empty line between paragraphs or remove it; returns whether there is one."""
        top = self.top_offset
        self._spaced = self.prefers_spacing = not self._spaced
        self._columns, self._pinned = None, (self.scroll_offset.y, top)
        self._update_layout()
        return self._spaced

    def toggle_spotlight(self) -> bool:
        """Fade all but the paragraph of the caret, or nothing; returns whether text is faded."""
        self.spotlit = not self.spotlit
        return self.spotlit

    def watch_reading(self, old: Reading | None, new: Reading | None) -> None:
        """Repaint the lines that changed; show another text from its start."""
        if new is None:
            return
        if self._layers is None or old is None or old.article.text != new.article.text:
            self._set_text(Layers(new, self.lifted))
        elif new is not old:
            self._update_layers(new)

    def watch_lifted(self) -> None:
        """Repaint where annotations overlap."""
        if self.reading is not None and self._layers is not None:
            self._update_layers(self.reading)

    def _update_layers(self, reading: Reading) -> None:
        if self._layers is None:
            return
        recoloured = reading.codebook is not self._layers.reading.codebook
        self._layers, changed = self._layers.following(reading, self.lifted)
        painter = self._painter
        if painter is None:
            return
        painter.layers = self._layers
        if recoloured:
            self._new_painter()
            self.refresh()
        elif changed is None:
            self._refresh_changed_cells([self._whole_text], stale=True)
        else:
            self._refresh_changed_cells(changed, stale=True)

    @property
    def _whole_text(self) -> Span:
        return Span(0, len(self._lines.text))

    def watch_caret(self, old: Caret | None, new: Caret | None) -> None:
        """Repaint the lines where the caret was and those where it is."""
        old_spotlight = self._spotlight
        self._set_overlays(new, self.hits)
        spans = changed_spans(old, new)
        if self._spotlight != old_spotlight:
            spans += [span for span in (old_spotlight, self._spotlight) if span is not None]
        self._refresh_changed_cells(spans)

    def watch_spotlit(self) -> None:
        """Repaint everything."""
        self._set_overlays(self.caret, self.hits)
        self.refresh()

    def watch_hits(self, hits: tuple[Span, ...]) -> None:
        """Repaint the visible lines whose hits changed."""
        self._set_overlays(self.caret, hits)
        self._refresh_changed_cells([self._whole_text], stale=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a drag may start."""
        self._press_offset = self.offset_at(event.x, event.y) if event.button == 1 else None
        self._drag_offset = None
        if self._press_offset is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Post the dragged span; outside the pane, scroll as long as the mouse stays there."""
        if self._press_offset is None:
            return
        self._mouse_position = (event.x, event.y)
        self._post_drag()
        outside = not 0 <= event.y < self._rows
        if outside and self._scroll_timer is None:
            self._scroll_timer = self.set_interval(_SCROLL_INTERVAL, self._scroll_and_drag)
        elif not outside:
            self._stop_scrolling()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        self._stop_scrolling()
        if self._press_offset is not None:
            self.release_mouse()
        self._press_offset = None

    def on_click(self, event: events.Click) -> None:
        """Post the offset, unless a drag ended there."""
        event.stop()
        if self._drag_offset is not None:
            self._drag_offset = None
            return
        offset = self.offset_at(event.x, event.y)
        if offset is not None and event.button == 1:
            self.post_message(self.Pointed(self, offset, event.chain))

    def _post_drag(self) -> None:
        x, y = self._mouse_position
        offset = self.offset_at(x, min(max(y, 0), self._rows - 1))
        if offset is None:
            offset = max(0, len(self._lines.text) - 1)
        if self._press_offset is None or offset == (
            self._press_offset if self._drag_offset is None else self._drag_offset
        ):
            return
        self._drag_offset = offset
        self.post_message(self.Swept(self, self._press_offset, offset))

    def _scroll_and_drag(self) -> None:
        """Scroll by as many lines as the mouse is outside the pane."""
        y = self._mouse_position[1]
        lines = y if y < 0 else y - self._rows + 1
        self.scroll_to(y=self.scroll_offset.y + lines)
        self._post_drag()

    def _stop_scrolling(self) -> None:
        if self._scroll_timer is not None:
            self._scroll_timer.stop()
            self._scroll_timer = None


def changed_spans(old: Caret | None, new: Caret | None) -> list[Span]:
    """The spans that look different after the caret moved, however much is selected."""
    spans: list[Span] = []
    for part in ("sentence", "word", "selection"):
        before = getattr(old, part) if old else None
        after = getattr(new, part) if new else None
        spans.extend(_differing_spans(before, after))
    return spans


def _differing_spans(before: Span | None, after: Span | None) -> Iterator[Span]:
    if before == after:
        return
    if before is None or after is None or not before.overlaps(after):
        yield from (span for span in (before, after) if span is not None)
        return
    # One code point more: the mark of the first line moves with the start.
    for low, high in (sorted((before.start, after.start)), sorted((before.end, after.end))):
        if low != high:
            yield Span(low, high + 1)

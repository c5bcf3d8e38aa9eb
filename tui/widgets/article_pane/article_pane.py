"""The reading pane."""

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

_SCROLL_EVERY = 1 / 20


class ArticlePane(Canvas):
    """An article with its names, quotes, themes and notes, and the caret of its reader.

    It shows what it is given and changes nothing: what the mouse does comes out as messages.
    """

    reading: var[Reading | None] = var(None, init=False, always_update=True)
    """What is shown. Keep the ``Anchored`` objects that did not change: they are compared."""
    caret: var[Caret | None] = var(None, init=False)
    hits: var[tuple[Span, ...]] = var((), init=False, always_update=True)
    """Search hits in the order of the text, none over another."""
    lifted: var[str | None] = var(None, init=False)
    """The id of the annotation to show above the others, where several overlap."""

    class Pointed(Message):
        """The reader clicked on a character."""

        def __init__(self, pane: ArticlePane, offset: int, clicks: int) -> None:
            super().__init__()
            self.pane = pane
            self.offset = offset
            """The code point under the mouse, or the nearest on its line."""
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
            """The code point where the button went down."""
            self.end_offset = end_offset
            """The code point under the mouse now; may lie before the start."""

        @property
        def control(self) -> ArticlePane:
            """The pane."""
            return self.pane

        @property
        def span(self) -> Span:
            """Everything between the two, both included."""
            low, high = sorted((self.start_offset, self.end_offset))
            return Span(low, high + 1)

        def can_replace(self, message: Message) -> bool:
            """Only the latest of several that wait counts."""
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
        self._pressed: int | None = None
        self._swept: int | None = None
        self._pointer = (0, 0)
        self._scrolling: Timer | None = None
        self.reading = reading

    def page(self, pages: float) -> int:
        """Scroll by so many screens, one line less each so that the eye finds its place.

        Returns:
            The character now at the caret's row and cell. Where the text ends, the row goes on
            to the first or last line.
        """
        rows, lines, top = max(1, self._rows), self._lines, self.scroll_offset.y
        step = round(pages * max(1, rows - 1)) or (1 if pages > 0 else -1)
        point = self.caret.point if self.caret else self.top_offset
        row = min(max(lines.line_of(point) - top, 0), rows - 1)
        cell, line = lines.cell_of(point), top + row + step
        self.scroll_to(y=top + step)
        if lines is not self._lines:  # so far away, it was wrapped only now
            lines, line = self._lines, self.scroll_offset.y + row
        line = min(max(line, 0), len(lines) - 1)
        if lines.is_spacing(line):
            line = min(max(line + (1 if pages > 0 else -1), 0), len(lines) - 1)
        return lines.offset_at(line, cell)

    def widen(self, cells: int) -> int:
        """Make the lines so many cells longer, where there is room; shorter if negative.

        Returns:
            How many cells they have now.
        """
        width = self._columns.measure if self._columns else self.measure
        if (cells < 0 and width > NARROWEST) or (cells > 0 and width >= self.measure):
            self.measure = min(max(width + cells, NARROWEST), WIDEST)
        return self._columns.measure if self._columns else self.measure

    def toggle_spacing(self) -> bool:
        """Put an empty line between paragraphs or take it away; whether it is there now."""
        top = self.top_offset
        self._spaced = self.prefers_spacing = not self._spaced
        self._columns, self._pinned = None, (self.scroll_offset.y, top)
        self._update_layout()
        return self._spaced

    def toggle_spotlight(self) -> bool:
        """Fade all but the paragraph of the caret, or nothing; whether it is so now."""
        self.spotlit = not self.spotlit
        return self.spotlit

    def watch_reading(self, old: Reading | None, new: Reading | None) -> None:
        """Repaint the lines on which something changed; another text starts at its top."""
        if new is None:
            return
        if self._layers is None or old is None or old.article.text != new.article.text:
            self._set_text(Layers(new, self.lifted))
        elif new is not old:
            self._follow(new)

    def watch_lifted(self) -> None:
        """Repaint where it makes a difference."""
        if self.reading is not None and self._layers is not None:
            self._follow(self.reading)

    def _follow(self, reading: Reading) -> None:
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
            self._refresh_changed_cells([self._everything], stale=True)
        else:
            self._refresh_changed_cells(changed, stale=True)

    @property
    def _everything(self) -> Span:
        return Span(0, len(self._lines.text))

    def watch_caret(self, old: Caret | None, new: Caret | None) -> None:
        """Repaint the lines that the caret left and those it came to."""
        was_lit = self._spotlight
        self._set_overlays(new, self.hits)
        spans = changed_spans(old, new)
        if self._spotlight != was_lit:
            spans += [lit for lit in (was_lit, self._spotlight) if lit is not None]
        self._refresh_changed_cells(spans)

    def watch_spotlit(self) -> None:
        """Paint everything faded, or nothing."""
        self._set_overlays(self.caret, self.hits)
        self.refresh()

    def watch_hits(self, hits: tuple[Span, ...]) -> None:
        """Repaint the visible lines on which a hit came or went."""
        self._set_overlays(self.caret, hits)
        self._refresh_changed_cells([self._everything], stale=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a sweep."""
        self._pressed = self.offset_at(event.x, event.y) if event.button == 1 else None
        self._swept = None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Sweep over the text; beyond the edge, scroll as long as the mouse stays there."""
        if self._pressed is None:
            return
        self._pointer = (event.x, event.y)
        self._sweep()
        outside = not 0 <= event.y < self._rows
        if outside and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY, self._scroll_and_sweep)
        elif not outside:
            self._stop_scrolling()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the sweep."""
        self._stop_scrolling()
        if self._pressed is not None:
            self.release_mouse()
        self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Tell where, unless it was the end of a sweep."""
        event.stop()
        if self._swept is not None:
            self._swept = None
            return
        offset = self.offset_at(event.x, event.y)
        if offset is not None and event.button == 1:
            self.post_message(self.Pointed(self, offset, event.chain))

    def _sweep(self) -> None:
        x, y = self._pointer
        offset = self.offset_at(x, min(max(y, 0), self._rows - 1))
        if offset is None:
            offset = max(0, len(self._lines.text) - 1)
        if self._pressed is None or offset == (
            self._pressed if self._swept is None else self._swept
        ):
            return
        self._swept = offset
        self.post_message(self.Swept(self, self._pressed, offset))

    def _scroll_and_sweep(self) -> None:
        """One step of scrolling; the further outside the mouse is, the longer."""
        y = self._pointer[1]
        beyond = y if y < 0 else y - self._rows + 1
        self.scroll_to(y=self.scroll_offset.y + beyond)
        self._sweep()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None


def changed_spans(old: Caret | None, new: Caret | None) -> list[Span]:
    """The stretches to repaint, in code points; not more than changed, however much is selected."""
    spans: list[Span] = []
    for part in ("sentence", "word", "selection"):
        before = getattr(old, part) if old else None
        after = getattr(new, part) if new else None
        spans.extend(_differing(before, after))
    return spans


def _differing(before: Span | None, after: Span | None) -> Iterator[Span]:
    if before == after:
        return
    if before is None or after is None or not before.overlaps(after):
        yield from (span for span in (before, after) if span is not None)
        return
    # One code point more than differs: the mark of the first line moves with the start.
    for low, high in (sorted((before.start, after.start)), sorted((before.end, after.end))):
        if low != high:
            yield Span(low, high + 1)

"""The widget that wraps, draws and scrolls a text line by line."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.color import Color
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.timer import Timer
from textual.worker import get_current_worker

from tui.highlight import Layers, Palette
from tui.highlight.colour import mix
from tui.highlight.palettes import DARK
from tui.model import Span
from tui.session.navigation.caret import Caret
from tui.text_layout.ascii_wrapping import needs_paragraph_spacing
from tui.text_layout.columns import Columns
from tui.text_layout.incremental_wrapping import TextWrapper
from tui.text_layout.line_geometry import WrappedText
from tui.textual_internals.resizing import ResizedAtOnce
from tui.textual_internals.scrolling import ImmediateScrollView
from tui.view_settings import MEASURE
from tui.widgets.article_pane.painting import Painter
from tui.widgets.article_pane.strips import LineStrip, differing_cells
from tui.widgets.article_pane.style_cache import StyleCache

_LEAST_FOR_SCROLLBAR = 6
"""Cells of a pane that has a scroll bar."""
_PRERENDER_INTERVAL = 1 / 100
"""Seconds."""
_LINES_PER_STEP = 14
_OFFSETS_PER_STEP = 200_000
_EXACT_PAGES = 4
"""Pages before and after the visible one whose lines must not be an estimate."""


class Canvas(ResizedAtOnce, ImmediateScrollView, can_focus=False, inherit_bindings=False):
    """Shows one text with the layers of a reading.

    Rows count from the top of the widget, lines from the top of the text; offsets are code points.
    The lines of a long text are an estimate except around the reader, until all are wrapped.
    """

    measure: var[int] = var(MEASURE, init=False)
    """The most cells of a line of text."""
    palette: var[Palette] = var(DARK, init=False)
    spotlit: var[bool] = var(False, init=False)
    """Whether all but the paragraph of the caret is faded."""

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._layers: Layers | None = None
        self._wrapper = TextWrapper("")
        self._spaced = False
        self.prefers_spacing = True
        """Whether the reader wants an empty line between paragraphs."""
        self._lines = WrappedText("", [0])
        self._columns: Columns | None = None
        self._painter: Painter | None = None
        self._caret: Caret | None = None
        self._hits: tuple[Span, ...] = ()
        self._prerender_timer: Timer | None = None
        self._indexed_until = 0
        self._anchor = (0, 0)
        self._pending_offset: int | None = None
        self._rows = 0
        self._painted_state: object = None
        self.apply_styles(self.palette)

    # Offsets and lines.

    @property
    def top_offset(self) -> int:
        """The first visible offset; it stays visible when the size changes."""
        line, offset = self._anchor
        if self._columns is None or line == self.scroll_offset.y:
            return offset
        return self._lines.starts[min(self.scroll_offset.y, len(self._lines) - 1)]

    @property
    def visible_lines(self) -> range:
        """The lines on the screen."""
        return range(len(self._lines))[self.scroll_offset.y :][: self._rows]

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset at a cell of the widget, or the nearest one on that row.

        ``None`` above the text, below it, or if there is none.
        """
        line = self.scroll_offset.y + y
        if y < 0 or not 0 <= line < len(self._lines) or self._columns is None:
            return None
        return self._lines.offset_at(line, x - self._columns.text) if self._lines.text else None

    # Scrolling.

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint; the scroll bar only when it looks different: it costs as much as a page."""
        steps = 8 * max(1, self._rows)
        step = max(1.0, self.virtual_size.height / steps)
        position = new_value if new_value >= self.max_scroll_y else new_value // step * step
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = position
        if round(old_value) != round(new_value):
            self._refresh_if_changed()
            self._schedule_prerender()
            top, margin = self.scroll_offset.y, _EXACT_PAGES * self._rows
            if not self._lines.are_exact(top - margin, top + self._rows + margin):
                self._wrap_around(self.top_offset)

    def show_offset(self, offset: int) -> None:
        """Scroll to an offset, a third from the top, unless its line is visible.

        Before the text is laid out, this is put off until it is.
        """
        if self._columns is None:
            self._pending_offset = offset
            return
        line = self._lines.line_of(offset)
        if line in self.visible_lines:
            return
        if line not in self._lines.exact:
            self._wrap_around(offset)
            line = self._lines.line_of(offset)
        self.scroll_to(y=max(0, line - self._rows // 3))

    def restore_top(self, offset: int) -> None:
        """Scroll so that the line of an offset is the first; also before the text is laid out."""
        self._anchor = (self.scroll_offset.y, offset)
        if self._columns is not None:
            self.scroll_to(y=self._lines.line_of(offset))
            self._anchor = (self.scroll_offset.y, offset)

    # Laying out.

    def apply_styles(self, palette: Palette) -> None:
        """Give the background and the scroll bar, which Textual paints, the palette's colours."""
        ground, styles = palette.background, self.styles
        styles.background = Color.parse(mix(ground, ground, 0))
        for state in ("", "_hover", "_active"):
            bar = mix(ground, palette.foreground, 0.5 if state else 0.3)
            setattr(styles, f"scrollbar_background{state}", Color.parse(mix(ground, ground, 0)))
            setattr(styles, f"scrollbar_color{state}", Color.parse(bar))

    def size_updated(self, is_changed: bool) -> None:
        """Wrap the text to the new width."""
        bar = 1 if self.outer_size.width >= _LEAST_FOR_SCROLLBAR else 0
        if bar != self.scrollbar_size_vertical:
            self.styles.scrollbar_size_vertical = bar
        self._update_layout()

    def watch_measure(self) -> None:
        """Wrap the text to the new measure."""
        self._update_layout()

    def watch_palette(self, palette: Palette) -> None:
        """Paint everything in the new colours."""
        self.apply_styles(palette)
        self._new_painter()
        self.refresh()

    def _set_text(self, layers: Layers, top: int = 0) -> None:
        """Show another text from the offset ``top`` on."""
        text = layers.reading.article.text
        self._layers = layers
        self._indexed_until = 0
        self._wrapper = TextWrapper(text)
        self._spaced = self.prefers_spacing and needs_paragraph_spacing(text)
        self._columns = None
        self._lines = WrappedText(text, [0])
        self._anchor = (self.scroll_offset.y, top)
        self._update_layout()

    def _update_layout(self) -> None:
        width, self._rows = self.scrollable_content_region.size
        if self._layers is None or width <= 0:
            return
        columns = Columns.of(width, max(1, self.measure))
        top = self.top_offset
        if self._columns is None or columns.measure != self._columns.measure:
            offset = top if self._pending_offset is None else self._pending_offset
            lines = self._wrapper.wrap_around(columns.measure, self._spaced, offset)
            if not lines.are_exact(0, len(lines)):
                self._wrap_whole_text(self._wrapper, columns.measure, self._spaced)
                top = offset
        elif columns == self._columns:
            return
        else:
            lines = self._lines
        self._columns = columns
        self._set_lines(lines, top)
        if self._pending_offset is not None:
            offset, self._pending_offset = self._pending_offset, None
            self.show_offset(offset)

    def _set_lines(self, lines: WrappedText, top: int) -> None:
        """Show these lines, from that of the offset ``top`` on."""
        self._lines = lines
        self._new_painter()
        self.set_content_size(Size(self.scrollable_content_region.width, len(lines)))
        self.restore_top(top)
        self.fit_scrollbar()
        self._refresh_if_changed()
        self._schedule_prerender()

    def _wrap_around(self, offset: int) -> None:
        """Wrap the text around an offset, while the whole of a long text is still being wrapped."""
        if self._columns is not None:
            measure = self._columns.measure
            self._set_lines(self._wrapper.wrap_around(measure, self._spaced, offset), offset)

    @work(thread=True, exclusive=True, group="wrapping", exit_on_error=False)
    def _wrap_whole_text(self, wrapper: TextWrapper, measure: int, spaced: bool) -> None:
        """Wrap all of a long text; drop the lines if another text or width is shown by then."""
        worker, starts = get_current_worker(), []
        for chunk in wrapper.wrap_in_chunks(measure, spaced):
            if worker.is_cancelled:
                return
            starts += chunk

        def show_lines() -> None:
            if not worker.is_cancelled and wrapper is self._wrapper:
                self._set_lines(WrappedText(wrapper.text, starts), self.top_offset)

        self.call_later(show_lines)

    def _new_painter(self) -> None:
        if self._layers is None or self._columns is None:
            return
        codebook = self._layers.reading.codebook
        style_cache = StyleCache(self.palette, codebook, self.get_line_filters())
        painter = Painter(self._layers, self._lines, self._columns, style_cache)
        painter.set_overlays(self._caret, self._hits, self._spotlight)
        self._painter = painter

    def _set_overlays(self, caret: Caret | None, hits: tuple[Span, ...]) -> None:
        """Draw these over the text from now on, without repainting."""
        self._caret, self._hits = caret, hits
        if self._painter is not None:
            self._painter.set_overlays(caret, hits, self._spotlight)

    @property
    def _spotlight(self) -> Span | None:
        """The only paragraph that is not faded; ``None`` if nothing is faded."""
        if not self.spotlit or self._caret is None or self._layers is None:
            return None
        return self._layers.reading.article.paragraphs.at(self._caret.point)

    # Painting.

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in ``crop``.

        Textual's ``render_lines`` adds borders and padding, which this widget does not have;
        without it a page takes half the time.
        """
        painter, top, width = self._painter, self.scroll_offset.y, self.outer_size.width
        if painter is None:
            return [Strip.blank(crop.width, self.rich_style)] * crop.height
        if tuple(self.get_line_filters()) != painter.style_cache.filters:
            self._new_painter()
            painter = self._painter or painter
        end, draw = len(painter.lines), painter.strip
        blank = Strip.blank(width, painter.style_cache.plain)
        first, last = crop.column_span
        return [
            (draw(line) if line < end else blank).crop(first, last)
            for line in range(top + crop.y, top + crop.bottom)
        ]

    # Rendering ahead while no key is pressed.

    def _refresh_if_changed(self) -> None:
        """Repaint the visible lines, unless only their indexes changed."""
        visible, previous = self.visible_lines, self._painted_state
        starts = self._lines.starts[visible.start : visible.stop + 1]
        self._painted_state = self._lines.text, self._columns, starts
        if self._painted_state != previous:
            self.refresh(self.size.region)

    def _schedule_prerender(self) -> None:
        if self._prerender_timer is None:
            self._prerender_timer = self.set_interval(_PRERENDER_INTERVAL, self._prerender)
        self._prerender_timer.reset()  # the page that was asked for is painted first

    def _prerender(self) -> None:
        """Draw some lines of the pages before and after, then index layers further down."""
        painter, layers, visible = self._painter, self._layers, self.visible_lines
        if painter is None or layers is None:
            return
        below = range(visible.stop, min(visible.stop + self._rows, len(self._lines)))
        above = range(max(0, visible.start - self._rows), visible.start)
        missing = [
            line for line in (*visible, *below, *above) if painter.cached_strip(line) is None
        ]
        for line in missing[:_LINES_PER_STEP]:
            painter.strip(line).render(self.app.console)
        if not missing and self._indexed_until < len(self._lines.text):
            self._indexed_until += _OFFSETS_PER_STEP
            layers.settle(self._indexed_until)
        elif not missing and self._prerender_timer is not None:
            self._prerender_timer.pause()

    def _refresh_changed_cells(self, spans: Iterable[Span], *, stale: bool = False) -> None:
        """Repaint the cells that look different on the visible lines of these spans.

        Args:
            spans: Where something changed.
            stale: Whether more than the caret changed there.
        """
        painter, visible = self._painter, self.visible_lines
        if painter is None:
            return
        previous: dict[int, LineStrip | None] = {}
        for lines in map(self._lines.lines_of, spans):
            for line in range(max(lines.start, visible.start), min(lines.stop, visible.stop)):
                previous.setdefault(line, painter.cached_strip(line))
            if stale:
                painter.invalidate(lines)
        regions = []
        for line, old in previous.items():
            new = painter.strip(line)
            cells = differing_cells(old, new) if old else (0, new.cell_length)
            if cells is not None:
                regions.append(Region(cells[0], line - visible.start, cells[1] - cells[0], 1))
        if regions:
            self.refresh(*regions)

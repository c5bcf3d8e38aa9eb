"""Widgets and strips of one line of text, cut to their width and safe for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.text_layout.cell_sanitizer import sanitize
from tui.textual_internals.resizing import ResizedAtOnce
from tui.widgets.article_pane.strips import LineStrip, differing_cells
from tui.widgets.widget_styles import WidgetStyles

_LEAST_CELLS = 6
"""No text is cut to fewer cells."""


class StyledText(NamedTuple):
    """Text in one style."""

    text: str
    style: Style | None = None


def justified_strip(
    left: Iterable[StyledText], right: Sequence[StyledText], width: int, style: Style
) -> Strip:
    """A strip of ``width`` cells: ``right`` at the right edge, ``left`` cut to the room before it.

    The text may contain control characters: the strip does not.
    """
    tail = _segments(right, style)
    tail_cells = sum(cell_len(segment.text) for segment in tail)
    room = max(0, width - tail_cells)
    cells, line = 0, []
    for segment in _segments(left, style):
        size = cell_len(segment.text)
        if cells + size > room:
            line.append(Segment(truncate(segment.text, room - cells), segment.style))
            cells = room
            break
        line.append(segment)
        cells += size
    line += [Segment(" " * (room - cells), style), *tail]
    return Strip(line, room + tail_cells).crop(0, width)


def _segments(pieces: Iterable[StyledText], style: Style) -> list[Segment]:
    return [
        Segment(sanitize(piece.text), style + piece.style if piece.style else style)
        for piece in pieces
        if piece.text
    ]


def truncate(text: str, width: int) -> str:
    """The text; if it is wider than ``width`` cells, its start and an ellipsis in that width."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def truncate_longest(texts: Sequence[str], room: int) -> list[str]:
    """The texts, the longest cut until all take ``room`` cells together.

    They take more where none can be cut any further.
    """
    cells = [cell_len(text) for text in texts]
    longest = max(cells, default=0)
    while longest > _LEAST_CELLS and sum(min(size, longest) for size in cells) > room:
        longest -= 1
    return [truncate(text, longest) for text in texts]


class BorderlessWidget(Widget):
    """A widget that draws lines, without border or padding, and caches their strips."""

    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: dict[int, LineStrip] = {}
        self._strips_size = Size()

    def refresh(self, *regions: Region, **how: bool) -> Self:
        """Drop the cached strips and repaint."""
        self._strips.clear()
        return super().refresh(*regions, **how)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in ``crop``.

        Textual's ``render_lines`` adds borders and padding, which costs more than drawing a line.
        """
        if self._strips_size != self.outer_size:
            self._strips.clear()
            self._strips_size = self.outer_size
        first, last = crop.column_span
        self._draw(y for y in crop.line_range if y not in self._strips)
        return [self._strips[y].crop(first, last) for y in crop.line_range]

    def _draw(self, rows: Iterable[int]) -> None:
        filters, ground = self.get_line_filters(), self.background_colors[1]
        for y in rows:
            strip = self.render_line(y)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            self._strips[y] = LineStrip(list(strip), strip.cell_length)


class TextLine(ResizedAtOnce, BorderlessWidget):
    """A widget of one line."""

    DEFAULT_CSS = """
    TextLine { height: 1; width: 1fr; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: tuple[StyledText, ...] = ()
        """What is shown at the left edge."""
        self._right: tuple[StyledText, ...] = ()
        self._base_style = Style()

    def show(
        self,
        widget_styles: WidgetStyles,
        left: Iterable[StyledText],
        right: Iterable[StyledText] = (),
    ) -> None:
        """Show these texts; only the cells that look different are repainted."""
        content = widget_styles.plain, tuple(left), tuple(right)
        if content == (self._base_style, self.left, self._right):
            return
        self._base_style, self.left, self._right = content
        old = self._strips.pop(0, None)
        if old is None or self._strips_size != self.outer_size:
            self.refresh()
            return
        self._draw([0])
        new = self._strips[0]
        cells = differing_cells(old, new)
        if cells is not None:
            self.refresh(Region(cells[0], 0, cells[1] - cells[0], 1))
        self._strips[0] = new  # which repainting dropped

    def fit_to_width(self) -> None:
        """Show the same content in another width."""

    def size_updated(self, is_changed: bool) -> None:
        """Fit the content to the new width."""
        if is_changed:
            self.fit_to_width()

    def render_line(self, y: int) -> Strip:
        """The only line."""
        return justified_strip(self.left, self._right, self.outer_size.width, self._base_style)

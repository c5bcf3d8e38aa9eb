"""From an offset to its line and cell, and back."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.model import Span
from tui.model.sorted_spans import offsets
from tui.text_layout.cell_sanitizer import CELL_WIDTHS, cell_width, is_narrow


class WrappedText:
    """A text and the starts of its lines.

    Cells are counted from the first cell of the text. Offsets are code points.
    """

    def __init__(self, text: str, starts: list[int], exact: range | None = None) -> None:
        self.text = text
        self.starts = offsets(starts)
        self.exact = range(len(starts)) if exact is None else exact
        """The lines whose starts are known; the others are an estimate of their number."""

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line of the character at ``offset``; the last line for an offset after the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def are_exact(self, first: int, end: int) -> bool:
        """Whether no line from ``first`` up to ``end`` is an estimate."""
        return self.exact.start <= max(first, 0) and min(end, len(self)) <= self.exact.stop

    def lines_of(self, span: Span) -> range:
        """The lines that hold characters of ``span``."""
        first = self.line_of(span.start)
        return range(first, max(first, self.line_of(max(span.start, span.end - 1))) + 1)

    def full_span(self, line: int) -> Span:
        """All characters of a line, with the space and line feed at its end."""
        starts = self.starts
        end = starts[line + 1] if line + 1 < len(starts) else len(self.text)
        return Span(starts[line], end)

    def drawn_span(self, line: int) -> Span:
        """The characters of a line that are drawn: without a space and line feed at its end."""
        start, end = self.full_span(line)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(start, end)

    def is_spacing(self, line: int) -> bool:
        """Whether the line is an empty one between paragraphs and holds no character."""
        start, end = self.full_span(line)
        return start == end

    def cell_of(self, offset: int) -> int:
        """The first cell of the character at ``offset`` on its line."""
        start, end = self.drawn_span(self.line_of(offset))
        return cell_width(self.text[start : min(offset, end)])

    def offset_at(self, line: int, cell: int) -> int:
        """The character drawn at ``cell`` of a line; the nearest one where none is drawn.

        On a line of spacing it is the first character after it.
        """
        start, end = self.drawn_span(line)
        if start == end:
            return min(start, max(0, len(self.text) - 1))
        text = self.text[start:end]
        cell = max(cell, 0)
        if is_narrow(text):
            return min(start + cell, end - 1)
        ends = list(accumulate(map(CELL_WIDTHS.__getitem__, text), initial=0))
        index = min(bisect_right(ends, cell) - 1, len(text) - 1)
        # Characters without width share the cell of the one before them.
        while index > 0 and ends[index + 1] == ends[index]:
            index -= 1
        return start + index

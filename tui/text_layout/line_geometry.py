"""Where things are: lines of the text, cells of a character."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.model import Span
from tui.model.sorted_spans import offsets
from tui.text_layout.cell_sanitizer import WIDTHS, cells, is_narrow


class Lines:
    """A wrapped text: which line holds a character, and at which cell of it.

    Cells are counted from the first cell of the text. Positions are code points.
    """

    def __init__(self, text: str, starts: list[int], right: range | None = None) -> None:
        self.text = text
        self.starts = offsets(starts)
        self.right = range(len(starts)) if right is None else right
        """The lines that are as they should be; the others are only a guess at their number."""

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line that holds the character at ``offset``; the last one for what lies beyond."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def are_right(self, first: int, end: int) -> bool:
        """Whether no line from ``first`` up to ``end`` is a guess."""
        return self.right.start <= max(first, 0) and min(end, len(self)) <= self.right.stop

    def lines_of(self, span: Span) -> range:
        """The lines that hold characters of ``span``."""
        first = self.line_of(span.start)
        return range(first, max(first, self.line_of(max(span.start, span.end - 1))) + 1)

    def whole(self, line: int) -> Span:
        """Everything on a line, with the space and line feed at its end."""
        starts = self.starts
        end = starts[line + 1] if line + 1 < len(starts) else len(self.text)
        return Span(starts[line], end)

    def drawn(self, line: int) -> Span:
        """What of a line is drawn."""
        start, end = self.whole(line)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(start, end)

    def is_spacing(self, line: int) -> bool:
        """Whether the line was put between paragraphs and belongs to no character."""
        start, end = self.whole(line)
        return start == end

    def cell_of(self, offset: int) -> int:
        """Where, on its line, the character at ``offset`` begins."""
        start, end = self.drawn(self.line_of(offset))
        return cells(self.text[start : min(offset, end)])

    def offset_at(self, line: int, cell: int) -> int:
        """The character drawn at ``cell`` of a line; the nearest one where there is none.

        On a line of spacing it is the first character after it.
        """
        start, end = self.drawn(line)
        if start == end:
            return min(start, max(0, len(self.text) - 1))
        words = self.text[start:end]
        cell = max(cell, 0)
        if is_narrow(words):
            return min(start + cell, end - 1)
        reached = list(accumulate(map(WIDTHS.__getitem__, words), initial=0))
        place = min(bisect_right(reached, cell) - 1, len(words) - 1)
        # Characters without width stand on the cell of the one before them.
        while place > 0 and reached[place + 1] == reached[place]:
            place -= 1
        return start + place

"""Long texts, wrapped where the reader is first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tui.model import Span
from tui.text_layout.line_geometry import Lines
from tui.text_layout.wrapping import most_of_a_line, odd_paragraphs, wrap

LONG = 1_000_000
"""Code points of a text whose wrapping would be felt between a key and its answer."""
_REACH = 100_000
_LONGEST_PARAGRAPH = 200_000
_PIECE = 250_000


class Wrapping:
    """One text, into lines of any width."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._odd = [] if len(text) > LONG else odd_paragraphs(text)

    def at_once(self, width: int, spaced: bool, place: int) -> Lines:
        """The lines, as `wrap` finds them; of a long text those around ``place``.

        Where the paragraph at ``place`` is very long, they begin somewhere in it.
        """
        text = self.text
        if len(text) <= LONG:
            return Lines(text, wrap(text, width, self._odd, spaced=spaced))
        part = _around(text, place)
        right = wrap(text, width, spaced=spaced, part=part)
        line = max(1, part.length // len(right))
        before = range(0, part.start, line)
        starts = [*before, *right, *range(part.end, len(text), line)]
        return Lines(text, starts, range(len(before), len(before) + len(right)))

    def piecewise(self, width: int, spaced: bool) -> Iterator[list[int]]:
        """The starts of all lines, as `wrap` finds them, a piece of the text at a time."""
        text, start = self.text, 0
        longest = most_of_a_line(width)
        piece = max(_PIECE, 4 * longest)
        while start < len(text):
            least = min(start + piece, len(text))
            end = text.find("\n", least, least + piece) + 1 or least
            lines = wrap(text, width, spaced=spaced, part=Span(start, end))
            if end == len(text) or text[end - 1] == "\n":
                start = end
            else:
                # Inside a long paragraph: where a line ends may depend on what is beyond the piece.
                right = bisect_right(lines, end - 2 * longest)
                start, lines = lines[right - 1], lines[: right - 1]
            yield lines


def _around(text: str, place: int) -> Span:
    """Whole paragraphs around ``place``, or part of one that is very long."""
    low, high = max(0, place - _REACH), place + _REACH
    start = text.rfind("\n", max(0, low - _LONGEST_PARAGRAPH), low) + 1
    if not start and low > _LONGEST_PARAGRAPH:
        start = text.find(" ", low, place) + 1 or low
    end = text.find("\n", high, high + _LONGEST_PARAGRAPH) + 1
    if not end:
        end = len(text) if high + _LONGEST_PARAGRAPH >= len(text) else high
    return Span(start, end)

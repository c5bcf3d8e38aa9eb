"""Wrapping of long texts: first the part around an offset, then everything in chunks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tui.model import Span
from tui.text_layout.line_geometry import WrappedText
from tui.text_layout.wrapping import irregular_paragraphs, longest_line, wrap

LONG = 1_000_000
"""Code points; wrapping a longer text at once delays the answer to a key."""
_REACH = 100_000
"""Code points before and after an offset that are wrapped at once."""
_LONGEST_PARAGRAPH = 200_000
_CHUNK = 250_000


class TextWrapper:
    """Wraps one text to lines of any width."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._irregular = [] if len(text) > LONG else irregular_paragraphs(text)

    def wrap_around(self, width: int, spaced: bool, offset: int) -> WrappedText:
        """The lines of the text, as `wrap` finds them; of a long text, those around ``offset``.

        Where the paragraph at ``offset`` is very long, they begin inside it.
        """
        text = self.text
        if len(text) <= LONG:
            return WrappedText(text, wrap(text, width, self._irregular, spaced=spaced))
        part = _part_around(text, offset)
        exact = wrap(text, width, spaced=spaced, part=part)
        line_length = max(1, part.length // len(exact))
        before = range(0, part.start, line_length)
        starts = [*before, *exact, *range(part.end, len(text), line_length)]
        return WrappedText(text, starts, range(len(before), len(before) + len(exact)))

    def wrap_in_chunks(self, width: int, spaced: bool) -> Iterator[list[int]]:
        """The starts of all lines, as `wrap` finds them, by chunks of the text."""
        text, start = self.text, 0
        longest = longest_line(width)
        chunk = max(_CHUNK, 4 * longest)
        while start < len(text):
            least = min(start + chunk, len(text))
            end = text.find("\n", least, least + chunk) + 1 or least
            lines = wrap(text, width, spaced=spaced, part=Span(start, end))
            if end == len(text) or text[end - 1] == "\n":
                start = end
            else:
                # In a long paragraph, where a line ends may depend on the text after the chunk.
                count = bisect_right(lines, end - 2 * longest)
                start, lines = lines[count - 1], lines[: count - 1]
            yield lines


def _part_around(text: str, offset: int) -> Span:
    """Whole paragraphs around ``offset``, or part of one that is very long."""
    low, high = max(0, offset - _REACH), offset + _REACH
    start = text.rfind("\n", max(0, low - _LONGEST_PARAGRAPH), low) + 1
    if not start and low > _LONGEST_PARAGRAPH:
        start = text.find(" ", low, offset) + 1 or low
    end = text.find("\n", high, high + _LONGEST_PARAGRAPH) + 1
    if not end:
        end = len(text) if high + _LONGEST_PARAGRAPH >= len(text) else high
    return Span(start, end)

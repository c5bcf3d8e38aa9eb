"""The guard of all that Textual draws by itself: dialogs, notices, what is typed or pasted."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text_layout.cell_sanitizer import sanitize


class TerminalSanitizer(LineFilter):
    """Lets no character through that commands a terminal or reorders a line.

    The width of a line is known by now and stays: a character without width goes, others become
    marks. Words that a widget passes through ``guard.shown`` first have marks for all of them.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with harmless words."""
        return [
            segment
            if segment.control or (drawn := _harmless(segment.text)) is segment.text
            else Segment(drawn, segment.style)
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _harmless(words: str) -> str:
    return words if sanitize(words) == words else "".join(map(_of_same_width, words))


def _of_same_width(character: str) -> str:
    drawn, width = sanitize(character), get_character_cell_size(character)
    if sum(map(get_character_cell_size, drawn)) == width:
        return drawn
    return character if width else ""

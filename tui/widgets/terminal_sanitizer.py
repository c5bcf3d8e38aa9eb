"""A filter for all that Textual draws by itself: dialogs, notices, typed and pasted text."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text_layout.cell_sanitizer import sanitize


class TerminalSanitizer(LineFilter):
    """Replaces characters that control a terminal or reorder a line.

    The width of a line is known here and must stay: a character without width is dropped, others
    become marks. Text that went through ``cell_sanitizer.sanitize`` has a mark for each.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with safe text."""
        return [
            segment
            if segment.control or (safe := _safe_text(segment.text)) is segment.text
            else Segment(safe, segment.style)
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _safe_text(text: str) -> str:
    return text if sanitize(text) == text else "".join(map(_safe_character, text))


def _safe_character(character: str) -> str:
    """The safe form of a character, if it has the same width."""
    safe, width = sanitize(character), get_character_cell_size(character)
    if sum(map(get_character_cell_size, safe)) == width:
        return safe
    return character if width else ""

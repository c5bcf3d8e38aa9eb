"""What Textual draws by itself keeps its width and loses what controls a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from tests.article_pane.text_strategies import any_text
from tui.widgets.terminal_sanitizer import TerminalSanitizer

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)


@given(any_text)
def test_no_control_or_direction_character_is_left(text: str) -> None:
    ((safe, style, _),) = TerminalSanitizer().apply([Segment(text, BOLD)], BLACK)
    assert not {unicodedata.category(letter) for letter in safe} & {"Cc", "Cs"}
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert style == BOLD


@given(any_text)
def test_each_character_keeps_its_width(text: str) -> None:
    for character in text:
        ((safe, _, _),) = TerminalSanitizer().apply([Segment(character)], BLACK)
        assert cell_len(safe) == cell_len(character)


def test_safe_text_and_control_segments_stay_as_they_are() -> None:
    segments = [Segment("the border", BOLD), Segment("\x07", None, [(ControlType.BELL,)])]
    filtered = TerminalSanitizer().apply(segments, BLACK)
    assert all(new is old for new, old in zip(filtered, segments, strict=True))

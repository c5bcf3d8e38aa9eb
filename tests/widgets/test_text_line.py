"""Lines of text: cut to their width, and safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.article_pane.text_strategies import any_text
from tui.widgets.text_line import StyledText, justified_strip, truncate, truncate_longest

BOLD, PLAIN = Style(bold=True), Style(color="red")
texts = st.lists(any_text, max_size=4)


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("border", 6, "border"),
        ("border", 5, "bord…"),
        ("the border", 5, "the… "),
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 4, "漢… "),
        ("border", 1, "…"),
        ("border", 0, ""),
        ("border", -3, ""),
        ("", 3, ""),
    ],
)
def test_a_text_that_has_no_room_ends_with_an_ellipsis(text: str, width: int, cut: str) -> None:
    assert truncate(text, width) == cut


@given(st.text(), st.integers(0, 20))
def test_a_cut_text_is_no_wider_than_its_room(text: str, width: int) -> None:
    cut = truncate(text, width)
    assert cell_len(cut) <= width
    if width == 0:
        assert cut == ""
    else:
        assert cut == text if cell_len(text) <= width else "…" in cut


@pytest.mark.parametrize(
    ("names", "room", "cut"),
    [
        (["trade", "asylum"], 20, ["trade", "asylum"]),
        (["trade", "environment"], 14, ["trade", "environm…"]),
        (["environment", "agriculture"], 16, ["environ…", "agricul…"]),
        (["environment", "agriculture"], 4, ["envir…", "agric…"]),
        ([], 4, []),
    ],
)
def test_of_several_texts_the_longest_are_cut(names: list[str], room: int, cut: list[str]) -> None:
    assert truncate_longest(names, room) == cut


@given(texts, texts, st.integers(1, 60))
def test_a_strip_has_its_width_and_no_control_character(
    left: list[str], right: list[str], width: int
) -> None:
    strip = justified_strip(
        [StyledText(text) for text in left],
        [StyledText(text, BOLD) for text in right],
        width,
        PLAIN,
    )
    assert strip.cell_length == width == cell_len(strip.text)
    assert not {unicodedata.category(letter) for letter in strip.text} & {"Cc", "Cs"}


def test_the_left_part_is_cut_before_the_right_one() -> None:
    strip = justified_strip(
        [StyledText("a long title", BOLD)], [StyledText(" read-only")], 17, PLAIN
    )
    assert strip.text == "a long… read-only"
    assert next(segment.style for segment in strip) == PLAIN + BOLD

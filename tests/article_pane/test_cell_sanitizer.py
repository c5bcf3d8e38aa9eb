"""Nothing that commands a terminal or shifts a column gets out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.scrollbar import ScrollBarRender

from tests.article_pane.text_strategies import HOSTILE, any_text
from tui.text_layout.ascii_wrapping import ONE_CELL_TEXT
from tui.text_layout.cell_sanitizer import CELL_WIDTHS, cell_width, is_narrow, sanitize

everything = st.one_of(any_text, st.text(st.characters(exclude_categories=()), max_size=80))


@given(everything)
def test_no_control_or_direction_mark_is_shown(text: str) -> None:
    drawn = sanitize(text)
    assert not {unicodedata.category(letter) for letter in drawn} & {"Cc", "Cs"}
    assert not set(drawn) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert not set(drawn) & set("\u061c\ufeff\u2028\u2029\u200d\ufe0f\ufe0e\u20e3")
    drawn.encode("utf-8")


@given(everything)
def test_cells_are_those_that_rich_counts(text: str) -> None:
    assert cell_len(sanitize(text)) == cell_width(text)


@given(everything)
def test_each_character_is_shown_by_itself(text: str) -> None:
    assert "".join(map(sanitize, text)) == sanitize(text)
    assert sum(CELL_WIDTHS[letter] for letter in text) == cell_width(text)


@given(everything)
def test_narrow_text_has_a_cell_for_every_character(text: str) -> None:
    line = text.replace("\n", "")
    if is_narrow(line):
        assert all(CELL_WIDTHS[letter] == 1 for letter in line)
        assert cell_width(line) == len(line)


def test_a_scroll_bar_needs_no_expression_that_takes_long_to_compile() -> None:
    bars = (*ScrollBarRender.VERTICAL_BARS, *ScrollBarRender.HORIZONTAL_BARS)
    assert [bar for bar in bars if ONE_CELL_TEXT.fullmatch(bar) is None] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_a_mark_or_nothing(text: str) -> None:
    assert sanitize(text).isprintable()


def test_every_character_of_the_basic_plane_agrees_with_the_fast_check() -> None:
    wrong = [
        code
        for code in range(0x10000)
        if code != 10 and (CELL_WIDTHS[chr(code)] == 1) != is_narrow(chr(code))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🇺🇸", "US"),
        ("1\ufe0f\u20e3", "1"),
        ("❤\ufe0f", "❤"),
        ("👍\U0001f3fd", "👍"),
        ("👨\u200d👩", "👨👩"),
        ("go\u00advern", "govern"),
        ("a\tb", "a b"),
        ("\x1b[2J", "␛[2J"),
        ("\u202eabc", "\ufffdabc"),
        ("e\u0301", "e\u0301"),
        ("[sic] “é”", "[sic] “é”"),
    ],
)
def test_how_things_are_shown(text: str, drawn: str) -> None:
    assert sanitize(text) == drawn

"""Tables on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.table import column_width, cut_to_columns, format_table

CELL = st.text(st.sampled_from("ab é漢字🙂e\u0301\u200d "), max_size=30)


def test_columns_line_up() -> None:
    rows = [["a", "1", "one"], ["long name", "22", "two"]]
    assert format_table(["Name", "N", "Word"], rows, 40) == [
        "Name       N   Word",
        "a          1   one",
        "long name  22  two",
    ]


def test_wide_letters_take_two_cells() -> None:
    assert column_width("漢字") == 4
    assert column_width("e\u0301") == 1
    assert format_table(["A", "B"], [["漢字", "x"], ["ab", "y"]], 40)[1:] == ["漢字  x", "ab    y"]


def test_the_widest_column_is_cut_first() -> None:
    lines = format_table(["Id", "Words"], [["story-1", "many words that go on and on"]], 24)
    assert lines[1] == "story-1  many words tha…"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("漢字漢", 4, "漢…"),
        ("abc", 0, ""),
        ("a b c", 3, "a…"),
    ],
)
def test_a_cut_text_ends_with_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert cut_to_columns(text, width) == shown


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=5), st.integers(1, 60))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    lines = format_table(["One", "Two", "Three"], rows, width)
    assert len(lines) == len(rows) + 1
    assert all(column_width(line) <= width for line in lines)

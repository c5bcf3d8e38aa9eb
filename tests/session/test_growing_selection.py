from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.test_motions import TEXT, place, reading, selection
from tui.session.navigation.active_annotation import start_moving_edges
from tui.session.navigation.motions import (
    caret_at,
    caret_at_click,
    expand_selection,
    move_caret,
    shrink_selection,
    start_selection,
)
from tui.session.navigation.units import Words

PARAGRAPH = TEXT[: TEXT.index("\n")]
SECOND = "Ana Ruiz left early. Nobody was hurt."


@pytest.mark.parametrize(
    ("word", "tagged", "way"),
    [
        ("fell", (), ["fell", "Rain fell on the port.", PARAGRAPH]),
        (
            "will",
            (),
            ["will", "“Trade will slow,”", "“Trade will slow,” the minister said.", PARAGRAPH],
        ),
        (
            "Ana",
            (),
            ["Ana", "Ana Ruiz", "Ana Ruiz left early.", SECOND],
        ),
        ("fell", ("Rain fell",), ["fell", "Rain fell", "Rain fell on the port.", PARAGRAPH]),
    ],
)
def test_the_selection_grows_and_shrinks_the_same_way(
    word: str, tagged: tuple[str, ...], way: list[str]
) -> None:
    here = reading(*tagged)
    caret = caret_at(here, place(word).start)
    start, seen = caret, []
    while (further := expand_selection(here, caret)) is not None:
        caret = further
        seen.append(selection(caret))
    assert seen == way
    assert caret.word == start.word
    seen = [selection(caret)]
    while (further := shrink_selection(here, caret)) is not None:
        caret = further
        seen.append(selection(caret))
    assert seen == way[::-1]


def test_a_selection_over_several_things_grows_to_what_holds_them_all() -> None:
    here = reading()
    caret = start_selection(caret_at(here, place("port").start))
    caret = move_caret(here, caret, Words(here), 2) or caret
    assert selection(caret) == "port. “Trade will"
    assert selection(expand_selection(here, caret)) == PARAGRAPH
    assert selection(shrink_selection(here, caret)) == "will"


def test_growing_keeps_whose_edges_they_are() -> None:
    here = reading("Rain fell")
    caret = start_moving_edges(here, caret_at(here, 0))
    assert caret is not None
    select_whole_units = expand_selection(here, caret)
    assert selection(select_whole_units) == "Rain fell on the port."
    assert select_whole_units is not None
    assert select_whole_units.is_moving_edges


def test_clicks_select_more_and_more() -> None:
    here = reading()
    offset = place("will").start + 1
    assert [selection(caret_at_click(here, offset, n)) for n in (1, 2, 3, 4, 9)] == [
        None,
        "will",
        "“Trade will slow,” the minister said.",
        PARAGRAPH,
        PARAGRAPH,
    ]


@given(st.integers(0, len(TEXT)), st.lists(st.booleans(), max_size=8))
def test_the_cursor_stays_in_the_selection(offset: int, steps: list[bool]) -> None:
    here = reading("fell on", "on the port. “Trade")
    caret = caret_at(here, offset)
    for grows in steps:
        caret = (expand_selection if grows else shrink_selection)(here, caret) or caret
        assert caret.selection is None or caret.selection.covers(caret.word)

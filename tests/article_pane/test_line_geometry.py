"""From a character to its cell and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.article_pane.text_strategies import any_text
from tui.model import Span
from tui.text_layout.cell_sanitizer import CELL_WIDTHS, cell_width
from tui.text_layout.columns import Columns
from tui.text_layout.line_geometry import WrappedText
from tui.text_layout.wrapping import wrap
from tui.widgets.article_pane.painting import fit_speaker_names


@given(any_text.filter(bool), st.integers(2, 30), st.booleans())
def test_a_character_is_found_again_at_its_cell(text: str, width: int, spaced: bool) -> None:
    lines = WrappedText(text, wrap(text, width, spaced=spaced))
    for offset, letter in enumerate(text):
        line = lines.line_of(offset)
        if lines.drawn_span(line).holds(offset) and CELL_WIDTHS[letter]:
            for part in range(CELL_WIDTHS[letter]):
                assert lines.offset_at(line, lines.cell_of(offset) + part) == offset


@given(any_text.filter(bool), st.integers(2, 30), st.integers(-3, 50))
def test_any_cell_leads_to_a_character_of_its_line(text: str, width: int, cell: int) -> None:
    lines = WrappedText(text, wrap(text, width, spaced=True))
    for line in range(len(lines)):
        offset = lines.offset_at(line, cell)
        assert 0 <= offset < len(text)
        if not lines.is_spacing(line):
            assert lines.full_span(line).holds(offset)


@given(any_text.filter(bool), st.integers(2, 30), st.data())
def test_the_lines_of_a_span_hold_its_ends(text: str, width: int, data: st.DataObject) -> None:
    lines = WrappedText(text, wrap(text, width, spaced=True))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = lines.lines_of(Span(start, end))
    assert lines.full_span(found[0]).holds(start)
    assert lines.full_span(found[-1]).holds(end - 1)


@given(st.integers(1, 300), st.integers(1, 120))
def test_columns_never_leave_the_pane(width: int, measure: int) -> None:
    columns = Columns.of(width, measure)
    assert 1 <= columns.measure <= max(1, measure)
    used = columns.text + columns.measure + (columns.names + 2 if columns.names else 0)
    assert used <= max(width, 1)
    assert columns.margin == 0 or columns.margin >= columns.stripes


@pytest.mark.parametrize(
    ("width", "stripes", "measure", "named"),
    [(200, 4, 72, True), (99, 4, 72, True), (79, 4, 56, True), (60, 4, 53, False),
     (30, 2, 25, False), (10, 0, 9, False), (1, 0, 1, False)],
)  # fmt: skip
def test_columns_by_width(width: int, stripes: int, measure: int, named: bool) -> None:
    columns = Columns.of(width)
    assert (columns.stripes, columns.measure) == (stripes, measure)
    assert (columns.names >= 12) is named


@pytest.mark.parametrize(
    ("names", "room", "drawn"),
    [
        ([], 12, ""),
        (["Antony Blinken"], 14, "Antony Blinken"),
        (["Andres Manuel Lopez Obrador"], 14, "…Lopez Obrador"),
        (["Andres Manuel Lopez Obrador"], 12, "…Obrador"),
        (["Office for Immigration"], 14, "Office for Im…"),
        (["Extraordinarily"], 12, "Extraordina…"),
        (["Ann", "Bob"], 12, "Ann · Bob"),
        (["Ann\x1b[31m\nAsh"], 14, "Ann␛[31m Ash"),
    ],
)
def test_names_are_cut_to_their_room(names: list[str], room: int, drawn: str) -> None:
    assert fit_speaker_names(names, room) == drawn


@given(st.lists(any_text, max_size=3), st.integers(1, 30))
def test_no_name_is_wider_than_its_room(names: list[str], room: int) -> None:
    drawn = fit_speaker_names([name for name in names if name], room)
    assert cell_width(drawn) <= room
    assert "\n" not in drawn

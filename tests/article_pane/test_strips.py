"""Where two lines look different."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from tui.widgets.article_pane.strips import LineStrip, differing_cells

STYLES = [Style(bold=True), Style(italic=True), Style(color="red")]
PIECES = st.lists(
    st.tuples(st.text("ab ▸", min_size=1, max_size=4), st.sampled_from(STYLES)), max_size=6
)


def line(pieces: list[tuple[str, Style]]) -> LineStrip:
    return LineStrip([Segment(*piece) for piece in pieces], sum(len(text) for text, _ in pieces))


def cells(strip: LineStrip) -> list[tuple[str, Style | None]]:
    return [(letter, segment.style) for segment in strip for letter in segment.text]


@given(PIECES, PIECES)
def test_outside_the_differing_cells_two_lines_look_the_same(
    one: list[tuple[str, Style]], other: list[tuple[str, Style]]
) -> None:
    old, new = line(one), line(other)
    found = differing_cells(old, new)
    before, after = cells(old), cells(new)
    if found is None:
        assert before == after
    elif len(before) == len(after):
        start, end = found
        assert before[:start] == after[:start]
        assert before[end:] == after[end:]
    else:
        assert found == (0, max(len(before), len(after)))


def test_a_changed_letter_is_the_only_one() -> None:
    bold = Style(bold=True)
    assert differing_cells(line([("abcd", bold)]), line([("abxd", bold)])) == (2, 3)
    assert differing_cells(line([("abcd", bold)]), line([("abcd", bold)])) is None


def test_a_line_with_wide_characters_differs_as_a_whole() -> None:
    bold = Style(bold=True)
    old, new = (LineStrip([Segment(text, bold)], 6) for text in ("漢字ab", "漢字ac"))
    assert differing_cells(old, new) == (0, 6)


@given(PIECES, st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_line_is_a_line(pieces: list[tuple[str, Style]], start: int, end: int) -> None:
    whole = line(pieces)
    part = whole.crop(start, end)
    assert isinstance(part, LineStrip)
    assert cells(part) == cells(whole)[start:end]
    assert part.cell_length == len(cells(part))

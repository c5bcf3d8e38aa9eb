"""Every character on exactly one line, no line wider than asked."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.article_pane.text_strategies import any_text, plain_text
from tui.model import Span
from tui.text_layout.ascii_wrapping import needs_paragraph_spacing
from tui.text_layout.cell_sanitizer import cell_width
from tui.text_layout.line_geometry import WrappedText
from tui.text_layout.wrapping import irregular_paragraphs, wrap


def drawn(text: str, width: int, *, spaced: bool = False) -> list[str]:
    lines = WrappedText(text, wrap(text, width, spaced=spaced))
    return [lines.drawn_span(line).of(text) for line in range(len(lines))]


@given(any_text, st.integers(1, 40), st.booleans())
@example("漢", 1, False)
@example(" \u0301", 2, True)
def test_every_character_is_on_exactly_one_line(text: str, width: int, spaced: bool) -> None:
    lines = WrappedText(text, wrap(text, width, spaced=spaced))
    assert "".join(lines.full_span(line).of(text) for line in range(len(lines))) == text
    for offset in range(len(text)):
        assert lines.full_span(lines.line_of(offset)).holds(offset)


@given(any_text, st.integers(2, 40), st.booleans())
def test_no_line_is_wider_than_asked(text: str, width: int, spaced: bool) -> None:
    assert all(cell_width(line) <= width for line in drawn(text, width, spaced=spaced))


@given(any_text, st.integers(2, 40))
def test_what_is_not_drawn_is_one_space_or_a_line_feed(text: str, width: int) -> None:
    lines = WrappedText(text, wrap(text, width))
    for line in range(len(lines)):
        start, end = lines.drawn_span(line).end, lines.full_span(line).end
        assert text[start:end] in ("", " ", "\n", " \n")
        assert "\n" not in lines.drawn_span(line).of(text)


@given(any_text, st.integers(2, 40))
def test_a_line_does_not_begin_with_a_mark_of_the_one_before(text: str, width: int) -> None:
    lines = WrappedText(text, wrap(text, width))
    for line in range(1, len(lines)):
        start = lines.starts[line]
        inside = text[start - 1] != "\n"
        assert not (inside and start < len(text) and cell_width(text[start]) == 0)


@given(plain_text, st.integers(1, 30))
def test_the_slow_way_finds_the_lines_of_the_fast_one(text: str, width: int) -> None:
    every = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for spaced in (False, True):
        fast = wrap(text, width, [], spaced=spaced)
        slow = wrap(text, width, every, spaced=spaced)
        assert slow == fast


@given(plain_text, st.integers(1, 30))
def test_lines_are_as_full_as_words_allow(text: str, width: int) -> None:
    lines = WrappedText(text, wrap(text, width))
    for line in range(len(lines) - 1):
        span = lines.full_span(line)
        if text[span.end - 1] == "\n":
            continue
        following = re.match(r"[^ \n]*", text[span.end :])
        assert following is not None
        assert span.length + following.end() > width


@given(any_text, st.integers(2, 40))
def test_spacing_only_adds_lines_without_characters(text: str, width: int) -> None:
    plain, spaced = wrap(text, width), wrap(text, width, spaced=True)
    lines = WrappedText(text, spaced)
    real = [start for line, start in enumerate(spaced) if not lines.is_spacing(line)]
    if text:
        assert real == plain
        assert not lines.is_spacing(0)
        assert not lines.is_spacing(len(lines) - 1)


def test_paragraphs_get_an_empty_line_between_them_once() -> None:
    assert drawn("One.\nTwo.\n\nThree.\n", 20, spaced=True) == [
        "One.", "", "Two.", "", "Three.",
    ]  # fmt: skip
    assert drawn("漢。\n字。\nEnd.", 20, spaced=True) == ["漢。", "", "字。", "", "End."]


def test_text_that_is_cut_at_a_width_is_not_spaced() -> None:
    assert needs_paragraph_spacing("One long paragraph.\nAnother.")
    assert not needs_paragraph_spacing("Cut at\na width.\n\nA paragraph\nof two lines.")
    assert needs_paragraph_spacing("A" * 120 + "\n\nB" + "c" * 30 + "\nD")


def test_east_asian_lines_break_anywhere_but_before_a_full_stop() -> None:
    assert drawn("漢字漢字。漢字", 8) == ["漢字漢", "字。漢字"]
    assert drawn("漢字（漢字）", 6) == ["漢字", "（漢", "字）"]
    assert drawn("漢字 word 漢字", 8) == ["漢字", "word 漢", "字"]


def test_a_family_is_not_torn_from_its_joiner() -> None:
    assert drawn("ab 👨\u200d👩\u200d👧 cd", 6) == ["ab 👨\u200d", "👩\u200d👧", "cd"]


def test_odd_paragraphs_are_those_with_characters_not_one_cell_wide() -> None:
    assert irregular_paragraphs("plain “quoted” é\n漢\nplain\ne\u0301") == [
        Span(17, 18),
        Span(25, 27),
    ]
    assert irregular_paragraphs("a\x1b\x9b\u202e\ufeffb") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 200_000,
        "x" * 1_000_000,
        " " * 300_000,
        "a\u200d" * 150_000,
        "\u0301" * 300_000,
        "漢" * 200_000,
        "漢" + "word " * 200_000,
        (" " + "x" * 81) * 12_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_extremes_end_soon(text: str) -> None:
    begun = time.process_time()
    lines = WrappedText(text, wrap(text, 80, spaced=True))
    assert time.process_time() - begun < 5
    assert lines.full_span(len(lines) - 1).end == len(text)
    assert max(lines.full_span(line).length for line in range(len(lines))) <= 16 * 80 + 65

"""Highlighted documents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.highlight.readings import annotated, reading, readings
from tui.errors import UnknownName
from tui.highlight import DARK, LIGHT
from tui.highlight.formats import format_names, render
from tui.hostile_characters import MARKS, visible
from tui.model import Entity, Quote, Reading, Span

TEXT = "Ann Ash said:\n“Trade <b>&amp; [sic] aid.”\n"
HERE = reading(
    TEXT,
    (Entity(Span(0, 7), "PERSON", "Ann Ash"),),
    (Quote("direct", (Span(14, len(TEXT) - 1),), name="Ann Ash"),),
    (annotated(1, Span(15, 20), ("trade",), "n", TEXT),),
)
HOSTILE = reading("a\x1b]52;c;eA==\x07b\x9b31mc\u202ed\u2066e\ufefff\U000e0041g\udcffh\x00i")

without_colour = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", format_names())
def test_every_format_holds_the_words(name: str) -> None:
    document = render(HERE, name, LIGHT)
    assert "Ann" in document
    assert "Trade" in document


def test_the_formats_are_these() -> None:
    assert format_names() == ("ansi", "html", "latex", "rtf", "svg")


def test_an_unknown_format_is_named_with_the_known() -> None:
    with pytest.raises(UnknownName, match="ansi, html, latex, rtf, svg"):
        render(HERE, "docx", DARK)


def test_ansi_without_its_colours_is_the_text() -> None:
    document = render(HERE, "ansi", DARK)
    assert without_colour.sub("", document) == TEXT
    assert "\x1b[38;2;255;212;121;01mAnn Ash\x1b[" in document


@given(readings())
def test_ansi_holds_no_escape_of_the_article(current: Reading) -> None:
    document = without_colour.sub("", render(current, "ansi", DARK))
    assert document == visible(current.article.text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", document)


@pytest.mark.parametrize("name", format_names())
def test_hostile_text_comes_out_as_marks(name: str) -> None:
    document = without_colour.sub("", render(HOSTILE, name, DARK))
    kinds = {unicodedata.category(letter) for letter in document.replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs"}
    document.encode("utf-8")


def test_html_is_a_page_of_its_own() -> None:
    titled = replace(HERE, article=replace(HERE.article, title="A </title><script>"))
    document = render(titled, "html", DARK)
    assert "charset=utf-8" in document
    assert "A &lt;/title&gt;&lt;script&gt;" in document
    assert "&lt;b&gt;&amp;amp; [sic]" in document
    assert f"background: {DARK.background}" in document


def test_svg_is_well_formed_and_has_no_endless_lines() -> None:
    long = reading("word " * 300 + "x" * 200)
    lines = ElementTree.fromstring(render(long, "svg", LIGHT)).findall(".//{*}text")
    written = ["".join(line.itertext()).replace("\xa0", " ") for line in lines]
    assert max(map(len, written)) <= 80
    assert "".join(written).replace(" ", "") == long.article.text.replace(" ", "")


def test_svg_paints_what_lies_behind_passages_and_under_notes_on_a_grid() -> None:
    picture = ElementTree.fromstring(render(HERE, "svg", LIGHT))
    page, behind = picture.findall("{*}rect")
    pieces = {
        "".join(one.itertext()): one for one in picture.iter("{http://www.w3.org/2000/svg}tspan")
    }
    trade = pieces["Trade"]
    assert trade.get("text-decoration") == "underline"
    assert (behind.get("x"), behind.get("width")) == (trade.get("x"), trade.get("textLength"))
    assert behind.get("fill") not in (None, page.get("fill"))
    assert float(behind.get("width", 0)) == 5 * 8.4
    assert int(picture.get("height", 0)) > 3 * 19


def test_svg_gives_wide_letters_two_cells_and_marks_none() -> None:
    picture = ElementTree.fromstring(render(reading("外e\u0301🙂\n"), "svg", LIGHT))
    (piece,) = picture.iter("{http://www.w3.org/2000/svg}tspan")
    assert float(piece.get("textLength", 0)) == 5 * 8.4


def test_rich_text_shades_passages_in_the_words_that_word_obeys() -> None:
    document = render(HERE, "rtf", LIGHT)
    shades = re.findall(r"\{\\chshdng0\\chcbpat(\d+)\\cb\1\\", document)
    assert shades
    text = reading(r"a {\cb5 b")
    assert r"a \{\\cb5 b" in render(text, "rtf", LIGHT)


def test_latex_ends_its_boxes_at_every_space() -> None:
    document = render(HERE, "latex", LIGHT)
    before, _, after = document.partition(r"\begin{document}")
    assert r"\AtBeginDocument{\let\PQ@do\PY@do \let\PY@do\PQ@start}" in before
    assert r"\def\PY@do#1" in before
    assert "PQ@" not in after


@given(st.text())
def test_marks_stand_one_for_one(text: str) -> None:
    marked = visible(text)
    assert len(marked) == len(text)
    assert not any(ord(letter) in MARKS and letter != "\n" for letter in marked)


def test_a_printable_text_holds_nothing_to_mark():
    assert not any(chr(code).isprintable() for code in MARKS)
    for code in MARKS.keys() - {0x0A}:
        assert visible(f"a{chr(code)}b\n") == f"a{MARKS[code]}b\n"
    assert visible("a\u00a0b\n") == "a\u00a0b\n"

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from tui.hostile_characters import CHARACTERS, DRAWN, MARKS, mark_of, one_line, sanitise, visible
from tui.text_layout.cell_sanitizer import sanitize
from tui.widgets.terminal_sanitizer import TerminalSanitizer

HOSTILE_CODES = {code for row in CHARACTERS if row.mark for code in range(row.first, row.last + 1)}
OF_THE_TABLE = st.sampled_from(CHARACTERS).flatmap(
    lambda row: st.characters(codec=None, min_codepoint=row.first, max_codepoint=row.last)
)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=())) | st.text(
    OF_THE_TABLE | st.sampled_from("a é\n\r\u00a0")
)
HOSTILE = st.text(
    st.sampled_from("a é\n\r\t\0\x1b\x7f\x9b\u061c\u200e\u200f\u2028\u202e\u2066\ufeff\ud800\ufffe")
)


@pytest.mark.parametrize(
    ("text", "clean", "count"),
    [
        ("plain “words”, naïve café 東京 👍🏽\n", "plain “words”, naïve café 東京 👍🏽\n", 0),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n", 0),
        ("\ufeffone", "one", 0),
        ("\ufeff\ufeffone", "\ufffdone", 1),
        ("a\tb", "a b", 0),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m", 2),
        ("nul\0 bell\a del\x7f", "nul␀ bell␇ del␡", 3),
        ("page\x0cbreak", "page␌break", 1),
        ("\x9b31m \x85", "�31m �", 2),
        ("\u202egnp.exe\u202c", "�gnp.exe�", 2),
        ("\u2066isolate\u2069", "�isolate�", 2),
        ("left\u200eright\u200farabic\u061c", "left�right�arabic�", 3),
        ("line\u2028paragraph\u2029", "line�paragraph�", 2),
        ("in\ufeffside", "in�side", 1),
        ("tag\U000e0041\U000e007f", "tag��", 2),
        ("lone \ud800 \udfff", "lone � �", 2),
        ("\ufffe\uffff\ufdd0\U0001fffe\U0010ffff", "�����", 5),
        ("non\u00a0breaking zero\u200bwidth soft\u00adhyphen", None, 0),
        ("family 👩\u200d👧 \u2009 \u3000 ❤\ufe0f", None, 0),
    ],
)
def test_what_acts_becomes_a_mark(text, clean, count):
    assert sanitise(text) == (text if clean is None else clean, count)


def test_everything_python_calls_a_control_is_replaced():
    for code in range(0x110000):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cs", "Zl", "Zp") and char != "\n":
            assert mark_of(char), hex(code)
        if unicodedata.bidirectional(char) in {
            *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
        }:
            assert mark_of(char), hex(code)


def test_marks_may_stay():
    assert not any(mark_of(chr(code)) for code in (*range(0x2400, 0x2422), 0xFFFD, 0x0A))


@given(ANY_TEXT | HOSTILE)
def test_one_character_for_one(text):
    decoded = text.removeprefix("\ufeff").replace("\r\n", "\n")
    clean, count = sanitise(text)
    assert len(clean) == len(decoded)
    changed = [(a, b) for a, b in zip(decoded, clean, strict=True) if a != b]
    assert all(a in "\r\t" or b == mark_of(a) for a, b in changed)
    assert count == sum(a not in "\r\t" for a, _ in changed)


@given(ANY_TEXT | HOSTILE)
def test_clean_text_stays(text):
    clean, _ = sanitise(text)
    assert sanitise(clean) == (clean, 0)
    clean.encode()


@given(st.lists(st.integers(0xD800, 0xDFFF), min_size=20, unique=True))
def test_many_kinds_at_once(codes):
    text = "".join(map(chr, codes)) + "x"
    assert sanitise(text) == ("�" * len(codes) + "x", len(codes))


@given(ANY_TEXT | HOSTILE)
def test_one_line_is_one_line(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert sanitise(line) == (line, 0)


def on_the_terminal(text):
    (segment,) = TerminalSanitizer().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


@pytest.mark.parametrize(
    "way", [lambda text: sanitise(text)[0], visible, one_line, sanitize, on_the_terminal]
)
def test_no_way_leaves_a_character_of_the_table(way):
    for text in ("".join(map(chr, range(0x110000))), *map(chr, sorted(HOSTILE_CODES))):
        assert not HOSTILE_CODES & set(map(ord, way(text)))


@given(ANY_TEXT)
def test_each_way_keeps_the_length_and_is_idempotent(text):
    # Text that was read has one line end for CR LF, and no byte order mark at its start.
    text = re.sub("\r+\n", "\n", text).lstrip("\ufeff")
    for way in (lambda text: sanitise(text)[0], visible, one_line):
        clean = way(text)
        assert len(clean) == len(text)
        assert not HOSTILE_CODES & set(map(ord, clean))
        assert way(clean) == clean
    for way in (sanitize, on_the_terminal):
        assert way(way(text)) == way(text)
        assert not HOSTILE_CODES & set(map(ord, way(text)))


def test_the_ranges_are_disjoint_and_each_mark_is_one_character_that_may_stay():
    codes = [code for row in CHARACTERS for code in range(row.first, row.last + 1)]
    assert len(codes) == len(set(codes))
    for replacement in (*MARKS.values(), *DRAWN.values()):
        assert len(replacement) <= 1
        assert not set(map(ord, replacement)) & DRAWN.keys()
    assert all(len(mark) == 1 for mark in MARKS.values())


def test_three_megabytes_take_no_time():
    text = ("She said: “We won’t wait any longer,” and left.\n" * 70_000)[:3_000_000]
    best = min(_seconds(lambda: sanitise(text)) for _ in range(5))
    floor = min(_seconds(lambda: text.encode()) for _ in range(5))
    # A generous multiple of a plain pass over the text, so that a busy machine does not matter.
    assert best < max(20 * floor, 0.015)


def _seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start

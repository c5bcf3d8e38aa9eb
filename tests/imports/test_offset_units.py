"""Offsets of other programs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.imports.offset_units import from_crlf, from_utf8, from_utf16, normalize_line_ends

texts = st.text("a é\n鋼🙂\U0001f1e8́", max_size=30)


@given(texts)
def test_utf16_units_become_code_points(text: str) -> None:
    point = from_utf16(text)
    for offset in range(len(text) + 1):
        assert point(len(text[:offset].encode("utf-16-le")) // 2) == offset


@given(texts)
def test_utf8_bytes_become_code_points(text: str) -> None:
    point = from_utf8(text)
    for offset in range(len(text) + 1):
        assert point(len(text[:offset].encode())) == offset


@given(st.lists(st.sampled_from(["a", "\r\n", "\n", "🙂"])).map("".join))
def test_offsets_that_count_a_line_end_twice_fit_the_folded_text(text: str) -> None:
    point = from_crlf(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert point(offset) == len(normalize_line_ends(text[:offset]))


def test_an_offset_inside_a_letter_goes_after_it() -> None:
    assert from_utf16("🙂b")(1) == 1
    assert [from_utf8("é🙂b")(n) for n in (1, 3, 4, 5, 6)] == [1, 2, 2, 2, 2]
    assert from_crlf("a\r\nb")(2) == 2


def test_an_offset_past_the_end_stays_past_the_end() -> None:
    assert from_utf16("🙂")(9) == 8

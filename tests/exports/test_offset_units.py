"""Spans in tokens and in UTF-16 code units."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.exports.offset_units import TokenSpans, Utf16Offsets, tokenize
from tui.model import Span


@given(st.text(st.sampled_from("aé\u0301 .\n🙂中👩\u200d-"), max_size=30), st.data())
def test_a_span_touches_the_tokens_that_share_a_character_with_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    spans = tokenize(text)
    assert "".join(one.of(text) for one in spans) == "".join(text.split())
    touched = TokenSpans(spans).overlapping(span)
    expected: list[Any] = [one for one in spans if one.overlaps(span)]
    assert [*spans[touched.start : touched.end]] == expected if touched else not expected


@given(st.text(), st.data())
def test_any_span_is_the_same_words_in_utf16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Utf16Offsets(text).span(Span(start, end))
    units = text.encode("utf-16-le", "surrogatepass")[2 * first : 2 * last]
    assert units.decode("utf-16-le", "surrogatepass") == text[start:end]

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import SpanError, UnknownName
from tui.model import (
    DEFAULT_CODEBOOK,
    Analysis,
    Annotation,
    Article,
    Change,
    Edit,
    Quote,
    Selector,
    SortedSpans,
    Span,
)
from tui.model.findings import Entity, EntityTable
from tui.model.sorted_spans import offsets

ARTICLE = Article("a", "One two three.\n\n  \nFour five.\nSix.", "A")


@pytest.mark.parametrize("words", ["", "5", "a:b", "5:", ":5", "5:5", "9:3", "-1:3", "1:2:3"])
def test_a_bad_span_is_refused_with_its_words(words: str) -> None:
    with pytest.raises(SpanError, match=words.replace("-", r"\-") or "span"):
        Span.parse(words)


def test_a_span_is_half_open() -> None:
    span = Span.parse("4:7")
    assert span.of(ARTICLE.text) == "two"
    assert span.holds(4)
    assert not span.holds(7)
    assert not span.overlaps(Span(7, 9))
    assert span.overlaps(Span(6, 9))


def test_paragraphs_are_lines_with_words() -> None:
    assert [span.of(ARTICLE.text) for span in ARTICLE.paragraphs] == [
        "One two three.", "Four five.", "Six.",
    ]  # fmt: skip
    assert ARTICLE.paragraph_number(0) == 1
    assert ARTICLE.paragraph_number(ARTICLE.text.index("five")) == 2
    assert ARTICLE.paragraph_number(len(ARTICLE.text)) == 3


def test_a_selector_keeps_words_and_context() -> None:
    selector = Selector.describe(ARTICLE, Span(4, 7))
    assert (selector.prefix, selector.exact) == ("One ", "two")
    assert selector.suffix.startswith(" three.")
    assert selector.sha256 == ARTICLE.sha256
    with pytest.raises(SpanError):
        Selector.describe(ARTICLE, Span(4, 4000))


def test_themes_are_found_by_id_label_and_key() -> None:
    assert DEFAULT_CODEBOOK.get("TRADE").id == "trade"
    assert DEFAULT_CODEBOOK.by_key("2") is DEFAULT_CODEBOOK.get("asylum")
    assert DEFAULT_CODEBOOK.by_key("9") is None
    with pytest.raises(UnknownName, match="aid, asylum, fentanyl, trade"):
        DEFAULT_CODEBOOK.get("weather")


def test_a_change_and_its_inverse_mirror_each_other() -> None:
    note = Annotation("1", "a", Selector.describe(ARTICLE, Span(0, 3)))
    change = Change("x", (Edit(None, note), Edit(note, note.toggled("trade"))))
    assert change.inverse().edits == (Edit(note.toggled("trade"), note), Edit(note, None))
    assert change.inverse().inverse() == change


def test_the_quote_with_most_of_a_passage_speaks() -> None:
    analysis = Analysis(
        "", "test", (),
        (
            Quote("direct", (Span(0, 10), Span(40, 50)), name="Ann"),
            Quote("indirect", (Span(12, 30),), name="Bo"),
        ),
    )  # fmt: skip
    assert analysis.speaker_of(Span(5, 9)) == "Ann"
    assert analysis.speaker_of(Span(8, 20)) == "Bo"
    assert analysis.speaker_of(Span(42, 44)) == "Ann"
    assert analysis.speaker_of(Span(31, 39)) is None


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
).map(sorted)


@given(spans=SPANS, offset=st.integers(0, 90), length=st.integers(1, 20))
def test_ordered_spans_answer_like_a_walk_through_them(
    spans: list[Span], offset: int, length: int
) -> None:
    ordered, asked = SortedSpans(spans), Span(offset, offset + length)
    assert list(ordered.overlapping(asked)) == [
        n for n, span in enumerate(spans) if span.overlaps(asked)
    ]
    assert ordered.at(offset) == next((s for s in reversed(spans) if s.holds(offset)), None)
    assert ordered.after(offset) == next((s for s in spans if s.start > offset), None)
    assert ordered.before(offset) == next((s for s in reversed(spans) if s.start < offset), None)


@given(spans=SPANS, low=st.integers(0, 9), high=st.integers(0, 9))
def test_entities_in_columns_are_those_in_a_tuple(spans: list[Span], low: int, high: int) -> None:
    plain = tuple(Entity(span, "ORG", f"n{span.start % 3}") for span in spans)
    starts, ends = (offsets(span[edge] for span in spans) for edge in (0, 1))
    columns = EntityTable(starts, ends, ["ORG"] * len(spans), [entity.name for entity in plain])
    assert columns == plain
    assert plain == columns
    assert tuple(columns[low:high]) == plain[low:high]
    assert columns[-1:] == plain[-1:]
    assert list(Analysis("", "", columns).entity_spans) == spans
    assert bool(columns) == bool(plain)
    assert columns != (*plain, Entity(Span(0, 1), "ORG", "x"))


def test_a_codebook_that_was_asked_for_letters_still_goes_to_another_process() -> None:
    assert DEFAULT_CODEBOOK.letters
    assert pickle.loads(pickle.dumps(DEFAULT_CODEBOOK)) == DEFAULT_CODEBOOK

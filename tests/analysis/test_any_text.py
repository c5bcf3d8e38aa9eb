"""Any text gets some findings, in good order and in good time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.analysis import ANALYSERS
from tui.model import Article, Span
from tui.model.sorted_spans import SortedSpans

PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "«", "»", "„", "\n", " ", "Ann Lee", " said", ", ", ". ", ": ",
     "he", "the U.S.-Mexico ", "(", ")", "—", "according to ", "WALLER: ", "No. 5", "说", "é"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=120)


def check(text, analysis):
    end = 0
    for entity in analysis.entities:
        assert end <= entity.span.start < entity.span.end <= len(text)
        assert entity.name
        end = entity.span.end
    assert list(analysis.quotes) == sorted(analysis.quotes, key=lambda quote: quote.start)
    for quote in analysis.quotes:
        for part in (*quote.content, quote.cue, quote.speaker):
            assert part is None or 0 <= part.start < part.end <= len(text)
        for left, right in zip(quote.content, quote.content[1:], strict=False):
            assert left.end <= right.start


@given(TEXTS)
def test_rules_on_any_text(text):
    check(text, ANALYSERS.get("rules").analyse(Article("any", text, "")))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_pipeline_on_any_text(text):
    check(text, ANALYSERS.get("spacy-md").analyse(Article("any", text, "")))


@pytest.mark.slow
def test_a_speaker_seen_inside_the_words_that_are_quoted():
    text = (
        "A lot of stuff avoids the onerous duties through side routes from the difficult to "
        "control border with Lundia, over which items which ‘fell off the back of a boat’ find "
        "their way to Harbour and are sold at good prices"
    )
    check(text, ANALYSERS.get("spacy-md").analyse(Article("inside", text, "")))


@pytest.mark.parametrize(
    "piece", ["Ann Lee said so. ", "A ", "Ann ", "“", "'a ", "“Yes,” said Ann Lee. ", "the a ", "x"]
)
def test_rules_on_a_long_line_take_ten_times_as_long_as_on_a_tenth(piece):
    taken = []
    for size in (10_000, 10_000, 100_000):
        text = piece * (size // len(piece))
        started = time.process_time()
        ANALYSERS.get("rules").analyse(Article("long", text, ""))
        taken.append(time.process_time() - started)
    assert taken[2] < 4 * 10 * taken[1]


@given(
    st.lists(st.integers(0, 60), max_size=20, unique=True).map(sorted),
    st.integers(0, 60),
    st.integers(1, 20),
)
def test_ranges_agree_with_looking_at_all(borders, offset, length):
    spans = [Span(*pair) for pair in zip(borders[::2], borders[1::2], strict=False)]
    ranges, asked = SortedSpans(spans), Span(offset, offset + length)
    assert ranges.holds(offset) == any(span.holds(offset) for span in spans)
    assert [spans[k] for k in ranges.overlapping(asked)] == [s for s in spans if s.overlaps(asked)]
    assert [spans[k] for k in ranges.starting_within(length, offset)] == [
        span for span in spans if offset - length <= span.start < offset
    ]

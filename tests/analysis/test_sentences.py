import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis import segmentation as splitter
from tui.analysis.segmentation import next_sentence, previous_sentence, sentence_at, sentences
from tui.model import Span

TEXTS = st.lists(
    st.sampled_from(
        [
            "He",
            " ",
            "U.S.",
            "Mr.",
            ". ",
            "\n",
            "”",
            "“Go!”",
            "?",
            " said",
            "3.5",
            "。",
            "…",
            "Ariz.",
        ]
    )
).map("".join) | st.text(max_size=200)


def split(text):
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Ames met Dr. Bell.", "They left."],
        ["It happened in the U.S. Senate on Jan. 5.", "The vote was close."],
        ["She lives in the U.S.", "The others do not."],
        ["They closed Nogales, Ariz., and Yuma, Ariz.", "Trade fell."],
        ["J. K. Rower and George W. Ames sang.", "Nobody came."],
        ["Prices rose 3.5 percent to $4.20.", "Wages did not."],
        ["The talks began at 5 p.m. Tuesday and ended at 9 p.m.", "Nobody spoke."],
        ["“Go!” he said.", "“Stop.”", "She went."],
        ['"Is it over?" she asked.', 'He said: "No."', "It was not."],
        ["« Bonjour. »", "Il partit."],
        ["„Das ist gut.“", "Er ging."],
        ["他走了。", "「好。」", "真的吗？", "是！"],
        ["「行く。」と言った。"],
        ["I ... I do not know.", "Well..."],
        ["The No. 10 bus was late.", "No.", "It was early."],
        ["Acme Inc. Chairman Lee resigned.", "Shares of Acme Inc. fell."],
        ["Who said “yes?”", "Not he."],
        ["—With files from the Evening Wire and A. B. Cole"],
    ],
)
def test_splits_where_a_reader_would(parts):
    assert split(" ".join(parts)) == parts


def test_never_crosses_a_line_end():
    assert split("One line without an end\nand another\n\n  third.  ") == [
        "One line without an end", "and another", "third.",
    ]  # fmt: skip


@given(TEXTS)
def test_covers_every_character_that_is_no_white_space(text):
    spans = sentences(text)
    for left, right in pairwise(spans):
        assert left.end <= right.start
    inside = {i for span in spans for i in range(*span)}
    assert all(char.isspace() for i, char in enumerate(text) if i not in inside)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
        assert "\n" not in span.of(text)


@given(TEXTS, st.data())
def test_one_sentence_is_the_same_as_one_of_all(text, data):
    spans = sentences(text)
    offset = data.draw(st.integers(0, len(text)))
    holding = [span for span in spans if span.holds(offset)]
    if holding:
        assert sentence_at(text, offset) == holding[0]
    if not spans:
        assert sentence_at(text, offset) == Span(offset, offset)
    assert next_sentence(text, offset) == next((s for s in spans if s.start > offset), None)
    start = holding[0].start if holding else offset
    before = [span for span in spans if span.end <= start]
    assert previous_sentence(text, offset) == (before[-1] if before else None)


def test_a_long_line_is_read_the_same_in_part_as_in_whole():
    line = "This sentence is of no great length. " * 800
    text = f"{line}\n{'word ' * 4000}\n{line}"
    spans = sentences(text)
    assert max(span.length for span in spans) <= splitter.LIMIT
    for place in range(0, len(spans), 37):
        span = spans[place]
        assert sentence_at(text, span.start + span.length // 2) == span
        assert next_sentence(text, span.start) == (spans[place + 1 : place + 2] or [None])[0]
        if place:
            assert previous_sentence(text, span.start) == spans[place - 1]


def least_work(text):
    """Seconds of processor time that one place in the middle takes at least."""
    taken = []
    for offset in range(len(text) // 2, len(text) // 2 + 50):
        started = time.process_time()
        sentence_at(text, offset)
        taken.append(time.process_time() - started)
    return min(taken)


def test_one_place_in_ten_megabytes_takes_no_longer_than_in_a_hundredth():
    text = "A line that never ends, " * 450_000
    assert least_work(text) < 5 * least_work(text[: len(text) // 100])

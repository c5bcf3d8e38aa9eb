import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.segmentation import (
    SENTENCE_LIMIT,
    WORD_LIMIT,
    next_sentence,
    next_word,
    previous_sentence,
    previous_word,
    sentence_at,
    sentences,
    word_at,
)
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
    assert max(span.length for span in spans) <= SENTENCE_LIMIT
    for index in range(0, len(spans), 37):
        span = spans[index]
        assert sentence_at(text, span.start + span.length // 2) == span
        assert next_sentence(text, span.start) == (spans[index + 1 : index + 2] or [None])[0]
        if index:
            assert previous_sentence(text, span.start) == spans[index - 1]


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


WORDS = "The U.S.-Mexico “deal” — it's Lopez-Ames’s, at 10,000.50 a.m. — ok!"


def words_forwards(text):
    words, span = [], word_at(text, 0)
    while span is not None:
        words.append(span.of(text))
        span = next_word(text, span.start)
    return words


def test_steps_over_words_and_skips_punctuation():
    assert words_forwards(WORDS) == [
        "The", "U.S.", "Mexico", "deal", "it's", "Lopez-Ames’s", "at", "10,000.50", "a.m.", "ok",
    ]  # fmt: skip


def test_steps_back_the_same_way():
    words, span = [], word_at(WORDS, len(WORDS))
    while span is not None:
        words.append(span.of(WORDS))
        span = previous_word(WORDS, span.start)
    assert words == words_forwards(WORDS)[::-1]


def test_between_words_the_next_one_is_meant():
    assert word_at(WORDS, WORDS.index("—")).of(WORDS) == "it's"
    assert word_at("...", 1).length == 0


@given(st.text(max_size=300), st.data())
def test_words_never_overlap_and_hold_a_letter_or_digit(text, data):
    offset = data.draw(st.integers(0, len(text)))
    word, after, before = (
        word_at(text, offset),
        next_word(text, offset),
        previous_word(text, offset),
    )
    if word.length:
        assert re.search(r"\w", word.of(text))
    assert after is None or after.start > offset
    assert before is None or before.end <= max(offset, word.start)


def test_far_apart_words_are_found():
    text = "one" + " " * 10_000 + "two" + "." * 10_000 + "three"
    assert words_forwards(text) == ["one", "two", "three"]
    assert previous_word(text, len(text) - 2).of(text) == "two"
    assert max(len(word) for word in words_forwards("x" * 5_000)) <= WORD_LIMIT


def test_a_mark_at_the_start_leads_to_the_first_word():
    assert words_forwards("“Trade will slow,” he said.")[:2] == ["Trade", "will"]
    far = "one" + " " * 100 + "“two three"
    assert word_at(far, 60).of(far) == "two"


@given(st.text(alphabet="ab ” “-.", max_size=400), st.data())
def test_no_word_between_is_passed_over(text, data):
    offset = data.draw(st.integers(0, len(text)))
    word = word_at(text, offset)
    if word.start > offset:
        assert not re.search(r"\w", text[offset : word.start])

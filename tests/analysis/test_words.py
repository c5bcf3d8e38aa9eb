import re

from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.segmentation import LIMIT, next_word, previous_word, word_at

TEXT = "The U.S.-Mexico “deal” — it's Lopez-Ames’s, at 10,000.50 a.m. — ok!"


def steps(text):
    found, span = [], word_at(text, 0)
    while span is not None:
        found.append(span.of(text))
        span = next_word(text, span.start)
    return found


def test_steps_over_words_and_skips_punctuation():
    assert steps(TEXT) == [
        "The", "U.S.", "Mexico", "deal", "it's", "Lopez-Ames’s", "at", "10,000.50", "a.m.", "ok",
    ]  # fmt: skip


def test_steps_back_the_same_way():
    found, span = [], word_at(TEXT, len(TEXT))
    while span is not None:
        found.append(span.of(TEXT))
        span = previous_word(TEXT, span.start)
    assert found == steps(TEXT)[::-1]


def test_between_words_the_next_one_is_meant():
    assert word_at(TEXT, TEXT.index("—")).of(TEXT) == "it's"
    assert word_at("...", 1).length == 0


@given(st.text(max_size=300), st.data())
def test_words_never_overlap_and_hold_a_letter_or_digit(text, data):
    offset = data.draw(st.integers(0, len(text)))
    here, after, before = (
        word_at(text, offset),
        next_word(text, offset),
        previous_word(text, offset),
    )
    if here.length:
        assert re.search(r"\w", here.of(text))
    assert after is None or after.start > offset
    assert before is None or before.end <= max(offset, here.start)


def test_far_apart_words_are_found():
    text = "one" + " " * 10_000 + "two" + "." * 10_000 + "three"
    assert steps(text) == ["one", "two", "three"]
    assert previous_word(text, len(text) - 2).of(text) == "two"
    assert max(len(word) for word in steps("x" * 5_000)) <= LIMIT


def test_a_mark_at_the_start_leads_to_the_first_word():
    assert steps("“Trade will slow,” he said.")[:2] == ["Trade", "will"]
    far = "one" + " " * 100 + "“two three"
    assert word_at(far, 60).of(far) == "two"


@given(st.text(alphabet="ab ” “-.", max_size=400), st.data())
def test_no_word_between_is_passed_over(text, data):
    offset = data.draw(st.integers(0, len(text)))
    here = word_at(text, offset)
    if here.start > offset:
        assert not re.search(r"\w", text[offset : here.start])

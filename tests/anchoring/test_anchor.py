import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.anchoring import anchor, anchor_all
from tui.model import Annotation, Article, Selector, Span

TEXT = """Border talks resume

The two governments met on Thursday. “We will not close the crossing,” the minister said. Trade
through the crossing is worth a billion dollars a month.

The two sides agreed to meet again. “It is a start,” the envoy said. Aid groups said little. No
date was set for the next round, said the minister. They said it was a long day. They said it was
a long day.
"""


def article(text):
    return Article("story", text, "Border talks")


OLD = article(TEXT)


def selecting(words, occurrence=1, of=OLD):
    """The selector of the nth occurrence of ``words``."""
    start = -1
    for _ in range(occurrence):
        start = of.text.index(words, start + 1)
    return Selector.describe(of, Span(start, start + len(words)))


LONG = "Trade\nthrough the crossing is worth"
INSERTED = TEXT.replace("The two governments", "A new paragraph.\n\nThe two governments")
NEIGHBOUR = TEXT.replace("the minister said. Trade", "an official of theirs noted. Trade")
CASES = {
    # name: (selector, text of today, state, words before the place or None)
    "unchanged": (selecting("said", 2), TEXT, "exact", "the envoy "),
    "edited elsewhere": (selecting(LONG), TEXT + "\nMore.", "exact", "said. "),
    "short, edited elsewhere": (selecting("envoy"), TEXT + "\nMore.", "exact", "” the "),
    "paragraph before": (selecting(LONG), INSERTED, "moved", "said. "),
    "short, paragraph before": (selecting("envoy"), INSERTED, "moved", "” the "),
    "short and repeated, paragraph before": (selecting("said", 2), INSERTED, "moved", "envoy "),
    "the other one of them": (selecting("said", 3), INSERTED, "moved", "Aid groups "),
    "the third of them": (selecting("said", 4), INSERTED, "moved", "next round, "),
    "paragraphs swapped": (
        selecting("Aid groups said little."),
        "\n\n".join(reversed(TEXT.split("\n\n"))),
        "moved",
        "envoy said. ",
    ),
    "words before edited": (selecting("Trade"), NEIGHBOUR, "moved", "noted. "),
    "short, context gone on both sides": (
        selecting("said", 3),
        TEXT.replace("Aid groups said little. No\ndate", "Relief workers said a lot. A\nday"),
        "orphan",
        None,
    ),
    "long and single, context gone": (selecting(LONG), f"New. {LONG}! New.", "moved", "New. "),
    "long words edited": (selecting(LONG), TEXT.replace("is worth", "earns"), "orphan", None),
    "short words edited": (selecting("envoy"), TEXT.replace("envoy", "deputy"), "orphan", None),
    "one letter changed": (selecting(LONG), TEXT.replace("is worth", "is Worth"), "orphan", None),
    "sentence deleted": (
        selecting("“It is a start,” the envoy said."),
        TEXT.replace("“It is a start,” the envoy said. ", ""),
        "orphan",
        None,
    ),
    "deleted, the same word elsewhere": (
        selecting("crossing", 1),
        TEXT.replace("“We will not close the crossing,” the minister said. ", ""),
        "orphan",
        None,
    ),
    "all deleted": (selecting(LONG), "Nothing of it is left.", "orphan", None),
    "empty text": (selecting(LONG), "", "orphan", None),
    "in the midst of a refrain": (
        # The sentence before and the one after are alike: which of them is it?
        selecting("long day", 3, of=article("It was a long day for all. " * 6)),
        "So: " + "It was a long day for all. " * 7,
        "orphan",
        None,
    ),
    "in the midst of a refrain, at its offset": (
        selecting("long day", 3, of=article("It was a long day for all. " * 6)),
        "It was a long day for all. " * 7,
        "exact",
        "It was a ",
    ),
    "first word": (selecting("Border"), "Border" + TEXT[6:].replace("month", "year"), "exact", ""),
    "first word, paragraph before": (
        selecting("Border"),
        "Update\n\n" + TEXT,
        "moved",
        "Update\n\n",
    ),
    "last word": (selecting("day.\n"), TEXT.replace("Aid groups", "Helpers"), "moved", "long "),
    "everything": (selecting(TEXT), TEXT + "More.\n", "exact", ""),
    "everything, later": (selecting(TEXT), "More.\n" + TEXT, "moved", "More.\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_where_words_are(case):
    selector, text, state, before = CASES[case]
    today = article(text)
    span, found = anchor(today, selector)
    assert found == state
    if before is None:
        assert span is None
        return
    assert span.of(text) == selector.exact
    assert text[: span.start].endswith(before)
    assert (state == "exact") == (span == selector.span)


def test_offsets_are_trusted_on_the_same_text():
    told = Selector(Span(3, 9), "not these words", "", "", OLD.sha256)
    assert anchor(OLD, told) == (Span(3, 9), "exact")


def test_offsets_beyond_the_text_are_not():
    told = Selector(Span(3, 10_000), "not these words", "", "", OLD.sha256)
    assert anchor(OLD, told) == (None, "orphan")
    assert anchor(OLD, Selector(Span(3, 10_000), "", "", "", "")) == (None, "orphan")


def annotation(span, of=OLD, name="a"):
    return Annotation(name, "story", Selector.describe(of, Span(*span)))


def test_order():
    notes = [
        annotation((40, 50), name="later"),
        annotation((20, 30), name="short"),
        annotation((20, 60), name="long"),
        Annotation("lost", "story", Selector(Span(0, 5), "gone", "", "", "")),
        annotation((20, 30), name="short again"),
        annotation((0, 6), name="first"),
    ]
    found = anchor_all(OLD, notes)
    order = ["first", "long", "short", "short again", "later", "lost"]
    assert [one.annotation.id for one in found] == order
    assert [one.state for one in found] == ["exact"] * 5 + ["orphan"]
    assert [one.span for one in found if one.state == "orphan"] == [None]


PROSE = st.text("ab \n“é", max_size=200)


@given(PROSE.filter(bool), PROSE, st.data())
def test_never_other_words_and_never_beyond(text, today, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    old, new = article(text), article(today)
    selector = Selector.describe(old, Span(start, end))
    assert anchor(old, selector) == (Span(start, end), "exact")
    span, state = anchor(new, selector)
    assert (span is None) == (state == "orphan")
    if span:
        assert span.of(today) == selector.exact
        assert (state == "exact") == (span == selector.span)


@given(st.text("abcdefg \n", min_size=80, max_size=200), st.text(max_size=50), st.data())
def test_what_is_put_before_moves_it_if_anything_does(text, before, data):
    start = data.draw(st.integers(32, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    today = article(before + text)
    selector = Selector.describe(article(text), Span(start, end))
    whole = selector.prefix + selector.exact + selector.suffix
    assume(today.text.find(whole) == today.text.rfind(whole))
    span, _ = anchor(today, selector)
    assert span in (None, Span(start + len(before), end + len(before)))


def test_ten_thousand_on_an_unchanged_text_cost_nothing():
    long = article(TEXT * 5000)
    notes = [annotation((place, place + 20), of=long) for place in range(0, 1_000_000, 100)]
    best = min(_seconds(lambda: anchor_all(long, reversed(notes))) for _ in range(5))
    floor = min(_seconds(lambda: [anchor(long, one.selector) for one in notes]) for _ in range(5))
    # Sorting and wrapping cost some times the looks themselves; one search each, a thousand times.
    assert best < 50 * floor


def test_a_frequent_word_in_a_long_text_is_found_soon():
    old = article(
        "the cat " * 2 + "sat on the mat, which nobody had seen before. " + "the cat " * 9
    )
    selector = selecting("the", 3, of=old)
    today = article("the cat " * 200_000 + old.text)
    span, state = anchor(today, selector)
    assert (span, state) == (selector.span.shifted(1_600_000), "moved")


def _seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start

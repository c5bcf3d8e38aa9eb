from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import (
    DEFAULT_CODEBOOK,
    Analysis,
    Anchored,
    Annotation,
    Article,
    Entity,
    Quote,
    Reading,
    Selector,
    Span,
)
from tui.session.navigation import units
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import (
    caret_at,
    drag_selection,
    move_caret,
    move_caret_to,
    other_edge,
    select_whole_units,
    start_selection,
    trimmed,
)

TEXT = (
    "Rain fell on the port. “Trade will slow,” the minister said. Ships waited.\n"
    "\n"
    "Ana Ruiz left early. Nobody was hurt.\n"
)
ARTICLE = Article("port", TEXT, "Port")


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ANALYSIS = Analysis(
    ARTICLE.sha256,
    "test",
    (Entity(place("Ana Ruiz"), "PERSON", "Ana Ruiz"),),
    (Quote("direct", (place("“Trade will slow,”"),), name="the minister"),),
)


def reading(*tagged: str) -> Reading:
    annotations = [
        Annotation(str(n), "port", Selector.describe(ARTICLE, place(words)), ("trade",))
        for n, words in enumerate(tagged)
    ]
    return Reading(
        ARTICLE,
        ANALYSIS,
        DEFAULT_CODEBOOK,
        tuple(Anchored(a, a.selector.span, "exact") for a in annotations),
    )


Make = Callable[[Reading], units.Unit]


def walk(unit: Make, words: str, step: int, *tagged: str) -> str | None:
    """The sentence or word that the caret comes to from ``words``."""
    here = reading(*tagged)
    further = move_caret(here, caret_at(here, place(words).start), unit(here), step)
    return further and further.word.of(TEXT)


@pytest.mark.parametrize(
    ("unit", "start", "step", "word"),
    [
        (units.Sentences, "Rain", 1, "Trade"),
        (units.Sentences, "Trade", 1, "Ships"),
        (units.Sentences, "Ships", 1, "Ana"),
        (units.Sentences, "Nobody", 1, None),
        (units.Sentences, "Ana", -1, "Ships"),
        (units.Sentences, "Ships", -1, "Trade"),
        (units.Sentences, "Rain", -1, None),
        (units.Sentences, "Rain", 3, "Ana"),
        (units.Words, "Rain", 1, "fell"),
        (units.Words, "port", 1, "Trade"),
        (units.Words, "Trade", -1, "port"),
        (units.Words, "hurt", 1, None),
        (units.paragraphs, "Rain", 1, "Ana"),
        (units.paragraphs, "Nobody", -1, "Ana"),
        (units.paragraphs, "Ana", -1, "Rain"),
        (units.quotes, "Rain", 1, "Trade"),
        (units.quotes, "Ships", -1, "Trade"),
        (units.quotes, "Trade", 1, None),
        (units.entities, "Rain", 1, "Ana"),
        (units.entities, "hurt", -1, "Ana"),
    ],
)
def test_the_caret_walks_by_units(unit: Make, start: str, step: int, word: str | None) -> None:
    assert walk(unit, start, step) == word


def test_the_caret_walks_by_tagged_and_untagged() -> None:
    tagged = ("Ships waited.", "Rain fell on the port.")
    assert walk(units.tagged, "Trade", 1, "Ships waited.") == "Ships"
    assert walk(units.Untagged, "Rain", 1, *sorted(tagged, key=TEXT.index)) == "Trade"
    assert walk(units.Untagged, "Trade", 1, "Ships waited.") == "Ana"
    assert walk(units.Untagged, "Ana", -1, "Ships waited.") == "Trade"


def selection(caret: Caret | None) -> str | None:
    return caret.selection.of(TEXT) if caret and caret.selection else None


def test_a_selection_grows_to_the_end_of_the_unit() -> None:
    here = reading()
    caret = start_selection(caret_at(here, place("Rain").start))
    assert selection(caret) == "Rain"
    caret = move_caret(here, caret, units.Words(here), 1) or caret
    assert selection(caret) == "Rain fell"
    caret = move_caret(here, caret, units.Sentences(here), 1) or caret
    assert selection(caret) == "Rain fell on the port."
    caret = move_caret(here, caret, units.Sentences(here), 1) or caret
    assert selection(caret) == TEXT[: TEXT.index(" Ships")]
    caret = move_caret(here, caret, units.paragraphs(here), 1) or caret
    assert selection(caret) == TEXT[: TEXT.index("\n")]


def test_the_other_arrow_takes_back_what_one_gave() -> None:
    here = reading()
    words = units.Words(here)
    caret = start_selection(caret_at(here, place("on").start))
    caret = move_caret(here, caret, words, 2) or caret
    assert selection(caret) == "on the port"
    caret = move_caret(here, caret, words, -1) or caret
    assert selection(caret) == "on the"
    caret = move_caret(here, caret, words, -1) or caret
    assert selection(caret) == "on"
    caret = move_caret(here, caret, words, -1) or caret
    assert selection(caret) == "fell on"
    caret = move_caret(here, caret, words, 1) or caret
    assert selection(caret) == "on"


def test_o_moves_the_other_edge() -> None:
    here = reading()
    words = units.Words(here)
    caret = start_selection(caret_at(here, place("on").start), place("on the port"))
    caret = other_edge(here, caret)
    assert caret.edge == "start"
    caret = move_caret(here, caret, words, -1) or caret
    assert selection(caret) == "fell on the port"
    caret = move_caret(here, caret, words, 2) or caret
    assert selection(caret) == "the port"
    assert other_edge(here, other_edge(here, caret)) == caret


def test_a_selection_widens_to_whole_units() -> None:
    here = reading()
    caret = caret_at(here, place("minister").start)
    assert selection(select_whole_units(here, caret, units.Sentences(here))) == TEXT[23:60].strip()
    assert select_whole_units(here, caret, units.quotes(here)) is None
    caret = caret_at(here, place("will").start)
    assert selection(select_whole_units(here, caret, units.quotes(here))) == "“Trade will slow,”"


def test_a_sweep_takes_whole_words_either_way() -> None:
    here = reading()
    low, high = place("fell").start + 1, place("port").start + 2
    assert selection(drag_selection(here, caret_at(here, 0), low, high)) == "fell on the port"
    back = drag_selection(here, caret_at(here, 0), high, low)
    assert selection(back) == "fell on the port"
    assert back.edge == "start"


def test_clipping_leaves_no_white_space_at_the_ends() -> None:
    assert trimmed(ARTICLE, Span(4, 10)).of(TEXT) == "fell"
    assert trimmed(ARTICLE, Span(0, 10_000)).of(TEXT) == TEXT.strip()


@pytest.mark.parametrize("text", ["…", "\n\n", " ", "—?!—\n..."])
def test_a_text_without_words_has_a_caret(text: str) -> None:
    here = Reading(Article("x", text, "X"), Analysis(""), DEFAULT_CODEBOOK)
    for offset in range(len(text) + 1):
        caret = caret_at(here, offset)
        assert 0 <= caret.word.start < caret.word.end <= len(text)
        for make in (units.Words, units.Sentences, units.paragraphs, units.quotes, units.tagged):
            move_caret(here, caret, make(here), 1)
            move_caret(here, caret, make(here), -1)


UNITS: list[Make] = [units.Words, units.Sentences, units.paragraphs, units.quotes, units.entities]


@given(
    text=st.text(st.sampled_from("aB .,“”\n'’-3é漢🎉"), min_size=1, max_size=80),
    steps=st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from([1, -1, 3]), st.booleans())),
)
def test_no_motion_leaves_the_text(text: str, steps: list[tuple[Make, int, bool]]) -> None:
    here = Reading(Article("x", text, "X"), Analysis(""), DEFAULT_CODEBOOK)
    caret = caret_at(here, 0)
    for make, step, selects in steps:
        if selects:
            caret = start_selection(caret) if caret.selection is None else other_edge(here, caret)
        caret = move_caret(here, caret, make(here), step) or caret
        for span in (caret.word, caret.sentence, caret.passage):
            assert 0 <= span.start < span.end <= len(text)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_place_far_away_is_reached_by_the_edge_that_moves(
    start: int, end: int, target: int
) -> None:
    here, there = reading(), caret_at(reading(), target)
    assert move_caret_to(here, caret_at(here, start), there) == there
    caret = drag_selection(here, caret_at(here, start), start, end)
    kept = caret.selection
    assert kept is not None
    after = move_caret_to(here, caret, there)
    assert after.selection is not None
    assert after.selection.covers(there.word)
    fixed = kept.start if caret.edge == "end" else kept.end - 1
    assert after.selection.holds(fixed)
    assert after.word.overlaps(after.selection)
    back = move_caret_to(here, after, caret_at(here, start))
    assert back.selection is not None
    assert back.selection.holds(fixed)


def test_the_word_at_the_edge_that_stays_remains_selected() -> None:
    here = reading()
    caret = start_selection(caret_at(here, TEXT.index("Trade")))
    back = move_caret_to(here, caret, caret_at(here, TEXT.index("fell")))
    assert back.selection is not None
    assert back.selection.of(TEXT) == "fell on the port. “Trade"
    assert back.edge == "start"
    on = move_caret_to(here, back, caret_at(here, TEXT.index("slow")))
    assert on.selection is not None
    assert on.selection.of(TEXT) == "Trade will slow"
    end = move_caret_to(here, on, caret_at(here, TEXT.index("Nobody")), whole=True)
    assert end.selection is not None
    assert end.selection.end == len(TEXT) - 1

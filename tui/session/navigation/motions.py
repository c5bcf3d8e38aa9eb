"""How the caret moves and the selection grows: pure, by units."""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis.segmentation import word_at
from tui.model import Article, Reading, SortedSpans, Span
from tui.session.navigation.caret import Caret, Edge
from tui.session.navigation.units import Sentences, Unit, Words


def caret_at(reading: Reading, offset: int) -> Caret:
    """A caret without a selection on the word at or after ``offset``.

    In a text without any word the caret stands on its first character.
    """
    text, sentences = reading.article.text, Sentences(reading)
    offset = max(0, min(offset, len(text) - 1))
    word = word_at(text, offset)
    if not word.length:
        word = Span(offset, offset + 1)
    return Caret(word, sentences.at(word.start) or word)


def move_caret(reading: Reading, caret: Caret, unit: Unit, step: int) -> Caret | None:
    """The caret ``step`` units on (back if negative), or its selection stretched so far.

    As many steps as there are room for are taken; ``None`` if there is room for none.
    """
    take = _stretch if caret.selection else _walk
    start = caret
    for _ in range(abs(step)):
        further = take(reading, caret, unit, step > 0)
        if further is None:
            break
        caret = further
    return caret if caret != start else None


def move_caret_to(reading: Reading, caret: Caret, there: Caret, *, whole: bool = False) -> Caret:
    """The caret at a place far away; a selection is stretched so that it holds the word there.

    The word at the edge that stays remains selected when the edges change places.

    Args:
        reading: The open article.
        caret: Where it comes from.
        there: The place, without a selection.
        whole: Whether the selection is to hold the sentence there.
    """
    chosen = caret.selection
    if chosen is None:
        return there
    fixed = chosen.start if caret.edge == "end" else chosen.end - 1
    word = Words(reading).at(fixed) or Span(fixed, fixed + 1)
    low, high = max(word.start, chosen.start), min(word.end, chosen.end)
    aim = there.sentence if whole else there.word
    edge: Edge = "start" if aim.start < low else "end"
    return with_selection(reading, caret, Span(min(low, aim.start), max(high, aim.end)), edge)


def start_selection(caret: Caret, span: Span | None = None) -> Caret:
    """The caret with a selection: ``span``, else the word under it."""
    return caret._replace(selection=span or caret.word, edge="end", active=None)


def with_selection(reading: Reading, caret: Caret, span: Span, edge: Edge) -> Caret:
    """The caret at that edge of another selection; whose edges they are stays the same."""
    at = caret_at(reading, span.start if edge == "start" else span.end - 1)
    active = caret.active if caret.is_moving_edges else None
    return at._replace(selection=span, edge=edge, active=active)


def select_whole_units(reading: Reading, caret: Caret, unit: Unit) -> Caret | None:
    """The selection widened to the whole units it touches; ``None`` if there are none."""
    chosen = caret.selection or caret.word
    first, last = unit.at(chosen.start), unit.at(chosen.end - 1)
    if first is None and last is None:
        return None
    start = first.start if first else chosen.start
    end = last.end if last else chosen.end
    expand_selection = Span(min(start, chosen.start), max(end, chosen.end))
    active = caret.active if caret.is_moving_edges else None
    return caret_at(reading, start)._replace(selection=expand_selection, active=active)


def other_edge(reading: Reading, caret: Caret) -> Caret:
    """The caret at the other edge of its selection, which is the one that moves now."""
    if caret.selection is None:
        return caret
    edge: Edge = "start" if caret.edge == "end" else "end"
    return with_selection(reading, caret, caret.selection, edge)


def drag_selection(reading: Reading, caret: Caret, start: int, end: int) -> Caret:
    """A selection from the word at one offset to the word at another, in either order."""
    words = Words(reading)
    low, high = sorted((start, end))
    first, last = words.at(low), words.at(high)
    span = Span(first.start if first else low, max(last.end if last else high, low + 1))
    edge: Edge = "end" if end >= start else "start"
    return with_selection(reading, caret, trimmed(reading.article, span), edge)


def trimmed(article: Article, span: Span) -> Span:
    """The span cut to the text and to what is not white space at its ends."""
    start, end = max(0, span.start), min(len(article.text), span.end)
    words = article.text[start:end]
    kept = words.strip()
    if not kept:
        return Span(start, max(end, start + 1))
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(kept))


def _walk(reading: Reading, caret: Caret, unit: Unit, is_forward: bool) -> Caret | None:
    back_from = caret.sentence.start if unit.is_of_sentences else caret.point
    target = unit.after(caret.point) if is_forward else unit.before(back_from)
    while target is not None:
        found = caret_at(reading, target.start)
        if found.word != caret.word:
            return found
        # A unit may begin with a mark (“) before the word that the caret already stands on.
        target = unit.after(target.start) if is_forward else unit.before(target.start)
    return None


def _stretch(reading: Reading, caret: Caret, unit: Unit, is_forward: bool) -> Caret | None:
    """Move the active edge by one unit.

    An edge that would leave nothing selected stays, and the other edge grows the same way: the
    arrow that shrank the selection on one side widens it on the other.
    """
    chosen = caret.selection
    assert chosen is not None
    if is_forward:
        start = _start_after(unit, chosen.start) if caret.edge == "start" else None
        if start is not None and start < chosen.end:
            return with_selection(reading, caret, Span(start, chosen.end), "start")
        end = _end_after(unit, chosen.end)
        return with_selection(reading, caret, Span(chosen.start, end), "end") if end else None
    end = _end_before(unit, chosen.end) if caret.edge == "end" else None
    if end is not None and end > chosen.start:
        return with_selection(reading, caret, Span(chosen.start, end), "end")
    before = unit.before(chosen.start)
    if before is None:
        return None
    return with_selection(reading, caret, Span(before.start, chosen.end), "start")


def _start_after(unit: Unit, offset: int) -> int | None:
    found = unit.after(offset)
    return found.start if found else None


def _end_after(unit: Unit, offset: int) -> int | None:
    """The nearest end of a unit beyond ``offset``."""
    here = unit.at(offset - 1)
    if here is not None and here.end > offset:
        return here.end
    found = unit.after(offset - 1)
    return found.end if found else None


def _end_before(unit: Unit, offset: int) -> int | None:
    """The nearest end of a unit short of ``offset``."""
    found = unit.before(offset)
    while found is not None and found.end >= offset:
        found = unit.before(found.start)
    return found.end if found else None


def expand_selection(reading: Reading, caret: Caret) -> Caret | None:
    """The word, else the next larger thing that holds all that is selected; ``None`` beyond.

    Things are names, sentences, quotes, tagged passages and paragraphs.
    """
    chosen = caret.selection
    if chosen is None:
        return _choosing(caret, caret.word)
    larger = [one for one in _around(reading, caret.word) if one.covers(chosen) and one != chosen]
    return _choosing(caret, min(larger, key=_length)) if larger else None


def shrink_selection(reading: Reading, caret: Caret) -> Caret | None:
    """The next smaller thing in the selection that holds the cursor; ``None`` below the word."""
    chosen = caret.selection
    if chosen is None:
        return None
    smaller = [one for one in _around(reading, caret.word) if chosen.covers(one) and one != chosen]
    return _choosing(caret, max(smaller, key=_length)) if smaller else None


def caret_at_click(reading: Reading, offset: int, clicks: int) -> Caret:
    """What clicks on a character do: place the cursor, select the word, the sentence, the line."""
    caret = caret_at(reading, offset)
    if clicks == 1:
        return caret
    if clicks == 2:
        return _choosing(caret, caret.word)
    paragraph = reading.article.paragraphs.at(caret.point)
    return _choosing(caret, caret.sentence if clicks == 3 else paragraph or caret.sentence)


def _around(reading: Reading, word: Span) -> Iterator[Span]:
    analysis, article = reading.analysis, reading.article
    yield word
    yield caret_at(reading, word.start).sentence
    for spans in (
        analysis.entity_spans,
        analysis.quote_spans,
        reading.placed_spans,
        article.paragraphs,
    ):
        yield from _holding(spans, word)


def _holding(spans: SortedSpans, word: Span) -> Iterator[Span]:
    return (spans[i] for i in spans.overlapping(word) if spans[i].covers(word))


def _choosing(caret: Caret, span: Span) -> Caret:
    active = caret.active if caret.is_moving_edges else None
    return caret._replace(selection=span, edge="end", active=active)


def _length(span: Span) -> int:
    return span.length

"""How the caret moves, and how the selection starts, stretches, grows and shrinks.

Every function takes a caret and returns a new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis.segmentation import word_at
from tui.model import Article, Reading, Span
from tui.session.navigation.caret import ActiveAnnotation, Caret, Edge
from tui.session.navigation.units import Sentences, Unit, Words


def caret_at(reading: Reading, offset: int) -> Caret:
    """A caret without a selection on the word at or after ``offset``.

    In a text without any word the caret is on its first character.
    """
    text, sentences = reading.article.text, Sentences(reading)
    offset = max(0, min(offset, len(text) - 1))
    word = word_at(text, offset)
    if not word.length:
        word = Span(offset, offset + 1)
    return Caret(word, sentences.at(word.start) or word)


def move_caret(reading: Reading, caret: Caret, unit: Unit, step: int) -> Caret | None:
    """The caret ``step`` units on (back if negative), or its selection stretched by as much.

    Near the end of the text it moves by fewer units; ``None`` if it cannot move at all.
    """
    move_once = _stretch if caret.selection else _walk
    start = caret
    for _ in range(abs(step)):
        moved = move_once(reading, caret, unit, step > 0)
        if moved is None:
            break
        caret = moved
    return caret if caret != start else None


def move_caret_to(reading: Reading, caret: Caret, target: Caret, *, whole: bool = False) -> Caret:
    """The caret at ``target``, or its selection stretched to hold the word there.

    The word at the fixed edge stays selected when the edges change places.

    Args:
        reading: The open article.
        caret: Where it is.
        target: Where it goes, without a selection.
        whole: Whether the selection is to hold the sentence at the target.
    """
    selection = caret.selection
    if selection is None:
        return target
    fixed_edge = selection.start if caret.edge == "end" else selection.end - 1
    word = Words(reading).at(fixed_edge) or Span(fixed_edge, fixed_edge + 1)
    low, high = max(word.start, selection.start), min(word.end, selection.end)
    goal = target.sentence if whole else target.word
    edge: Edge = "start" if goal.start < low else "end"
    return with_selection(reading, caret, Span(min(low, goal.start), max(high, goal.end)), edge)


def start_selection(caret: Caret, span: Span | None = None) -> Caret:
    """The caret with a selection: ``span``, else the word under it."""
    return caret._replace(selection=span or caret.word, edge="end", active=None)


def with_selection(reading: Reading, caret: Caret, span: Span, edge: Edge) -> Caret:
    """The caret at that edge of another selection; edges that are being moved stay so."""
    at_edge = caret_at(reading, span.start if edge == "start" else span.end - 1)
    return at_edge._replace(selection=span, edge=edge, active=_active_if_moving(caret))


def select_whole_units(reading: Reading, caret: Caret, unit: Unit) -> Caret | None:
    """The selection widened to the whole units it touches; ``None`` if there are none."""
    selection = caret.selection or caret.word
    first, last = unit.at(selection.start), unit.at(selection.end - 1)
    if first is None and last is None:
        return None
    start = first.start if first else selection.start
    end = last.end if last else selection.end
    widened = Span(min(start, selection.start), max(end, selection.end))
    return caret_at(reading, start)._replace(selection=widened, active=_active_if_moving(caret))


def other_edge(reading: Reading, caret: Caret) -> Caret:
    """The caret at the other edge of its selection, which motions move from now on."""
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
    """The span cut to the text, without white space at its ends."""
    start, end = max(0, span.start), min(len(article.text), span.end)
    passage = article.text[start:end]
    stripped = passage.strip()
    if not stripped:
        return Span(start, max(end, start + 1))
    start += len(passage) - len(passage.lstrip())
    return Span(start, start + len(stripped))


def expand_selection(reading: Reading, caret: Caret) -> Caret | None:
    """The word, else the smallest larger span around the selection; ``None`` if there is none.

    The spans are names, sentences, quotes, tagged passages and paragraphs.
    """
    selection = caret.selection
    if selection is None:
        return _with_selection_at_end(caret, caret.word)
    larger = [
        span
        for span in _spans_around(reading, caret.word)
        if span.covers(selection) and span != selection
    ]
    return _with_selection_at_end(caret, min(larger, key=_length)) if larger else None


def shrink_selection(reading: Reading, caret: Caret) -> Caret | None:
    """The largest smaller span in the selection that holds the cursor; ``None`` below the word."""
    selection = caret.selection
    if selection is None:
        return None
    smaller = [
        span
        for span in _spans_around(reading, caret.word)
        if selection.covers(span) and span != selection
    ]
    return _with_selection_at_end(caret, max(smaller, key=_length)) if smaller else None


def caret_at_click(reading: Reading, offset: int, clicks: int) -> Caret:
    """The caret after 1 click; 2 select the word, 3 the sentence, more the paragraph."""
    caret = caret_at(reading, offset)
    if clicks == 1:
        return caret
    if clicks == 2:
        return _with_selection_at_end(caret, caret.word)
    paragraph = reading.article.paragraphs.at(caret.point)
    span = caret.sentence if clicks == 3 else paragraph or caret.sentence
    return _with_selection_at_end(caret, span)


def _active_if_moving(caret: Caret) -> ActiveAnnotation | None:
    return caret.active if caret.is_moving_edges else None


def _with_selection_at_end(caret: Caret, span: Span) -> Caret:
    return caret._replace(selection=span, edge="end", active=_active_if_moving(caret))


def _walk(reading: Reading, caret: Caret, unit: Unit, is_forward: bool) -> Caret | None:
    """Move a caret without a selection by one unit."""
    start = caret.sentence.start if unit.is_of_sentences else caret.point
    target = unit.after(caret.point) if is_forward else unit.before(start)
    while target is not None:
        moved = caret_at(reading, target.start)
        if moved.word != caret.word:
            return moved
        # A unit may begin with a mark (“) before the word that the caret is already on.
        target = unit.after(target.start) if is_forward else unit.before(target.start)
    return None


def _stretch(reading: Reading, caret: Caret, unit: Unit, is_forward: bool) -> Caret | None:
    """Move the edge of the selection by one unit.

    An edge that would leave nothing selected stays, and the other edge moves the same way: the
    arrow that shrank the selection on one side widens it on the other.
    """
    selection = caret.selection
    assert selection is not None
    if is_forward:
        start = _start_after(unit, selection.start) if caret.edge == "start" else None
        if start is not None and start < selection.end:
            return with_selection(reading, caret, Span(start, selection.end), "start")
        end = _end_after(unit, selection.end)
        return with_selection(reading, caret, Span(selection.start, end), "end") if end else None
    end = _end_before(unit, selection.end) if caret.edge == "end" else None
    if end is not None and end > selection.start:
        return with_selection(reading, caret, Span(selection.start, end), "end")
    before = unit.before(selection.start)
    if before is None:
        return None
    return with_selection(reading, caret, Span(before.start, selection.end), "start")


def _start_after(unit: Unit, offset: int) -> int | None:
    span = unit.after(offset)
    return span.start if span else None


def _end_after(unit: Unit, offset: int) -> int | None:
    """The nearest end of a unit after ``offset``."""
    span = unit.at(offset - 1)
    if span is not None and span.end > offset:
        return span.end
    span = unit.after(offset - 1)
    return span.end if span else None


def _end_before(unit: Unit, offset: int) -> int | None:
    """The nearest end of a unit before ``offset``."""
    span = unit.before(offset)
    while span is not None and span.end >= offset:
        span = unit.before(span.start)
    return span.end if span else None


def _spans_around(reading: Reading, word: Span) -> Iterator[Span]:
    """The spans that cover the word, in no order."""
    analysis, article = reading.analysis, reading.article
    yield word
    yield caret_at(reading, word.start).sentence
    for spans in (
        analysis.entity_spans,
        analysis.quote_spans,
        reading.placed_spans,
        article.paragraphs,
    ):
        for index in spans.overlapping(word):
            if spans[index].covers(word):
                yield spans[index]


def _length(span: Span) -> int:
    return span.length

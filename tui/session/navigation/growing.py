"""The selection grows around the word under the cursor, and shrinks back the same way: pure."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Reading, SortedSpans, Span
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at


def wider(reading: Reading, caret: Caret) -> Caret | None:
    """The word, else the next larger thing that holds all that is selected; ``None`` beyond.

    Things are names, sentences, quotes, tagged passages and paragraphs.
    """
    chosen = caret.selection
    if chosen is None:
        return _choosing(caret, caret.word)
    larger = [one for one in _around(reading, caret.word) if one.covers(chosen) and one != chosen]
    return _choosing(caret, min(larger, key=_length)) if larger else None


def narrower(reading: Reading, caret: Caret) -> Caret | None:
    """The next smaller thing in the selection that holds the cursor; ``None`` below the word."""
    chosen = caret.selection
    if chosen is None:
        return None
    smaller = [one for one in _around(reading, caret.word) if chosen.covers(one) and one != chosen]
    return _choosing(caret, max(smaller, key=_length)) if smaller else None


def clicked(reading: Reading, offset: int, clicks: int) -> Caret:
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
    held = caret.held if caret.is_reshaping else None
    return caret._replace(selection=span, edge="end", held=held)


def _length(span: Span) -> int:
    return span.length

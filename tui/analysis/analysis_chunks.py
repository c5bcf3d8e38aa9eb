"""The pieces of a text that the rules read at a time: its paragraphs, or chunks of enormous ones.

What a rule does for one quotation mark or verb may look at all others of its chunk, so the limits
here are what keeps the whole analysis linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.analysis.segmentation import sentences
from tui.model import Span

MAX_CHUNK = 20_000
"""Code points of a chunk."""
MAX_MARKS = 200
"""Quotation marks of a chunk; apostrophes inside a word or after it count as none."""

_MARK = re.compile(r"[“”\"«»„「」『』《》＂`‘]|''|(?<!\w)'")
_SPACE_OR_MARK = re.compile(rf"\s|{_MARK.pattern}")


def chunks_of_paragraph(paragraph: Span, text: str) -> Iterator[Span]:
    """The paragraph, or its chunks if it is longer than `MAX_CHUNK` or has more than `MAX_MARKS`.

    Chunks end at ends of sentences; where one sentence exceeds the limits, between words or
    anywhere in it. White space between two sentences may belong to none of them.

    Args:
        paragraph: The paragraph.
        text: The whole text.
    """
    if paragraph.length <= MAX_CHUNK and _mark_count(text, paragraph) <= MAX_MARKS:
        yield paragraph
        return
    start = end = paragraph.start
    marks = 0
    for piece in _pieces(paragraph, text):
        added = _mark_count(text, piece)
        if end > start and (piece.end - start > MAX_CHUNK or marks + added > MAX_MARKS):
            yield Span(start, end)
            start, marks = end, 0
        if piece.end - start > MAX_CHUNK:
            start = piece.start  # after more white space than a chunk may hold
        end, marks = piece.end, marks + added
    if end > start:
        yield Span(start, end)


def _mark_count(text: str, span: Span) -> int:
    return sum(1 for _ in _MARK.finditer(text, *span))


def _pieces(paragraph: Span, text: str) -> Iterator[Span]:
    """The sentences of a paragraph, and the parts of those that have more than `MAX_MARKS`."""
    for sentence in sentences(paragraph.of(text)):
        start, end = sentence.shifted(paragraph.start)
        last_space = start
        marks = 0
        for match in _SPACE_OR_MARK.finditer(text, start, end):
            if match.group().isspace():
                last_space = match.start()
                continue
            marks += 1
            if marks > MAX_MARKS:
                cut = last_space
                marks = _mark_count(text, Span(cut, match.end()))
                if marks > MAX_MARKS:
                    cut, marks = match.start(), 1
                yield Span(start, cut)
                start = last_space = cut
        yield Span(start, end)

"""Positions in an article by paragraph number and by percentage."""

from __future__ import annotations

from functools import lru_cache

from tui.errors import UsageError
from tui.model import Article, Reading
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at

WORDS_PER_MINUTE = 230
_SAMPLE = 20_000
"""Code points from which the length of words is estimated."""


def parse_position(reading: Reading, text: str) -> Caret:
    """The caret at "120" (a paragraph) or "50%" (of the text).

    Raises:
        UsageError: if it is neither.
    """
    position = text.strip()
    if position.isdecimal():
        return caret_at_paragraph(reading, int(position))
    if position.endswith("%") and position[:-1].strip().isdecimal():
        return caret_at_percent(reading, int(position[:-1]))
    raise UsageError(
        f"“{position}” is no place; 12 is a paragraph, 50% half of the text, 3j a number and a key."
    )


def minutes_left(article: Article, offset: int) -> int:
    """Minutes to read from ``offset`` to the end, rounded up; 0 only at the end.

    Words are taken to be as long as at the beginning of the text.
    """
    left = len(article.text) - offset
    return -round(-left * _words_per_character(article.text[:_SAMPLE]) // WORDS_PER_MINUTE)


@lru_cache(maxsize=8)
def _words_per_character(sample: str) -> float:
    return len(sample.split()) / max(1, len(sample))


def caret_at_paragraph(reading: Reading, number: int) -> Caret:
    """The start of a paragraph, counted from 1; the last one for a number beyond."""
    paragraphs = reading.article.paragraphs
    if not paragraphs:
        return caret_at(reading, 0)
    return caret_at(reading, paragraphs[min(max(number, 1), len(paragraphs)) - 1].start)


def caret_at_percent(reading: Reading, percent: int) -> Caret:
    """The start of the sentence that begins at or before that percentage of the text."""
    offset = len(reading.article.text) * min(percent, 100) // 100
    return caret_at(reading, caret_at(reading, offset).sentence.start)

"""Places in an article as people name them: pure."""

from __future__ import annotations

from functools import lru_cache

from tui.errors import UsageError
from tui.model import Article, Reading
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at

WORDS_A_MINUTE = 230
_SAMPLE = 20_000


def parse_position(reading: Reading, words: str) -> Caret:
    """The place of "120" (a paragraph) or "50%" (of the text).

    Raises:
        UsageError: if it names none.
    """
    number = words.strip()
    if number.isdecimal():
        return caret_at_paragraph(reading, int(number))
    if number.endswith("%") and number[:-1].strip().isdecimal():
        return caret_at_percent(reading, int(number[:-1]))
    raise UsageError(
        f"“{number}” is no place; 12 is a paragraph, 50% half of the text, 3j a number and a key."
    )


def minutes_left(article: Article, offset: int) -> int:
    """How long the rest takes to read, if it is like the beginning; 0 only at the end."""
    left = len(article.text) - offset
    return -round(-left * _words_a_sign(article.text[:_SAMPLE]) // WORDS_A_MINUTE)


@lru_cache(maxsize=8)
def _words_a_sign(beginning: str) -> float:
    return len(beginning.split()) / max(1, len(beginning))


def caret_at_paragraph(reading: Reading, number: int) -> Caret:
    """The start of a paragraph, counted from 1; the last one for a number beyond."""
    paragraphs = reading.article.paragraphs
    if not paragraphs:
        return caret_at(reading, 0)
    return caret_at(reading, paragraphs[min(max(number, 1), len(paragraphs)) - 1].start)


def caret_at_percent(reading: Reading, percent: int) -> Caret:
    """The start of the sentence before which so much of the text stands."""
    offset = len(reading.article.text) * min(percent, 100) // 100
    return caret_at(reading, caret_at(reading, offset).sentence.start)

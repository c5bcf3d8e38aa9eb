"""How well the words around a place are those that were around a passage."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Selector
from tui.model.selector import CONTEXT

EDGE = "\0"
"""Stands for what is before the first and after the last character; never in clean text."""


def before(text: str, start: int) -> str:
    """The context before ``start``, filled up at the beginning of the text."""
    return text[max(0, start - CONTEXT) : start].rjust(CONTEXT, EDGE)


def after(text: str, end: int) -> str:
    """The context from ``end`` on, filled up at the end of the text."""
    return text[end : end + CONTEXT].ljust(CONTEXT, EDGE)


def likeness(text: str, selector: Selector, start: int) -> float:
    """Share of the context that stands unchanged around the words at ``start``, from 0 to 1.

    A selector with less context than usual was made at an edge of its text, and what is missing
    matches only such an edge.
    """
    end = start + len(selector.exact)
    left = _run(selector.prefix.rjust(CONTEXT, EDGE)[::-1], before(text, start)[::-1])
    right = _run(selector.suffix.ljust(CONTEXT, EDGE), after(text, end))
    return (left + right) / (2 * CONTEXT)


def _run(words: str, other: str) -> int:
    """How many code points the two have in common from the beginning."""
    for place, (one, two) in enumerate(zip(words, other, strict=False)):
        if one != two:
            return place
    return min(len(words), len(other))


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words begin, overlapping ones included."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)

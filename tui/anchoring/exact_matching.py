"""How well the words around a place are those that were around a passage."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Selector
from tui.model.selector import CONTEXT

TEXT_EDGE = "\0"
"""Stands for what is before the first and after the last character; never in clean text."""


def context_before(text: str, start: int) -> str:
    """The context before ``start``, filled up at the beginning of the text."""
    return text[max(0, start - CONTEXT) : start].rjust(CONTEXT, TEXT_EDGE)


def context_after(text: str, end: int) -> str:
    """The context from ``end`` on, filled up at the end of the text."""
    return text[end : end + CONTEXT].ljust(CONTEXT, TEXT_EDGE)


def similarity(text: str, selector: Selector, start: int) -> float:
    """Share of the context that stands unchanged around the words at ``start``, from 0 to 1.

    A selector with less context than usual was made at an edge of its text, and what is missing
    matches only such an edge.
    """
    end = start + len(selector.exact)
    left = _run(selector.prefix.rjust(CONTEXT, TEXT_EDGE)[::-1], context_before(text, start)[::-1])
    right = _run(selector.suffix.ljust(CONTEXT, TEXT_EDGE), context_after(text, end))
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


DISTINCTIVE_LENGTH = 25
"""Code points from which words that occur once are found by themselves."""
_ENOUGH = 0.5
"""Share of the context that must be there for words that are short or repeated."""
_CLEARLY = 0.15
"""How much better than the second the first place must match its context."""
_HALF = CONTEXT // 2


def find_exact(text: str, selector: Selector) -> int | None:
    """The start of the selector's words; ``None`` if they are not there, or could be several."""
    words = selector.exact
    if len(words) >= DISTINCTIVE_LENGTH:
        first = text.find(words)
        if first < 0:
            return None
        if text.find(words, first + 1) < 0:
            return first
    scored = sorted(
        ((similarity(text, selector, start), start) for start in _candidates(text, selector)),
        reverse=True,
    )
    if not scored or scored[0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
        return None
    return scored[0][1]


def _candidates(text: str, selector: Selector) -> set[int]:
    # If half of the context matches, then half of one side does, so only the places that have
    # that need a look: a short word may be there thousands of times.
    exact = selector.exact
    context_before, context_after = selector.prefix[-_HALF:], selector.suffix[:_HALF]
    starts: set[int] = set()
    if len(context_before) == _HALF:
        starts.update(place + _HALF for place in occurrences(text, context_before + exact))
    elif text.startswith(context_before + exact):
        starts.add(len(context_before))
    if len(context_after) == _HALF:
        starts.update(occurrences(text, exact + context_after))
    elif text.endswith(exact + context_after):
        starts.add(len(text) - len(exact + context_after))
    return starts

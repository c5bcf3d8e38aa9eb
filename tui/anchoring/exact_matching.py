"""Finds a passage by its unchanged text, and compares the context around it.

Exact string search; of several occurrences the one whose context has the longest common prefix
and suffix with the selector's.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Selector
from tui.model.selector import CONTEXT

TEXT_EDGE = "\0"
"""Fills the context beyond the first and last character of a text; never in clean text."""
DISTINCTIVE_LENGTH = 25
"""Code points from which a passage that occurs once is found without its context."""

_MIN_SIMILARITY = 0.5
"""Least similarity of the context of a passage that is short or repeated."""
_MIN_LEAD = 0.15
"""Least difference between the best and the second similarity."""
_HALF = CONTEXT // 2


def context_before(text: str, start: int) -> str:
    """The ``CONTEXT`` code points before ``start``, filled with `TEXT_EDGE` at the beginning."""
    return text[max(0, start - CONTEXT) : start].rjust(CONTEXT, TEXT_EDGE)


def context_after(text: str, end: int) -> str:
    """The ``CONTEXT`` code points from ``end`` on, filled with `TEXT_EDGE` at the end."""
    return text[end : end + CONTEXT].ljust(CONTEXT, TEXT_EDGE)


def context_similarity(text: str, selector: Selector, start: int) -> float:
    """Share of the selector's context that is unchanged next to a passage at ``start``, 0 to 1.

    A selector with less context than ``CONTEXT`` was made at an edge of its text, and matches
    fully only at such an edge.
    """
    end = start + len(selector.exact)
    left = _common_prefix(
        selector.prefix.rjust(CONTEXT, TEXT_EDGE)[::-1], context_before(text, start)[::-1]
    )
    right = _common_prefix(selector.suffix.ljust(CONTEXT, TEXT_EDGE), context_after(text, end))
    return (left + right) / (2 * CONTEXT)


def find_exact(text: str, selector: Selector) -> int | None:
    """The offset of the selector's text; ``None`` if it does not occur, or is ambiguous."""
    exact = selector.exact
    if len(exact) >= DISTINCTIVE_LENGTH:
        first = text.find(exact)
        if first < 0:
            return None
        if text.find(exact, first + 1) < 0:
            return first
    scored = sorted(
        (
            (context_similarity(text, selector, start), start)
            for start in _candidates(text, selector)
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _MIN_SIMILARITY:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MIN_LEAD:
        return None
    return scored[0][1]


def _candidates(text: str, selector: Selector) -> set[int]:
    # A similarity of half needs half of the context on one side, so only offsets with that are
    # scored: a short word can occur thousands of times.
    exact = selector.exact
    prefix, suffix = selector.prefix[-_HALF:], selector.suffix[:_HALF]
    starts: set[int] = set()
    if len(prefix) == _HALF:
        starts.update(offset + _HALF for offset in _occurrences(text, prefix + exact))
    elif text.startswith(prefix + exact):
        starts.add(len(prefix))
    if len(suffix) == _HALF:
        starts.update(_occurrences(text, exact + suffix))
    elif text.endswith(exact + suffix):
        starts.add(len(text) - len(exact + suffix))
    return starts


def _occurrences(text: str, pattern: str) -> Iterator[int]:
    """The offsets of the pattern, overlapping occurrences included."""
    offset = text.find(pattern)
    while offset >= 0:
        yield offset
        offset = text.find(pattern, offset + 1)


def _common_prefix(first: str, second: str) -> int:
    """The length of the common prefix, in code points."""
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))

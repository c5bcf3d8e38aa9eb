"""Words as a reader steps over them: letters and digits with what binds them inside."""

from __future__ import annotations

import re

from tui.model import Span

LIMIT = 256
"""Code points; a longer unbroken run is cut at the multiples of this number."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"
    r"|\w+(?:(?:[-'’‑.·]|(?<=\d),(?=\d))\w+)*"
)
_NEAR = 80
"""Code points on either side in which nearly every word has its neighbours."""
_REACH = 2 * LIMIT


def _around(text: str, offset: int, reach: int = _REACH) -> list[Span]:
    """The words near ``offset``, those cut by the view left out."""
    low, high = max(0, offset - reach), min(len(text), offset + reach)
    found: list[Span] = []
    for match in _WORD.finditer(text, low, high):
        found.extend(_limited(*match.span()))
    # A word may be bound to the next character by the one at the edge: "it" + "'" + "s".
    if low > 0 and found and found[0].start <= low + 1:
        del found[0]
    if high < len(text) and found and found[-1].end >= high - 1:
        del found[-1]
    return found


def _limited(start: int, end: int) -> list[Span]:
    borders = [start]
    if end - start > LIMIT:
        borders += range((start // LIMIT + 1) * LIMIT, end, LIMIT)
    return [Span(low, high) for low, high in zip(borders, (*borders[1:], end), strict=True)]


def word_at(text: str, offset: int) -> Span:
    """The word at ``offset``; between two words the next one, after the last word the last.

    A text without words gives an empty span at ``offset``.
    """
    offset = max(0, min(offset, len(text)))
    earlier = None
    for span in _around(text, offset, _NEAR):
        if span.end > offset:
            # With a whole word before it, no word that the view cut can hold the offset.
            if earlier or span.start <= offset:
                return span
            break
        earlier = span
    for span in _around(text, offset):
        if span.end > offset:
            return span
    return next_word(text, offset) or previous_word(text, offset) or Span(offset, offset)


def next_word(text: str, offset: int) -> Span | None:
    """The first word that begins after ``offset``, or ``None``."""
    place = offset
    while True:
        for span in _around(text, place):
            if span.start > offset:
                return span
        dark = _WORD.search(text, place + LIMIT)
        if dark is None:
            return None
        place = dark.start()


def previous_word(text: str, offset: int) -> Span | None:
    """The last word that ends before the one at ``offset`` begins, or ``None``."""
    here = next((s for s in _around(text, offset) if s.start <= offset < s.end), None)
    limit = here.start if here else offset
    place = limit
    while place > 0:
        before = [span for span in _around(text, place) if span.end <= limit]
        if before:
            return before[-1]
        place -= LIMIT
    return None

"""The one sentence splitter: rules over punctuation, no model.

A sentence never crosses a line end, and its span leaves out the white space around it. Whether
a place is a sentence end depends on a few words around it only, so that one sentence can be
found in a text of any size by looking at its neighbourhood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.analysis.word_lists import words
from tui.model import Span

LIMIT = 5_000
"""Code points; a longer "sentence" is cut at the multiples of this number."""

_OPENERS = "\"'“”„‚«‹»‘’「『（([{¿¡—–-"
_CLOSERS = "\"'“”’»›」』）)]}"
_END = re.compile(
    rf"(?:(?P<mark>[.!?…؟۔।॥]+)(?:[{re.escape(_CLOSERS)}]|[\u00a0\u202f ](?=[»›]))*+(?=\s|$)"
    rf"|[。！？｡]+[{re.escape(_CLOSERS)}]*+(?![とっ]))\s*"
)
_BEFORE = re.compile(r"[^\s\"'“”„«»‘(\[—–]*$")
_AFTER = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\s\"“”«»,;:!?)\]]*)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DARK = re.compile(r"\S")
_REACH = 2 * LIMIT + 200
_NEAR = 1_000
_ABBREVIATION = 40
"""Code points before a full stop that are looked at: no abbreviation is longer."""


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, frozenset[str]]:
    kinds = ("title", "never", "month", "unit", "place")
    return {kind: words(f"abbreviations_{kind}") for kind in kinds}


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    return words("sentence_starters")


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the single full stop at ``stop`` ends a sentence that would resume at ``after``."""
    found = _AFTER.match(text, after, after + 60)
    following = found.group(1) if found else ""
    if not following:
        return True
    if following[0].islower():
        return False
    tail = _BEFORE.search(text, max(0, stop - _ABBREVIATION), stop)
    word = tail.group() if tail else ""
    lists = _abbreviations()
    bare = following.rstrip(".").removesuffix("'s").removesuffix("’s")
    if word in lists["title"]:
        return False
    if word.casefold() in lists["never"]:
        return not following[0].isdigit() and word.casefold() == "no"
    if word in lists["month"]:
        return not following[0].isdigit()
    if word in lists["place"]:
        return bare not in lists["title"]
    if word.casefold() in ("a.m", "p.m"):
        return following[0].isupper() and bare not in words("clock_words")
    is_short = len(word) == 1 and word.isalpha() and word.isupper() and word != "I"
    if is_short or word in lists["unit"] or _DOTTED.fullmatch(word):
        return bare in _starters()
    is_list_number = word.isdecimal() and stop == len(word)
    return not is_list_number


def _is_end(text: str, found: re.Match[str]) -> bool:
    """Whether the punctuation that was found ends a sentence."""
    mark = found.group("mark")
    if mark is None or found.end() == len(text):
        return True
    after = _AFTER.match(text, found.end(), found.end() + 60)
    following = after.group(1) if after else ""
    if mark == ".":
        bare_stop = found.end("mark") - 1
        closed = text[found.end("mark") : found.end()].strip()
        if closed:
            return not following[:1].islower()
        return _ends_sentence(text, bare_stop, found.end())
    if not following:
        return found.end() > found.end("mark") and mark[0] not in ".…"
    is_pause = mark[0] in ".…" and text[max(0, found.start() - 1) : found.start()].isspace()
    return not is_pause and not following[0].islower()


def _cuts(line: str) -> Iterator[int]:
    """Where sentences begin inside a line (or a piece of one), the first excluded."""
    for found in _END.finditer(line):
        if found.end() < len(line) and _is_end(line, found):
            yield found.end()


def _pieces(line: str, base: int) -> Iterator[Span]:
    """The sentences of ``line``, which begins at ``base``, white space left out."""
    start = 0
    for cut in (*_cuts(line), len(line)):
        yield from _limited(line, base, start, cut)
        start = cut


@lru_cache(maxsize=8)
def _sentences_of(line: str, base: int) -> tuple[Span, ...]:
    """The same, kept: a step to the next sentence asks three times for those of one line."""
    return tuple(_pieces(line, base))


def _limited(line: str, base: int, start: int, end: int) -> Iterator[Span]:
    """``line[start:end]``, cut at the multiples of ``LIMIT`` in the text if it is too long."""
    inner = line[start:end]
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    borders = [start]
    if end - start > LIMIT:
        first = (base + start) // LIMIT + 1
        borders += range(first * LIMIT - base, end, LIMIT)
    for low, high in zip(borders, (*borders[1:], end), strict=True):
        piece = line[low:high]
        if piece and not piece.isspace():
            left = base + low + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(piece.strip()))


def sentences(text: str) -> tuple[Span, ...]:
    """All sentences of the text, in its order."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.extend(_pieces(line, start))
        start += len(line) + 1
    return tuple(found)


def _around(text: str, offset: int) -> list[Span]:
    """The sentences of the line at ``offset`` that lie near it, those cut by the view left out."""
    near = _view(text, offset, _NEAR)
    if any(span.holds(offset) for span in near):
        return near
    return _view(text, offset, _REACH)


def _view(text: str, offset: int, reach: int) -> list[Span]:
    low = text.rfind("\n", max(0, offset - reach), offset) + 1 or max(0, offset - reach)
    high = text.find("\n", offset, offset + reach)
    if high < 0:
        high = min(len(text), offset + reach)
    found = list(_sentences_of(text[low:high], low))
    if low > 0 and text[low - 1] != "\n":
        del found[:1]
    if high < len(text) and text[high] != "\n":
        del found[-1:]
    return found


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at ``offset``, in time that does not depend on the length of the text.

    Between two sentences of a line it is the earlier one, on an empty line the next one, after
    the last sentence the last. A text without any gives an empty span at ``offset``.
    """
    offset = max(0, min(offset, len(text)))
    best = None
    for span in _around(text, offset):
        if span.start <= offset or best is None:
            best = span
    if best is not None:
        return best
    return next_sentence(text, offset) or previous_sentence(text, offset) or Span(offset, offset)


def next_sentence(text: str, offset: int) -> Span | None:
    """The first sentence that begins after ``offset``, or ``None``."""
    place = offset
    while True:
        for span in _around(text, place):
            if span.start > offset:
                return span
        line_end = text.find("\n", place, place + _REACH)
        dark = _DARK.search(text, line_end + 1 if line_end >= 0 else place + LIMIT)
        if dark is None:
            return None
        place = dark.start()


def previous_sentence(text: str, offset: int) -> Span | None:
    """The last sentence that ends before the one at ``offset`` begins, or ``None``."""
    here = next((s for s in _around(text, offset) if s.start <= offset < s.end), None)
    limit = here.start if here else offset
    place = limit
    while True:
        before = [span for span in _around(text, place) if span.end <= limit]
        if before:
            return before[-1]
        if place == 0:
            return None
        low = max(0, place - LIMIT)
        place = max(0, low + len(text[low:place].rstrip()) - 1)


LIMIT_words = 256
"""Code points; a longer unbroken run is cut at the multiples of this number."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"
    r"|\w+(?:(?:[-'’‑.·]|(?<=\d),(?=\d))\w+)*"
)
_NEAR_words = 80
"""Code points on either side in which nearly every word has its neighbours."""
_REACH_words = 2 * LIMIT_words


def _around_words(text: str, offset: int, reach: int = _REACH_words) -> list[Span]:
    """The words near ``offset``, those cut by the view left out."""
    low, high = max(0, offset - reach), min(len(text), offset + reach)
    found: list[Span] = []
    for match in _WORD.finditer(text, low, high):
        found.extend(_limited_words(*match.span()))
    # A word may be bound to the next character by the one at the edge: "it" + "'" + "s".
    if low > 0 and found and found[0].start <= low + 1:
        del found[0]
    if high < len(text) and found and found[-1].end >= high - 1:
        del found[-1]
    return found


def _limited_words(start: int, end: int) -> list[Span]:
    borders = [start]
    if end - start > LIMIT_words:
        borders += range((start // LIMIT_words + 1) * LIMIT_words, end, LIMIT_words)
    return [Span(low, high) for low, high in zip(borders, (*borders[1:], end), strict=True)]


def word_at(text: str, offset: int) -> Span:
    """The word at ``offset``; between two words the next one, after the last word the last.

    A text without words gives an empty span at ``offset``.
    """
    offset = max(0, min(offset, len(text)))
    earlier = None
    for span in _around_words(text, offset, _NEAR_words):
        if span.end > offset:
            # With a whole word before it, no word that the view cut can hold the offset.
            if earlier or span.start <= offset:
                return span
            break
        earlier = span
    for span in _around_words(text, offset):
        if span.end > offset:
            return span
    return next_word(text, offset) or previous_word(text, offset) or Span(offset, offset)


def next_word(text: str, offset: int) -> Span | None:
    """The first word that begins after ``offset``, or ``None``."""
    place = offset
    while True:
        for span in _around_words(text, place):
            if span.start > offset:
                return span
        dark = _WORD.search(text, place + LIMIT_words)
        if dark is None:
            return None
        place = dark.start()


def previous_word(text: str, offset: int) -> Span | None:
    """The last word that ends before the one at ``offset`` begins, or ``None``."""
    here = next((s for s in _around_words(text, offset) if s.start <= offset < s.end), None)
    limit = here.start if here else offset
    place = limit
    while place > 0:
        before = [span for span in _around_words(text, place) if span.end <= limit]
        if before:
            return before[-1]
        place -= LIMIT_words
    return None

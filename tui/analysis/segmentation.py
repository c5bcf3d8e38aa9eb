"""Segmentation of a text into sentences and words by rules, without a model.

Sentence boundaries follow punctuation and abbreviation lists, after Grefenstette and Tapanainen
(1994), "What is a Word, What is a Sentence? Problems of Tokenization". Words follow the word
boundaries of Unicode Standard Annex 29, except that hyphenated compounds and dotted abbreviations
are one word.

A sentence never crosses a line end, and its span excludes the white space around it. Whether an
offset is a boundary depends only on a few words around it, so one sentence or word is found in
time that does not grow with the length of the text. All offsets are code points; ends of spans
are exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tui.analysis.word_lists import word_set
from tui.model import Span

SENTENCE_LIMIT = 5_000
"""Code points; a longer sentence is split at the offsets that are multiples of this number."""
WORD_LIMIT = 256
"""Code points; a longer word is split at the offsets that are multiples of this number."""

_OPENERS = "\"'“”„‚«‹»‘’「『（([{¿¡—–-"
_CLOSERS = "\"'“”’»›」』）)]}"
_TERMINATOR = re.compile(
    rf"(?:(?P<mark>[.!?…؟۔।॥]+)(?:[{re.escape(_CLOSERS)}]|[\u00a0\u202f ](?=[»›]))*+(?=\s|$)"
    rf"|[。！？｡]+[{re.escape(_CLOSERS)}]*+(?![とっ]))\s*"
)
_TOKEN_BEFORE = re.compile(r"[^\s\"'“”„«»‘(\[—–]*$")
_TOKEN_AFTER = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\s\"“”«»,;:!?)\]]*)")
_DOTTED_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_VISIBLE = re.compile(r"\S")
_TOKEN_AFTER_LENGTH = 60
"""Code points after a terminator that are read for the next token."""
_ABBREVIATION_LENGTH = 40
"""Code points before a full stop that are read; no abbreviation is longer."""
_NEAR_SENTENCES = 1_000
"""Code points on either side in which the sentence at an offset nearly always lies."""
_FAR_SENTENCES = 2 * SENTENCE_LIMIT + 200
"""Code points on either side in which the sentence at an offset always lies."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"
    r"|\w+(?:(?:[-'’‑.·]|(?<=\d),(?=\d))\w+)*"
)
_NEAR_WORDS = 80
"""Code points on either side in which nearly every word lies with its neighbours."""
_FAR_WORDS = 2 * WORD_LIMIT
"""Code points on either side in which the word at an offset always lies."""


def sentences(text: str) -> tuple[Span, ...]:
    """All sentences of the text, in text order."""
    spans: list[Span] = []
    line_start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            spans.extend(_sentences_of_line(line, line_start))
        line_start += len(line) + 1
    return tuple(spans)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at ``offset``, in time independent of the length of the text.

    Between two sentences of a line this is the earlier one, on an empty line the next one, after
    the last sentence the last one.

    Args:
        text: The whole text.
        offset: Code points; clamped to the text.

    Returns:
        The sentence, or an empty span at ``offset`` if the text has none.
    """
    offset = max(0, min(offset, len(text)))
    sentence = None
    for span in _sentences_near(text, offset):
        if span.start <= offset or sentence is None:
            sentence = span
    if sentence is not None:
        return sentence
    return next_sentence(text, offset) or previous_sentence(text, offset) or Span(offset, offset)


def next_sentence(text: str, offset: int) -> Span | None:
    """The first sentence that starts after ``offset``, or ``None``."""
    position = offset
    while True:
        for span in _sentences_near(text, position):
            if span.start > offset:
                return span
        line_end = text.find("\n", position, position + _FAR_SENTENCES)
        resume = line_end + 1 if line_end >= 0 else position + SENTENCE_LIMIT
        visible = _VISIBLE.search(text, resume)
        if visible is None:
            return None
        position = visible.start()


def previous_sentence(text: str, offset: int) -> Span | None:
    """The last sentence that ends before the one at ``offset`` starts, or ``None``."""
    current = next((s for s in _sentences_near(text, offset) if s.holds(offset)), None)
    limit = current.start if current else offset
    position = limit
    while True:
        earlier = [span for span in _sentences_near(text, position) if span.end <= limit]
        if earlier:
            return earlier[-1]
        if position == 0:
            return None
        low = max(0, position - SENTENCE_LIMIT)
        position = max(0, low + len(text[low:position].rstrip()) - 1)


def word_at(text: str, offset: int) -> Span:
    """The word at ``offset``, in time independent of the length of the text.

    Between two words this is the next one, after the last word the last one.

    Args:
        text: The whole text.
        offset: Code points; clamped to the text.

    Returns:
        The word, or an empty span at ``offset`` if the text has none.
    """
    offset = max(0, min(offset, len(text)))
    has_earlier = False
    for span in _words_near(text, offset, _NEAR_WORDS):
        if span.end > offset:
            # After a complete word, no word that the window cut off can hold the offset.
            if has_earlier or span.start <= offset:
                return span
            break
        has_earlier = True
    for span in _words_near(text, offset):
        if span.end > offset:
            return span
    return next_word(text, offset) or previous_word(text, offset) or Span(offset, offset)


def next_word(text: str, offset: int) -> Span | None:
    """The first word that starts after ``offset``, or ``None``."""
    position = offset
    while True:
        for span in _words_near(text, position):
            if span.start > offset:
                return span
        match = _WORD.search(text, position + WORD_LIMIT)
        if match is None:
            return None
        position = match.start()


def previous_word(text: str, offset: int) -> Span | None:
    """The last word that ends before the one at ``offset`` starts, or ``None``."""
    current = next((span for span in _words_near(text, offset) if span.holds(offset)), None)
    limit = current.start if current else offset
    position = limit
    while position > 0:
        earlier = [span for span in _words_near(text, position) if span.end <= limit]
        if earlier:
            return earlier[-1]
        position -= WORD_LIMIT
    return None


def _split_at_multiples(span: Span, limit: int) -> Iterator[Span]:
    """The span, split at the multiples of ``limit`` if it is longer than that."""
    start, end = span
    inner = range((start // limit + 1) * limit, end, limit) if end - start > limit else ()
    for low, high in pairwise((start, *inner, end)):
        yield Span(low, high)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, frozenset[str]]:
    kinds = ("title", "prefix", "month", "unit", "place")
    return {kind: word_set(f"abbreviations_{kind}") for kind in kinds}


@lru_cache(maxsize=1)
def _sentence_starters() -> frozenset[str]:
    return word_set("sentence_starters")


def _token_after(text: str, offset: int) -> str:
    """The token after ``offset``, without opening punctuation; empty at the end of the text."""
    match = _TOKEN_AFTER.match(text, offset, offset + _TOKEN_AFTER_LENGTH)
    return match.group(1) if match else ""


def _stop_ends_sentence(text: str, stop: int, following: str) -> bool:
    """Whether the single full stop at ``stop``, with the token ``following`` it, is a boundary."""
    if not following:
        return True
    if following[0].islower():
        return False
    match = _TOKEN_BEFORE.search(text, max(0, stop - _ABBREVIATION_LENGTH), stop)
    token = match.group() if match else ""
    abbreviations = _abbreviations()
    next_token = following.rstrip(".").removesuffix("'s").removesuffix("’s")
    if token in abbreviations["title"]:
        return False
    if token.casefold() in abbreviations["prefix"]:
        return not following[0].isdigit() and token.casefold() == "no"
    if token in abbreviations["month"]:
        return not following[0].isdigit()
    if token in abbreviations["place"]:
        return next_token not in abbreviations["title"]
    if token.casefold() in ("a.m", "p.m"):
        return following[0].isupper() and next_token not in word_set("clock_words")
    is_initial = len(token) == 1 and token.isalpha() and token.isupper() and token != "I"
    if is_initial or token in abbreviations["unit"] or _DOTTED_LETTERS.fullmatch(token):
        return next_token in _sentence_starters()
    is_list_number = token.isdecimal() and stop == len(token)
    return not is_list_number


def _is_boundary(text: str, terminator: re.Match[str]) -> bool:
    """Whether a match of ``_TERMINATOR`` ends a sentence."""
    mark = terminator.group("mark")
    if mark is None or terminator.end() == len(text):
        return True
    following = _token_after(text, terminator.end())
    if mark == ".":
        closers = text[terminator.end("mark") : terminator.end()].strip()
        if closers:
            return not following[:1].islower()
        return _stop_ends_sentence(text, terminator.end("mark") - 1, following)
    if not following:
        return terminator.end() > terminator.end("mark") and mark[0] not in ".…"
    start = terminator.start()
    is_pause = mark[0] in ".…" and text[max(0, start - 1) : start].isspace()
    return not is_pause and not following[0].islower()


def _boundaries(line: str) -> Iterator[int]:
    """The offsets in a line (or a window of it) at which its second and later sentences start."""
    for terminator in _TERMINATOR.finditer(line):
        if terminator.end() < len(line) and _is_boundary(line, terminator):
            yield terminator.end()


def _sentences_of_line(line: str, line_start: int) -> Iterator[Span]:
    """The sentences of ``line``, which starts at the offset ``line_start`` of the text."""
    for start, end in pairwise((0, *_boundaries(line), len(line))):
        sentence = _stripped(line, start, end)
        if sentence is None:
            continue
        if sentence.length <= SENTENCE_LIMIT:
            yield sentence.shifted(line_start)
            continue
        for part in _split_at_multiples(sentence.shifted(line_start), SENTENCE_LIMIT):
            stripped = _stripped(line, part.start - line_start, part.end - line_start)
            if stripped is not None:
                yield stripped.shifted(line_start)


def _stripped(line: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges, or ``None`` if nothing else is in it."""
    content = line[start:end].strip()
    if not content:
        return None
    start += len(line[start:end]) - len(line[start:end].lstrip())
    return Span(start, start + len(content))


@lru_cache(maxsize=8)
def _cached_sentences(line: str, line_start: int) -> tuple[Span, ...]:
    """Cached, because a step to the next sentence asks three times for those of one line."""
    return tuple(_sentences_of_line(line, line_start))


def _sentences_near(text: str, offset: int) -> list[Span]:
    """The sentences near ``offset`` in its line, without those that the window cuts off."""
    near = _sentences_in_window(text, offset, _NEAR_SENTENCES)
    if any(span.holds(offset) for span in near):
        return near
    return _sentences_in_window(text, offset, _FAR_SENTENCES)


def _sentences_in_window(text: str, offset: int, reach: int) -> list[Span]:
    low = text.rfind("\n", max(0, offset - reach), offset) + 1 or max(0, offset - reach)
    high = text.find("\n", offset, offset + reach)
    if high < 0:
        high = min(len(text), offset + reach)
    spans = list(_cached_sentences(text[low:high], low))
    if low > 0 and text[low - 1] != "\n":
        del spans[:1]
    if high < len(text) and text[high] != "\n":
        del spans[-1:]
    return spans


def _words_near(text: str, offset: int, reach: int = _FAR_WORDS) -> list[Span]:
    """The words near ``offset``, without those that the window cuts off."""
    low, high = max(0, offset - reach), min(len(text), offset + reach)
    spans: list[Span] = []
    for match in _WORD.finditer(text, low, high):
        spans.extend(_split_at_multiples(Span(*match.span()), WORD_LIMIT))
    # The character at the window's edge may bind a word to one outside: "it" + "'" + "s".
    if low > 0 and spans and spans[0].start <= low + 1:
        del spans[0]
    if high < len(text) and spans and spans[-1].end >= high - 1:
        del spans[-1]
    return spans

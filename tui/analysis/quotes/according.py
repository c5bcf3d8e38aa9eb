"""Reports by "according to"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.analysis.quotes.draft import Draft
from tui.analysis.quotes.parsed import Parsed
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording(?: to)?"
    r"|[Aa]s (?:first |previously |also )?(?:reported|noted|quoted|told) (?:by|to)"
    r"|[Ii]n the words of)(?= )"
)
_EDGES = " ,;—–-\n"
_LEAST = 3
"""Words."""


def according_to(parsed: Parsed) -> list[Draft]:
    """What is so "according to" somebody, in one paragraph."""
    quoted = [stretch.span for stretch in parsed.stretches]
    found: list[Draft] = []
    for match in _ACCORDING.finditer(parsed.text, *parsed.span):
        if not any(span.holds(match.start()) for span in quoted):
            draft = _report(parsed, Span(*match.span()))
            if draft is not None:
                found.append(draft)
    return found


def _report(parsed: Parsed, cue: Span) -> Draft | None:
    tokens = parsed.tokens_between(*cue)
    if not len(tokens):
        return None
    source = _source(parsed, tokens.end)
    if source is None:
        return None
    text, speaker = parsed.text, parsed.mention(source)
    sentence = tokens[0].sent
    start = parsed.span.start + sentence.start_char
    end = parsed.span.start + sentence.end_char
    if text[start : cue.start].strip(' "“—–-'):
        # Inside brackets only what stands in them is meant.
        start = max(
            start,
            text.rfind("(", start, cue.start) + 1 if ")" not in text[start : cue.start] else 0,
        )
        content = _trimmed(text, start, cue.start)
    else:
        comma = text.find(",", speaker.end, end)
        content = _trimmed(text, comma + 1 if comma > 0 else speaker.end, end)
    if len(content.of(text).split()) < _LEAST:
        return None
    return Draft([parsed.whole(content)], cue, speaker)


def _source(parsed: Parsed, first: int) -> Token | None:
    """The head of the noun phrase that begins at token ``first``."""
    for token in parsed.doc[first : first + 12]:
        if token.dep_ in ("pobj", "dobj", "nsubj"):
            return token
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + ".":
        end -= 1
    return Span(start, end)

"""Reports by "according to"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording(?: to)?"
    r"|[Aa]s (?:first |previously |also )?(?:reported|noted|quoted|told) (?:by|to)"
    r"|[Ii]n the words of|(?<=[”\"] )per(?= (?:the|a|an|its|his|her|their|[A-Z])\b))(?= )"
)
_EDGES = " ,;—–-\n"
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_LEAST = 3
"""Words."""


def according_to(parsed: Parsed) -> list[QuoteCandidate]:
    """What is so "according to" somebody, in one paragraph."""
    quoted = [stretch.span for stretch in parsed.stretches]
    found: list[QuoteCandidate] = []
    for match in _ACCORDING.finditer(parsed.text, *parsed.span):
        if not any(span.holds(match.start()) for span in quoted):
            draft = _report(parsed, Span(*match.span()))
            if draft is not None:
                found.append(draft)
    return found


def _report(parsed: Parsed, cue: Span) -> QuoteCandidate | None:
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
        contents = [_trimmed(text, start, cue.start), *_rest(parsed, source, end)]
    else:
        contents = [_trimmed(text, _main_clause(parsed, source, speaker.end, end), end)]
    if sum(len(content.of(text).split()) for content in contents) < _LEAST:
        return None
    return QuoteCandidate([parsed.whole(content) for content in contents], cue, speaker)


def _rest(parsed: Parsed, source: Token, end: int) -> list[Span]:
    """The other half of "Sales, according to the firm, rose"."""
    behind = source.right_edge.i + 1
    root = source.sent.root
    if behind >= len(parsed.doc) or parsed.doc[behind].text != "," or parsed.is_quoted[root.i]:
        return []
    clauses = (c for c in root.children if c.dep_ in ("conj", "advcl") and c.i > behind)
    goes_on = any(c.dep_ in _SUBJECTS for clause in clauses for c in clause.children)
    if root.i <= behind and not goes_on:
        return []
    return [_trimmed(parsed.text, parsed.offset(parsed.doc[behind]), end)]


def _main_clause(parsed: Parsed, source: Token, start: int, end: int) -> int:
    """Where "According to a friend, Ann Lee of Lund, it rained" comes to what is so."""
    comma = parsed.text.find(",", start, end)
    root = source.sent.root
    subject = next((c for c in root.children if c.dep_.startswith("nsubj")), None)
    if subject is not None and comma > 0:
        limit = parsed.offset(subject.left_edge)
        if source.i < subject.left_edge.i:
            comma = max(comma, _last_comma_of(parsed, source, limit))
    return comma + 1 if comma > 0 else start


def _last_comma_of(parsed: Parsed, source: Token, limit: int) -> int:
    """The comma behind all that belongs to the source, in front of ``limit``."""
    behind = source.right_edge.i + 1
    place = parsed.offset(parsed.doc[behind]) if behind < len(parsed.doc) else limit
    return place if place < limit and parsed.text[place] == "," else -1


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

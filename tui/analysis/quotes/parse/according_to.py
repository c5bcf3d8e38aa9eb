"""Reports with "according to" and similar cues that are no verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUE = re.compile(
    r"\b(?:[Aa]ccording(?: to)?"
    r"|[Aa]s (?:first |previously |also )?(?:reported|noted|quoted|told) (?:by|to)"
    r"|[Ii]n the words of|(?<=[”\"] )per(?= (?:the|a|an|its|his|her|their|[A-Z])\b))(?= )"
)
_EDGE_CHARACTERS = " ,;—–-\n"
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_MIN_WORDS = 3
"""Words of a content."""
_MAX_SPEAKER_DISTANCE = 12
"""Tokens after a cue that are searched for the head of the speaker's mention."""


def according_to(parsed: ParsedParagraph) -> list[QuoteCandidate]:
    """The reports of one paragraph whose cue is "according to" or similar."""
    quoted = [quoted_span.span for quoted_span in parsed.quoted_spans]
    candidates: list[QuoteCandidate] = []
    for match in _CUE.finditer(parsed.text, *parsed.span):
        if not any(span.holds(match.start()) for span in quoted):
            candidate = _report(parsed, Span(*match.span()))
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def _report(parsed: ParsedParagraph, cue: Span) -> QuoteCandidate | None:
    tokens = parsed.tokens_between(*cue)
    if not len(tokens):
        return None
    source = _source(parsed, tokens.end)
    if source is None:
        return None
    text, speaker = parsed.text, parsed.mention_span(source)
    sentence = tokens[0].sent
    start = parsed.span.start + sentence.start_char
    end = parsed.span.start + sentence.end_char
    if text[start : cue.start].strip(' "“—–-'):
        # A cue inside brackets reports only what is in the brackets.
        bracket = text.rfind("(", start, cue.start) + 1
        start = max(start, bracket if ")" not in text[start : cue.start] else 0)
        content = [
            _trimmed(text, start, cue.start),
            *_rest_of_sentence(parsed, source, end),
        ]
    else:
        content = [_trimmed(text, _main_clause_start(parsed, source, speaker.end, end), end)]
    if sum(len(span.of(text).split()) for span in content) < _MIN_WORDS:
        return None
    return QuoteCandidate([parsed.widened(span) for span in content], cue, speaker)


def _rest_of_sentence(parsed: ParsedParagraph, source: Token, end: int) -> list[Span]:
    """The second part of "Sales, according to the firm, rose"; empty if there is none.

    Args:
        parsed: The paragraph.
        source: The head of the speaker's mention.
        end: The end of the sentence.
    """
    after = source.right_edge.i + 1
    root = source.sent.root
    if after >= len(parsed.doc) or parsed.doc[after].text != "," or parsed.is_quoted[root.i]:
        return []
    clauses = (c for c in root.children if c.dep_ in ("conj", "advcl") and c.i > after)
    has_clause = any(c.dep_ in _SUBJECTS for clause in clauses for c in clause.children)
    if root.i <= after and not has_clause:
        return []
    return [_trimmed(parsed.text, parsed.token_start(parsed.doc[after]), end)]


def _main_clause_start(parsed: ParsedParagraph, source: Token, start: int, end: int) -> int:
    """Where the main clause starts in "According to a friend, Ann Lee of Lund, it rained"."""
    comma = parsed.text.find(",", start, end)
    root = source.sent.root
    subject = next((c for c in root.children if c.dep_.startswith("nsubj")), None)
    if subject is not None and comma > 0:
        limit = parsed.token_start(subject.left_edge)
        if source.i < subject.left_edge.i:
            comma = max(comma, _comma_after(parsed, source, limit))
    return comma + 1 if comma > 0 else start


def _comma_after(parsed: ParsedParagraph, source: Token, limit: int) -> int:
    """The comma after the phrase of the source and before ``limit``; -1 if there is none."""
    after = source.right_edge.i + 1
    offset = parsed.token_start(parsed.doc[after]) if after < len(parsed.doc) else limit
    return offset if offset < limit and parsed.text[offset] == "," else -1


def _source(parsed: ParsedParagraph, first: int) -> Token | None:
    """The head of the noun phrase that starts at the token index ``first``."""
    for token in parsed.doc[first : first + _MAX_SPEAKER_DISTANCE]:
        if token.dep_ in ("pobj", "dobj", "nsubj"):
            return token
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE_CHARACTERS:
        start += 1
    while end > start and text[end - 1] in _EDGE_CHARACTERS + ".":
        end -= 1
    return Span(start, end)

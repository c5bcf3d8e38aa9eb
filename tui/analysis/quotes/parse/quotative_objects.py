"""Reports by any verb that takes something as quoted words: "sums her up as “reckless”"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 3
"""Tokens between "as" and the quotation mark, such as "a" and "having"."""


def taken_as(parsed: Parsed) -> Iterator[QuoteCandidate]:
    """What somebody takes for something in quotation marks, with these words."""
    for stretch in parsed.stretches:
        first = parsed.tokens_between(*stretch.span).start
        before = parsed.doc[max(0, first - _NEAR) : first]
        word = next((t for t in reversed(before) if t.lower_ == "as" and t.dep_ == "prep"), None)
        if word is not None and parsed.doc[word.i - 1].lower_ == "such":
            continue
        verb = _verb(word) if word is not None else None
        if word is None or verb is None or parsed.is_quoted[verb.i]:
            continue
        taken = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < word.i), None)
        subject = parsed.subject(verb)
        if taken is not None and subject is not None:
            tokens = parsed.doc[taken.left_edge.i : word.right_edge.i + 1]
            spans = [parsed.whole(span) for span in parsed.runs(tokens)]
            yield QuoteCandidate(spans, parsed.place(verb), parsed.mention(subject))


def _verb(word: Token) -> Token | None:
    """The verb of an "as", which the parser may hang on the verb's object."""
    head = word.head if word.head.pos_ in VERBS else word.head.head
    return head if head.pos_ in VERBS else None

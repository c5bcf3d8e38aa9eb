"""Reports by nouns: "her claim that ...", "expressed concern about ...", "in a new poll, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.quotes.parse.verb_objects import to_the_point
from tui.analysis.quotes.reporting_verbs import verbs
from tui.analysis.word_lists import table, words
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLL = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?]” )|(?<=But )|(?<=And ))In (?P<poll>(?:[\w./’'-]+ ){0,8}"
    r"(?:polls?|surveys?|polling)(?: (?:released|taken|conducted|published)[^,]{0,40})?),? ",
    re.MULTILINE,
)
_MAKING = frozenset(("make", "makes", "made", "making"))
"""Who makes sure of something does it, rather than says it."""
_SHORT = 4
"""Words; a shorter clause says nothing that is worth a quote."""


def by_nouns(parsed: Parsed) -> list[QuoteCandidate]:
    """What the nouns for claims, fears and hopes of one paragraph report."""
    nouns = words("reporting_nouns")
    found = [
        draft
        for token in parsed.doc
        if token.pos_ == "NOUN" and token.lower_ in nouns and not parsed.is_quoted[token.i]
        if (draft := _report(parsed, token))
    ]
    return found + list(_stances(parsed)) + _polls(parsed)


def _report(parsed: Parsed, noun: Token) -> QuoteCandidate | None:
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.lower_ in verbs():
        return None  # "said in his statement that ...": the verb reports it
    holder = _holder(parsed, noun)
    clause = _that_clause(parsed, noun)
    if holder is None or clause is None:
        return None
    spans = parsed.runs(token for token in clause.subtree if token.i > noun.i)
    if not spans or len(spans[0].of(parsed.text).split()) < _SHORT:
        return None
    return QuoteCandidate(spans, parsed.place(noun), parsed.mention(holder))


def _holder(parsed: Parsed, noun: Token) -> Token | None:
    """Whose claim it is: "her claim", "a Pentagon claim", "a claim by the mayor"."""
    for child in noun.children:
        is_maker = child.dep_ in ("compound", "nmod") and parsed.is_speaker(child)
        if child.dep_ == "poss" or is_maker:
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "among", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lower_ in words("holding_verbs"):
        return parsed.subject(noun.head)
    return None


def _that_clause(parsed: Parsed, noun: Token) -> Token | None:
    """The clause of "claim that ..." or "claim is that ..."."""
    for token in parsed.doc[noun.i + 1 : min(noun.sent.end, noun.i + 4)]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.head
    return None


@cache
def _followers() -> dict[str, frozenset[str]]:
    """What may follow each noun and adjective of ``stances.tsv``."""
    return {
        word: frozenset(followers.split())
        for forms, followers in table("stances")
        for word in forms.split()
    }


def _stances(parsed: Parsed) -> Iterator[QuoteCandidate]:
    """What somebody is for, against or sure of: "her support for ...", "he is proud of ..."."""
    for word in parsed.doc:
        followers = _followers().get(word.lower_, frozenset())
        is_none = any(child.lower_ == "no" for child in word.children)  # "made no mention of ..."
        clause = word.head if word.pos_ == "ADJ" else word
        if not followers or is_none or parsed.is_quoted[word.i] or parsed.is_in_passing(clause):
            continue
        holder = _holder_of_stance(parsed, word)
        held = next((tokens for c in word.children if (tokens := _held(c, word, followers))), [])
        spans = parsed.runs(held)
        if holder is not None and spans:
            yield QuoteCandidate(
                [parsed.whole(s) for s in spans], parsed.place(word), parsed.mention(holder)
            )


def _held(child: Token, word: Token, followers: frozenset[str]) -> list[Token]:
    if child.i < word.i:
        return []
    tokens = to_the_point(child)
    if child.dep_ == "prep" and child.lower_ in followers:
        return [token for token in tokens if token.i != child.i]
    begins = tokens[0].lower_ if tokens[0].dep_ in ("mark", "aux") else "that"
    is_clause = child.dep_ in ("acl", "xcomp", "ccomp") or tokens[0].dep_ in ("mark", "aux")
    return tokens if is_clause and begins in followers else []


def _holder_of_stance(parsed: Parsed, word: Token) -> Token | None:
    if word.pos_ == "ADJ":
        is_done = word.lower_ in ("sure", "certain") and word.head.lower_ in _MAKING
        if word.dep_ not in ("acomp", "ccomp", "oprd") or is_done:
            return None
        subject = parsed.subject(word.head)
        return subject if subject is not None and subject.lower_ != "it" else None
    owner = next((child for child in word.children if child.dep_ == "poss"), None)
    if owner is None and word.dep_ == "dobj":
        owner = parsed.subject(word.head)
    return owner


def _polls(parsed: Parsed) -> list[QuoteCandidate]:
    """What is so in a poll."""
    found: list[QuoteCandidate] = []
    text = parsed.text
    for match in _POLL.finditer(text, *parsed.span):
        if any(stretch.span.holds(match.start()) for stretch in parsed.stretches):
            continue
        tokens = parsed.tokens_between(match.end(), match.end() + 1)
        if len(tokens):
            end = parsed.span.start + tokens[0].sent.end_char
            rest = text[match.end() : end].rstrip(" .\n")
            if len(rest.split()) >= _SHORT:
                content = Span(match.end(), match.end() + len(rest))
                cue = Span(match.start(), match.start() + len("In"))
                found.append(QuoteCandidate([content], cue, Span(*match.span("poll"))))
    return found

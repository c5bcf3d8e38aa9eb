"""Reports by nouns and adjectives: "her claim that ...", "concern about ...", "in a poll, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.quotes.parse.verb_objects import restrictive_tokens
from tui.analysis.quotes.reporting_verbs import reporting_verbs
from tui.analysis.word_lists import table_rows, word_set
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLL = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?]” )|(?<=But )|(?<=And ))In (?P<poll>(?:[\w./’'-]+ ){0,8}"
    r"(?:polls?|surveys?|polling)(?: (?:released|taken|conducted|published)[^,]{0,40})?),? ",
    re.MULTILINE,
)
_MAKE = frozenset(("make", "makes", "made", "making"))
"""In "made sure that ..." somebody acts, in "is sure that ..." somebody holds an opinion."""
_MIN_WORDS = 4
"""Words of a clause or sentence that is reported."""
_MAX_THAT_DISTANCE = 4
"""Tokens from a noun to the "that" of its clause, exclusive."""


def reports_by_noun(parsed: ParsedParagraph) -> list[QuoteCandidate]:
    """The reports of one paragraph whose cue is a noun or an adjective."""
    nouns = word_set("reporting_nouns")
    candidates = [
        candidate
        for token in parsed.doc
        if token.pos_ == "NOUN" and token.lower_ in nouns and not parsed.is_quoted[token.i]
        if (candidate := _claim(parsed, token))
    ]
    return [*candidates, *_stances(parsed), *_polls(parsed)]


def _claim(parsed: ParsedParagraph, noun: Token) -> QuoteCandidate | None:
    """The report of a noun with a clause: "her claim that ..."."""
    is_after_in = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    if is_after_in and noun.head.head.lower_ in reporting_verbs():
        return None  # "said in his statement that ...": the verb is the cue
    holder = _holder(parsed, noun)
    clause = _that_clause(parsed, noun)
    if holder is None or clause is None:
        return None
    content = parsed.contiguous_spans(token for token in clause.subtree if token.i > noun.i)
    if not content or len(content[0].of(parsed.text).split()) < _MIN_WORDS:
        return None
    return QuoteCandidate(content, parsed.token_span(noun), parsed.mention_span(holder))


def _holder(parsed: ParsedParagraph, noun: Token) -> Token | None:
    """Who makes a claim: "her claim", "a Pentagon claim", "a claim by the mayor"."""
    for child in noun.children:
        is_maker = child.dep_ in ("compound", "nmod") and parsed.is_speaker(child)
        if child.dep_ == "poss" or is_maker:
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "among", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lower_ in word_set("holding_verbs"):
        return parsed.subject(noun.head)
    return None


def _that_clause(parsed: ParsedParagraph, noun: Token) -> Token | None:
    """The head of the clause in "claim that ..." or "claim is that ..."."""
    for token in parsed.doc[noun.i + 1 : min(noun.sent.end, noun.i + _MAX_THAT_DISTANCE)]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.head
    return None


@cache
def _stance_complements() -> dict[str, frozenset[str]]:
    """What each noun and adjective of ``stance_words.tsv`` takes: "that", "to", prepositions."""
    return {
        form: frozenset(complements.split())
        for forms, complements in table_rows("stance_words")
        for form in forms.split()
    }


def _stances(parsed: ParsedParagraph) -> Iterator[QuoteCandidate]:
    """What somebody is for, against or sure of: "her support for ...", "he is proud of ..."."""
    for cue in parsed.doc:
        complements = _stance_complements().get(cue.lower_, frozenset())
        is_negated = any(child.lower_ == "no" for child in cue.children)  # "no mention of ..."
        clause = cue.head if cue.pos_ == "ADJ" else cue
        if not complements or is_negated or parsed.is_quoted[cue.i] or parsed.is_embedded(clause):
            continue
        holder = _stance_holder(parsed, cue)
        tokens = next((t for c in cue.children if (t := _complement(c, cue, complements))), [])
        content = [parsed.widened(span) for span in parsed.contiguous_spans(tokens)]
        if holder is not None and content:
            yield QuoteCandidate(content, parsed.token_span(cue), parsed.mention_span(holder))


def _complement(child: Token, cue: Token, complements: frozenset[str]) -> list[Token]:
    """The tokens of a child of the cue that is one of its complements, else none."""
    if child.i < cue.i:
        return []
    tokens = restrictive_tokens(child)
    if child.dep_ == "prep" and child.lower_ in complements:
        return [token for token in tokens if token.i != child.i]
    has_marker = tokens[0].dep_ in ("mark", "aux")
    marker = tokens[0].lower_ if has_marker else "that"
    is_clause = child.dep_ in ("acl", "xcomp", "ccomp") or has_marker
    return tokens if is_clause and marker in complements else []


def _stance_holder(parsed: ParsedParagraph, cue: Token) -> Token | None:
    """The subject of an adjective, or the possessor of a noun, else the subject of its verb."""
    if cue.pos_ == "ADJ":
        is_action = cue.lower_ in ("sure", "certain") and cue.head.lower_ in _MAKE
        if cue.dep_ not in ("acomp", "ccomp", "oprd") or is_action:
            return None
        subject = parsed.subject(cue.head)
        return subject if subject is not None and subject.lower_ != "it" else None
    holder = next((child for child in cue.children if child.dep_ == "poss"), None)
    if holder is None and cue.dep_ == "dobj":
        holder = parsed.subject(cue.head)
    return holder


def _polls(parsed: ParsedParagraph) -> list[QuoteCandidate]:
    """The results of polls: "In a new poll, ..."."""
    candidates: list[QuoteCandidate] = []
    text = parsed.text
    for match in _POLL.finditer(text, *parsed.span):
        if any(quoted_span.span.holds(match.start()) for quoted_span in parsed.quoted_spans):
            continue
        tokens = parsed.tokens_between(match.end(), match.end() + 1)
        if len(tokens):
            sentence_end = parsed.span.start + tokens[0].sent.end_char
            result = text[match.end() : sentence_end].rstrip(" .\n")
            if len(result.split()) >= _MIN_WORDS:
                content = Span(match.end(), match.end() + len(result))
                cue = Span(match.start(), match.start() + len("In"))
                candidates.append(QuoteCandidate([content], cue, Span(*match.span("poll"))))
    return candidates

"""Contents that are objects of verbs: praised X, called for X, described X as Y."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, ParsedParagraph
from tui.analysis.quotes.reporting_verbs import ReportingVerb
from tui.analysis.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset(("dobj", "oprd", "acomp", "attr"))
_ATTACHED_PREPOSITIONS = frozenset(("for", "to", "about", "of", "as", "against", "over"))
"""Prepositions whose phrase belongs to the object directly before it."""
_MAX_AS_DISTANCE = 3
"""Tokens from "as" to a quotation mark, exclusive, such as "a" and "having"."""


def object_tokens(cue: Token, verb: ReportingVerb) -> Iterable[Token]:
    """The tokens of what a cue praises, calls for or describes; none if it has no object."""
    after = [child for child in cue.children if child.i > cue.i]
    phrases = [
        child
        for child in after
        if f"+{child.left_edge.lower_}" in verb.reports and child.dep_ in ("prep", "advcl")
    ]
    name_count = sum(child.dep_ == "oprd" for child in after)
    has_name = name_count > 0 or any(map(_has_predicate, after))
    is_naming = "naming" in verb.reports and has_name
    if name_count == 1 and is_naming and cue.dep_ == "acl" and cue.tag_ == "VBN":
        return []  # "a group called ...": a name, not what somebody says
    takes_object = "object" in verb.reports or is_naming
    objects = [c for c in after if takes_object and c.dep_ in _OBJECTS and not _is_speaking(c)]
    if verb.lemma == "ask":
        # "asked Ann Lee about the tax": the topic, not the hearer.
        about = (c for child in (*objects, *phrases) for c in (child, *child.children))
        topic = next((c for c in about if c.dep_ == "prep" and c.lower_ == "about"), None)
        objects, phrases = ([], [topic]) if topic is not None else (objects, phrases)
    if "both" in verb.reports and not is_naming and not (objects and phrases):
        return []
    tokens = [token for child in (*objects, *phrases) for token in restrictive_tokens(child)]
    if not objects:
        prepositions = {child.left_edge.i for child in phrases if child.left_edge.lower_ != "as"}
        tokens = [token for token in tokens if token.i not in prepositions]
    return _with_attached_phrases(cue, tokens, "naming" in verb.reports)


def passive_subject_tokens(cue: Token, verb: ReportingVerb) -> list[Token]:
    """The tokens of what "was first reported by" or "is backed by" somebody."""
    if not {"object", "agent"} & verb.reports or all(c.dep_ != "agent" for c in cue.children):
        return []
    return [token for c in cue.children if c.dep_ == "nsubjpass" for token in c.subtree]


def restrictive_tokens(phrase: Token) -> list[Token]:
    """A phrase without a non-restrictive clause or apposition at its end.

    "Ann Lee | , who left early" and "Ann Lee | , the mayor" are cut at the bar.
    """
    tokens = list(phrase.subtree)
    doc, first, last = phrase.doc, tokens[0].i, tokens[-1].i
    for token in tokens:
        left, right = token.left_edge, token.right_edge
        is_relative_clause = token.dep_ == "relcl" and left.lower_ in ("who", "which")
        is_apposition = token.dep_ == "appos" and left.tag_ in ("DT", "PRP$")
        is_at_end = left.i > first and doc[left.i - 1].text == "," and right.i == last
        if (is_relative_clause or is_apposition) and is_at_end:
            return [other for other in tokens if other.i < left.i]
    return tokens


def quotative_objects(parsed: ParsedParagraph) -> Iterator[QuoteCandidate]:
    """Reports by any verb that takes an object as a quoted span: "sums her up as “reckless”"."""
    for quoted_span in parsed.quoted_spans:
        first = parsed.tokens_between(*quoted_span.span).start
        before = parsed.doc[max(0, first - _MAX_AS_DISTANCE) : first]
        as_token = next(
            (token for token in reversed(before) if token.lower_ == "as" and token.dep_ == "prep"),
            None,
        )
        if as_token is None or parsed.doc[as_token.i - 1].lower_ == "such":
            continue
        verb = _governing_verb(as_token)
        if verb is None or parsed.is_quoted[verb.i]:
            continue
        described = next(
            (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < as_token.i), None
        )
        subject = parsed.subject(verb)
        if described is not None and subject is not None:
            tokens = parsed.doc[described.left_edge.i : as_token.right_edge.i + 1]
            content = [parsed.widened(span) for span in parsed.contiguous_spans(tokens)]
            yield QuoteCandidate(content, parsed.token_span(verb), parsed.mention_span(subject))


def _governing_verb(as_token: Token) -> Token | None:
    """The verb of an "as" phrase, which may be attached to the verb's object."""
    head = as_token.head if as_token.head.pos_ in VERBS else as_token.head.head
    return head if head.pos_ in VERBS else None


def _has_predicate(child: Token) -> bool:
    """Whether "the charges a joke", after "called", was parsed as one noun phrase."""
    if child.dep_ != "dobj":
        return False
    return any(
        inner.i > child.i
        and inner.doc[inner.left_edge.i - 1].text != ","
        and (inner.dep_ == "appos" or (inner.dep_ == "acl" and inner.tag_ == "JJ"))
        for token in (child, *child.conjuncts)
        for inner in token.children
    )


def _is_speaking(noun: Token) -> bool:
    """Whether the object is a document with a verb of its own: "issued a statement saying ..."."""
    return noun.lower_ in word_set("document_nouns") and any(
        child.dep_ == "acl" for child in noun.children
    )


def _modifies_object(phrase: Token) -> bool:
    """Whether "in ..." or "by ..." after an object belongs to it, not to the verb."""
    noun = next(iter(phrase.rights), None)
    if noun is None or noun.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    if phrase.lower_ == "by":
        return noun.dep_ == "pobj"
    occasions = word_set("document_nouns") | word_set("occasion_nouns")
    return phrase.lower_ == "in" and noun.lower_ not in occasions


def _with_attached_phrases(cue: Token, tokens: list[Token], is_naming: bool) -> list[Token]:
    """The tokens with the phrases directly after them, which are attached to the verb."""
    for child in cue.children:
        left = child.left_edge
        is_infinitive = child.dep_ in ("advcl", "xcomp") and left.tag_ == "TO"
        # "called it “a mistake” because ...": the reason is part of the content.
        is_reason = is_naming and left.lower_ == "because"
        is_phrase = child.dep_ == "prep" and (
            child.lower_ in _ATTACHED_PREPOSITIONS or _modifies_object(child)
        )
        after = max((token.i for token in tokens), default=left.i) + 1
        is_next = left.i == after or (left.i == after + 1 and cue.doc[after].is_quote)
        # "called her vote for the dam a mistake"
        is_next |= child not in tokens and any(token.i == left.i - 1 for token in tokens)
        if is_next and (is_phrase or is_infinitive or is_reason):
            tokens += child.subtree
    return tokens

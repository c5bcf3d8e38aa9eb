"""What a verb acts on: whom it praises, what it calls for, what it describes as something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.analysis.quotes.reporting_verbs import ReportingVerb
from tui.analysis.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset(("dobj", "oprd", "acomp", "attr"))
_FURTHER = frozenset(("for", "to", "about", "of", "as", "against", "over"))
"""Prepositions whose phrase, right behind an object, belongs to it."""


def acted_on(cue: Token, verb: ReportingVerb) -> Iterable[Token]:
    """What is praised, called for, described as something."""
    behind = [child for child in cue.children if child.i > cue.i]
    phrases = [child for child in behind if f"+{child.left_edge.lower_}" in verb.reports]
    phrases = [child for child in phrases if child.dep_ in ("prep", "advcl")]
    names = sum(child.dep_ == "oprd" for child in behind)
    is_named = "naming" in verb.reports and (names > 0 or any(map(_has_predicate, behind)))
    if names == 1 and is_named and cue.dep_ == "acl" and cue.tag_ == "VBN":
        return []  # "a group called ...": its name
    takes_object = "object" in verb.reports or is_named
    objects = [c for c in behind if takes_object and c.dep_ in _OBJECTS and not _says_itself(c)]
    if verb.lemma == "ask":
        # "asked Ann Lee about the tax": not who is asked.
        about = (c for child in (*objects, *phrases) for c in (child, *child.children))
        topic = next((c for c in about if c.dep_ == "prep" and c.lower_ == "about"), None)
        objects, phrases = ([], [topic]) if topic is not None else (objects, phrases)
    if "both" in verb.reports and not is_named and not (objects and phrases):
        return []
    tokens = [token for child in (*objects, *phrases) for token in to_the_point(child)]
    if not objects:
        edges = {child.left_edge.i for child in phrases if child.left_edge.lower_ != "as"}
        tokens = [token for token in tokens if token.i not in edges]
    return _extended(cue, tokens, "naming" in verb.reports)


def reported_by(cue: Token, verb: ReportingVerb) -> list[Token]:
    """What "was first reported by" or "is backed by" somebody."""
    if not {"object", "agent"} & verb.reports or all(c.dep_ != "agent" for c in cue.children):
        return []
    return [token for c in cue.children if c.dep_ == "nsubjpass" for token in c.subtree]


def to_the_point(phrase: Token) -> list[Token]:
    """A phrase without what is added by the way: "Ann Lee | , who left early", "| , the mayor"."""
    tokens = list(phrase.subtree)
    doc, first, last = phrase.doc, tokens[0].i, tokens[-1].i
    for token in tokens:
        left, right = token.left_edge, token.right_edge
        is_added = (token.dep_ == "relcl" and left.lower_ in ("who", "which")) or (
            token.dep_ == "appos" and left.tag_ in ("DT", "PRP$")
        )
        if is_added and left.i > first and doc[left.i - 1].text == "," and right.i == last:
            return [kept for kept in tokens if kept.i < left.i]
    return tokens


def _has_predicate(child: Token) -> bool:
    """Whether the parser took "called the charges a joke" for one noun phrase."""
    if child.dep_ != "dobj":
        return False
    return any(
        inner.i > child.i
        and inner.doc[inner.left_edge.i - 1].text != ","
        and (inner.dep_ == "appos" or (inner.dep_ == "acl" and inner.tag_ == "JJ"))
        for token in (child, *child.conjuncts)
        for inner in token.children
    )


def _says_itself(noun: Token) -> bool:
    """Whether it is a paper with a verb of its own: "issued a statement saying ..."."""
    return noun.lower_ in words("documents") and any(c.dep_ == "acl" for c in noun.children)


def _places(phrase: Token) -> bool:
    """Whether "in ..." says where an object is, and "by ..." whose, rather than when he spoke."""
    inner = next(iter(phrase.rights), None)
    if inner is None or inner.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    if phrase.lower_ == "by":
        return inner.dep_ == "pobj"
    return phrase.lower_ == "in" and inner.lower_ not in words("documents") | words("occasions")


def _extended(cue: Token, tokens: list[Token], is_naming: bool) -> list[Token]:
    """With the phrases right behind them, which the parser hangs on the verb."""
    for child in cue.children:
        left = child.left_edge
        is_infinitive = child.dep_ in ("advcl", "xcomp") and left.tag_ == "TO"
        # "called it “a mistake” because ...": the reason for a name is part of it
        is_reason = is_naming and left.lower_ == "because"
        is_further = child.dep_ == "prep" and (child.lower_ in _FURTHER or _places(child))
        behind = max((token.i for token in tokens), default=left.i) + 1
        is_next = left.i == behind or (left.i == behind + 1 and cue.doc[behind].is_quote)
        # "called her vote for the dam a mistake"
        is_next |= child not in tokens and any(token.i == left.i - 1 for token in tokens)
        if is_next and (is_further or is_infinitive or is_reason):
            tokens += child.subtree
    return tokens

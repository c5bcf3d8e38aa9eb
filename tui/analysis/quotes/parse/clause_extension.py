"""What belongs to a report although the parser hangs it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.quotes.reporting_verbs import ReportingVerb, verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset(("VBD", "VBN"))
_STATES = frozenset(("has", "have", "had", "is", "are", "was", "were"))
_FRONTED = frozenset(("prep", "advcl", "advmod", "npadvmod", "ccomp", "dep"))
_LEAST = 4
"""Words; fewer behind "that" are what somebody points at."""
_TAKEN = frozenset(("ccomp", "xcomp", "dobj", "prep"))


def second_clauses(parsed: Parsed, cue: Token, first: Token) -> Iterator[Token]:
    """The tokens of "but the shop was open" in "said it was late, but the shop was open".

    ``first`` is the clause that "said" reports. The writer's own are in another tense.
    """
    is_between = first.i < cue.i
    if is_between and parsed.is_quoted[first.i]:
        return
    for child in cue.children:
        if child.dep_ != "conj" or child.i < max(cue.i, first.i) or parsed.is_quoted[child.i]:
            continue
        is_modal = any(c.tag_ == "MD" for c in child.children)
        is_report = child.lower_ in verbs() and any(c.dep_ in _TAKEN for c in child.children)
        if is_report and not is_modal:
            continue
        has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        is_there = any(c.dep_ == "expl" for c in child.children)
        same_tense = is_modal or is_between or _is_past(child) == _is_past(cue)
        if same_tense and not is_there and (has_subject or is_modal or child.lower_ in _STATES):
            start = child.left_edge.i
            while parsed.doc[start - 1].dep_ == "cc" or parsed.doc[start - 1].text == ",":
                start -= 1
            end = child.right_edge.i + 1
            yield from parsed.doc[start : end - parsed.doc[end - 1].is_punct]


def _is_past(verb: Token) -> bool:
    """Whether a clause is told in the past tense, by its verb or its first auxiliary."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ in _PAST


def fronted(
    parsed: Parsed, cue: Token, subject: Token | None, tokens: Iterable[Token]
) -> list[Token]:
    """The beginning of "When they came, he said, the doors were shut"."""
    doc = parsed.doc
    if subject is None or subject.i > cue.i or cue.i + 1 >= len(doc):
        return []
    edge = subject.left_edge.i
    first = next((t for t in sorted(tokens, key=lambda t: int(t.i)) if not t.is_punct), None)
    if first is None or first.i < cue.i or edge <= cue.sent.start or doc[edge - 1].text != ",":
        return []
    front = [c for c in cue.children if c.i < edge and c.dep_ in _FRONTED]
    if cue.dep_ == "parataxis" and cue.head.i < edge:
        front = [cue.head]
    goes_on = doc[cue.i + 1].text == ","
    goes_on &= not parsed.is_quoted[first.i] or first.text.islower()
    if not front or not (goes_on or any(_is_condition(clause, cue) for clause in front)):
        return []
    return list(doc[front[0].left_edge.i : edge])


def _is_condition(clause: Token, cue: Token) -> bool:
    """Whether a clause in front tells on what condition it is so, not when somebody said it."""
    if clause.dep_ != "advcl":
        return False
    is_timeless = _is_past(cue) and not _is_past(clause) and clause.left_edge.lower_ == "when"
    return clause.left_edge.lower_ == "if" or is_timeless


def misread_clause(parsed: Parsed, cue: Token, verb: ReportingVerb) -> list[Token]:
    """The rest of "said that ...", where the parser took "that" for a preposition or a subject."""
    rest = list(parsed.doc[cue.i + 1 : cue.sent.end])
    while rest and rest[-1].text in ".!?…":
        rest.pop()
    if len(rest) <= _LEAST or "tag" not in verb.reports or rest[1].is_punct:
        return []
    return rest if rest[0].lower_ == "that" and rest[0].dep_ != "det" else []


def relative(cue: Token, subject: Token) -> list[Token]:
    """The "which" of "which he called a mistake": it stands for what he called so."""
    first = cue.left_edge
    is_next = subject.left_edge.i == first.i + 1
    is_clause = cue.dep_ in ("relcl", "pcomp", "csubj", "acl", "pobj", "nsubj", "dobj")
    return [first] if is_next and is_clause and first.tag_ in ("WDT", "WP") else []

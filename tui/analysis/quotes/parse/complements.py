"""What a verb of speech reports: the tokens of its clause, its infinitive or its object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.clause_extension import (
    fronted,
    misread_clause,
    relative,
    second_clauses,
)
from tui.analysis.quotes.parse.embedded_reports import asides
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, Parsed
from tui.analysis.quotes.parse.verb_objects import acted_on, reported_by
from tui.analysis.quotes.reporting_verbs import ReportingVerb, verbs
from tui.analysis.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

HEARING = frozenset(("tell", "told", "tells", "telling"))
_TOLD = frozenset(("VBG", "VBD", "VBZ", "VBP"))
"""Tags of verbs that are no infinitive."""
_HANGING = frozenset(("acl", "ccomp", "relcl"))
_NEAR = 14
"""Tokens; "that" further behind a cue belongs to something else."""


def complement(
    parsed: Parsed, cue: Token, verb: ReportingVerb, subject: Token | None
) -> list[Token]:
    """The tokens that ``cue`` reports, in order; none if it reports nothing here."""
    clauses = _clauses(parsed, cue, verb)
    tokens: set[Token] = set()
    for clause in clauses:
        tokens.update(_clause(parsed, clause, cue, verb, subject))
    if tokens and "tag" in verb.reports:
        tokens.update(second_clauses(parsed, cue, clauses[-1]))
        tokens.update(fronted(parsed, cue, subject, tokens))
    if not clauses:
        if _is_by_the_way(cue, verb):
            own = {token.i for token in cue.subtree}
            tokens.update(token for token in cue.head.subtree if token.i not in own)
            tokens.update(fronted(parsed, cue, subject, tokens))
        else:
            tokens.update(
                _gerund(parsed, cue)
                or _participle(cue, verb)
                or _infinitive(cue, verb)
                or acted_on(cue, verb)
            )
    if not tokens:
        tokens.update(reported_by(cue, verb) or misread_clause(parsed, cue, verb))
    elif subject is not None and not all(parsed.is_quoted[token.i] for token in tokens):
        tokens.update(relative(cue, subject))
    return sorted(tokens, key=lambda token: int(token.i))


def _is_by_the_way(cue: Token, verb: ReportingVerb) -> bool:
    """Whether a cue hangs on what it reports: "It is late, she says" or "As she says, ..."."""
    if "clause" not in verb.reports:
        return False
    if cue.dep_ != "advcl":
        return bool(cue.dep_ == "parataxis")
    has_own = any(child.dep_ in ("xcomp", "dobj", "ccomp") for child in cue.children)
    has_as = any(child.dep_ == "mark" and child.lower_ == "as" for child in cue.children)
    return has_as and not has_own and "tag" in verb.reports


def _clauses(parsed: Parsed, cue: Token, verb: ReportingVerb) -> list[Token]:
    """The clauses that hang on a cue; of those on both sides, the ones behind it."""
    clauses = [
        child
        for child in cue.children
        if (child.dep_ == "ccomp" or _is_question(child, cue))
        and not _belongs_to_participle(parsed, child, cue)
    ]
    behind = [clause for clause in clauses if clause.i > cue.i]
    if behind and len(behind) < len(clauses):
        edge = min(clause.left_edge.i for clause in behind)
        if parsed.doc[max(0, edge - 1)].text not in (",", "—", "–"):
            return behind
    takes_object = any(
        (child.dep_ == "dobj" and "object" in verb.reports)
        or (child.dep_ == "prep" and f"+{child.lower_}" in verb.reports)
        for child in cue.children
    )
    return clauses or ([] if takes_object else _distant_clause(parsed, cue))


def _is_question(clause: Token, cue: Token) -> bool:
    """Whether the parser took what is asked for a condition: "Asked if he was there, he ..."."""
    is_behind = clause.dep_ == "advcl" and clause.left_edge.i == cue.i + 1
    return is_behind and clause.left_edge.lower_ in ("if", "why", "how") and cue.lower_ == "asked"


def _belongs_to_participle(parsed: Parsed, clause: Token, cue: Token) -> bool:
    """Whether a verb such as "adding" stands between a cue and the clause behind it."""
    edge = clause.left_edge.i
    before = parsed.doc[edge - 1] if edge > cue.i + 1 else cue
    return before.i != cue.i and before.tag_ == "VBG" and before.lower_ in verbs()


def _distant_clause(parsed: Parsed, cue: Token) -> list[Token]:
    """The clause of "said in a statement that ...", which the parser hangs on the statement."""
    end = min(cue.sent.end, cue.i + _NEAR)
    for token in parsed.doc[cue.i + 1 : end]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            if token.i == cue.i + 1:
                return [token.head]
            is_inside = any(ancestor.i == cue.i for ancestor in token.head.ancestors)
            return [token.head] if is_inside and token.head.dep_ in _HANGING else []
        starts_clause = token.dep_ == "relcl" and token.head.lower_ in words("documents")
        if starts_clause and token.left_edge.tag_ not in ("WDT", "WP", "WRB", "IN"):
            return [token]
    return []


def _gerund(parsed: Parsed, cue: Token) -> list[Token]:
    """The clause of "told us raising the tax, as planned, is right": its subject is a gerund.

    The parser takes the gerund for what the hearers do, and the verb for another of the speaker's.
    """
    if cue.lower_ not in HEARING:
        return []
    gerunds = [c for c in cue.children if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    verbs_behind = [
        child
        for child in cue.children
        if child.dep_ == "conj"
        and child.tag_ in ("VBZ", "VBP", "VBD", "MD")
        and not any(grandchild.dep_.startswith("nsubj") for grandchild in child.children)
    ]
    if not gerunds or not verbs_behind or any(child.dep_ == "cc" for child in cue.children):
        return []
    return list(parsed.doc[gerunds[0].left_edge.i : verbs_behind[0].right_edge.i + 1])


def _participle(cue: Token, verb: ReportingVerb) -> Iterable[Token]:
    """What is proposed in "proposed building a bridge", or is so in "which she said held it"."""
    if not {"gerund", "clause"} & verb.reports:
        return []
    return [
        token
        for child in cue.children
        if child.dep_ == "xcomp" and child.tag_ in _TOLD and child.left_edge.i == cue.i + 1
        for token in child.subtree
    ]


def _is_infinitive(clause: Token) -> bool:
    return any(child.tag_ == "TO" and child.i < clause.i for child in clause.children)


def _clause(
    parsed: Parsed, clause: Token, cue: Token, verb: ReportingVerb, subject: Token | None
) -> Iterator[Token]:
    """A clause without the words around its cue that hang on it by the way."""
    tokens = list(clause.subtree)
    is_quoted = any(parsed.is_quoted[token.i] for token in tokens)
    allowed = "infinitive" if _is_infinitive(clause) else "clause"
    if allowed not in verb.reports and "clause" not in verb.reports and not is_quoted:
        return
    outside = {token.i for token in subject.subtree} if subject is not None else set()
    if clause.i in outside:
        outside = set()
    outside.add(cue.i)
    outside |= _participles(parsed, clause, cue)
    for aside in asides(parsed, clause, cue):
        outside |= {token.i for token in aside.subtree}
    first = _first(parsed, clause, cue, tokens)
    yield from (token for token in tokens if token.i >= first and token.i not in outside)


def _first(parsed: Parsed, clause: Token, cue: Token, tokens: list[Token]) -> int:
    """The index of the first token that is reported.

    A clause after its cue begins there, unless the cue stands between commas:
    "When they came, he said, the doors were shut."
    """
    if clause.i < cue.i:
        return 0
    marks = [c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    if marks and marks[0] > cue.i and not _is_quoted_before(parsed, cue, tokens):
        return int(marks[0])
    after = [token for token in tokens if token.i > cue.i and not token.is_punct]
    if not after or _is_quoted_before(parsed, cue, tokens):
        return 0
    is_between_commas = after[0].i > 0 and parsed.doc[after[0].i - 1].text in (",", "—", "–")
    return 0 if is_between_commas else int(cue.i)


def _is_quoted_before(parsed: Parsed, cue: Token, tokens: list[Token]) -> bool:
    """Whether what is reported begins with the quote in "..., he said, ..."."""
    before = [token.i for token in tokens if token.i < cue.i and not token.is_space]
    return bool(before) and parsed.is_quoted[before[-1]] and parsed.doc[before[-1] - 1].is_punct


def _participles(parsed: Parsed, clause: Token, cue: Token) -> set[int]:
    """What the speaker does meanwhile: "It was fine, he said, wiping his face"."""
    if clause.i > cue.i:
        return set()
    return {
        inner.i
        for token in clause.subtree
        if token.tag_ == "VBG"
        and token.i > cue.i
        and token.dep_ == "advcl"
        and parsed.doc[token.left_edge.i - 1].text == ","
        for inner in token.subtree
    }


def _infinitive(cue: Token, verb: ReportingVerb) -> Iterable[Token]:
    """What is vowed, urged or asked: "to go on", "the others to leave".

    Of "The plan is expected to pass" that is "the plan to pass".
    """
    if "infinitive" not in verb.reports:
        return []
    tokens: list[Token] = []
    if "passive" in verb.reports and any(c.dep_ == "xcomp" for c in cue.children):
        tokens = [t for c in cue.children if c.dep_ == "nsubjpass" for t in c.subtree]
    for child in cue.children:
        if child.dep_ == "xcomp" and child.pos_ in VERBS and child.i > cue.i:
            tokens += child.subtree
    first = min((token.i for token in tokens if token.i > cue.i), default=0)
    for child in cue.children:
        if not cue.i < child.i < first:
            continue
        if child.dep_ == "dobj" and ("object" in verb.reports or cue.lower_ in HEARING):
            tokens += child.subtree
        elif child.dep_ == "prep" and f"+{child.lower_}" in verb.reports:
            tokens += [token for token in child.subtree if token.i != child.i]
    return tokens

"""The complement of a reporting verb: the tokens of its clause, infinitive, gerund or object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.clause_extension import (
    coordinated_clauses,
    fronted_clause,
    misparsed_that_clause,
    relative_pronoun,
)
from tui.analysis.quotes.parse.embedded_reports import excluded_phrases
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, ParsedParagraph
from tui.analysis.quotes.parse.verb_objects import object_tokens, passive_subject_tokens
from tui.analysis.quotes.reporting_verbs import ReportingVerb, reporting_verbs
from tui.analysis.word_lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

TELL_FORMS = frozenset(("tell", "told", "tells", "telling"))
"""The forms of the verb whose direct object is the hearer."""
_NOT_INFINITIVE = frozenset(("VBG", "VBD", "VBZ", "VBP"))
_CLAUSES = frozenset(("acl", "ccomp", "relcl"))
_MAX_THAT_DISTANCE = 14
"""Tokens from a cue to the "that" of its clause, exclusive."""


def complement_tokens(
    parsed: ParsedParagraph, cue: Token, verb: ReportingVerb, subject: Token | None
) -> list[Token]:
    """The tokens that a cue reports.

    Args:
        parsed: The paragraph.
        cue: The token of the reporting verb.
        verb: The entry of the verb, which says what it can report.
        subject: The head of its subject, or ``None`` if it has none.

    Returns:
        The tokens in text order; none if the verb reports nothing here.
    """
    clauses = _clauses(parsed, cue, verb)
    tokens: set[Token] = set()
    for clause in clauses:
        tokens.update(_clause(parsed, clause, cue, verb, subject))
    if tokens and "tag" in verb.reports:
        tokens.update(coordinated_clauses(parsed, cue, clauses[-1]))
        tokens.update(fronted_clause(parsed, cue, subject, tokens))
    if not clauses:
        if _is_parenthetical(cue, verb):
            parenthesis = {token.i for token in cue.subtree}
            tokens.update(t for t in cue.head.subtree if t.i not in parenthesis)
            tokens.update(fronted_clause(parsed, cue, subject, tokens))
        else:
            tokens.update(
                _gerund(parsed, cue)
                or _participle(cue, verb)
                or _infinitive(cue, verb)
                or object_tokens(cue, verb)
            )
    if not tokens:
        tokens.update(passive_subject_tokens(cue, verb) or misparsed_that_clause(parsed, cue, verb))
    elif subject is not None and not all(parsed.is_quoted[token.i] for token in tokens):
        tokens.update(relative_pronoun(cue, subject))
    return sorted(tokens, key=lambda token: int(token.i))


def _is_parenthetical(cue: Token, verb: ReportingVerb) -> bool:
    """Whether a cue depends on what it reports: "It is late, she says", "As she says, ..."."""
    if "clause" not in verb.reports:
        return False
    if cue.dep_ != "advcl":
        return bool(cue.dep_ == "parataxis")
    has_complement = any(child.dep_ in ("xcomp", "dobj", "ccomp") for child in cue.children)
    has_as = any(child.dep_ == "mark" and child.lower_ == "as" for child in cue.children)
    return has_as and not has_complement and "tag" in verb.reports


def _clauses(parsed: ParsedParagraph, cue: Token, verb: ReportingVerb) -> list[Token]:
    """The heads of the complement clauses of a cue; of those on both sides, the ones after it."""
    clauses = [
        child
        for child in cue.children
        if (child.dep_ == "ccomp" or _is_question(child, cue))
        and not _belongs_to_participle(parsed, child, cue)
    ]
    after = [clause for clause in clauses if clause.i > cue.i]
    if after and len(after) < len(clauses):
        start = min(clause.left_edge.i for clause in after)
        if parsed.doc[max(0, start - 1)].text not in (",", "—", "–"):
            return after
    takes_object = any(
        (child.dep_ == "dobj" and "object" in verb.reports)
        or (child.dep_ == "prep" and f"+{child.lower_}" in verb.reports)
        for child in cue.children
    )
    return clauses or ([] if takes_object else _distant_clause(parsed, cue))


def _is_question(clause: Token, cue: Token) -> bool:
    """Whether a question was parsed as a condition: "Asked if he was there, he ..."."""
    is_next = clause.dep_ == "advcl" and clause.left_edge.i == cue.i + 1
    return is_next and clause.left_edge.lower_ in ("if", "why", "how") and cue.lower_ == "asked"


def _belongs_to_participle(parsed: ParsedParagraph, clause: Token, cue: Token) -> bool:
    """Whether a participle such as "adding" stands directly before a clause after the cue."""
    start = clause.left_edge.i
    before = parsed.doc[start - 1] if start > cue.i + 1 else cue
    return before.i != cue.i and before.tag_ == "VBG" and before.lower_ in reporting_verbs()


def _distant_clause(parsed: ParsedParagraph, cue: Token) -> list[Token]:
    """The clause of "said in a statement that ...", which is attached to the statement."""
    end = min(cue.sent.end, cue.i + _MAX_THAT_DISTANCE)
    for token in parsed.doc[cue.i + 1 : end]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            if token.i == cue.i + 1:
                return [token.head]
            is_inside = any(ancestor.i == cue.i for ancestor in token.head.ancestors)
            return [token.head] if is_inside and token.head.dep_ in _CLAUSES else []
        starts_clause = token.dep_ == "relcl" and token.head.lower_ in word_set("document_nouns")
        if starts_clause and token.left_edge.tag_ not in ("WDT", "WP", "WRB", "IN"):
            return [token]
    return []


def _gerund(parsed: ParsedParagraph, cue: Token) -> list[Token]:
    """The clause with a gerund as subject in "told us raising the tax, as planned, is right".

    The gerund was parsed as a complement about the hearer, and the verb as a conjunct of the cue.
    """
    if cue.lower_ not in TELL_FORMS:
        return []
    gerunds = [c for c in cue.children if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    predicates = [
        child
        for child in cue.children
        if child.dep_ == "conj"
        and child.tag_ in ("VBZ", "VBP", "VBD", "MD")
        and not any(grandchild.dep_.startswith("nsubj") for grandchild in child.children)
    ]
    if not gerunds or not predicates or any(child.dep_ == "cc" for child in cue.children):
        return []
    return list(parsed.doc[gerunds[0].left_edge.i : predicates[0].right_edge.i + 1])


def _participle(cue: Token, verb: ReportingVerb) -> Iterable[Token]:
    """The complement of "proposed building a bridge" or of "which she said held it"."""
    if not {"gerund", "clause"} & verb.reports:
        return []
    return [
        token
        for child in cue.children
        if child.dep_ == "xcomp"
        and child.tag_ in _NOT_INFINITIVE
        and child.left_edge.i == cue.i + 1
        for token in child.subtree
    ]


def _is_infinitive(clause: Token) -> bool:
    return any(child.tag_ == "TO" and child.i < clause.i for child in clause.children)


def _clause(
    parsed: ParsedParagraph, clause: Token, cue: Token, verb: ReportingVerb, subject: Token | None
) -> Iterator[Token]:
    """The tokens of a complement clause, without its cue, subject and excluded phrases."""
    tokens = list(clause.subtree)
    is_quoted = any(parsed.is_quoted[token.i] for token in tokens)
    allowed = "infinitive" if _is_infinitive(clause) else "clause"
    if allowed not in verb.reports and "clause" not in verb.reports and not is_quoted:
        return
    outside = {token.i for token in subject.subtree} if subject is not None else set()
    if clause.i in outside:
        outside = set()
    outside.add(cue.i)
    outside |= _participle_indices(parsed, clause, cue)
    for phrase in excluded_phrases(parsed, clause, cue):
        outside |= {token.i for token in phrase.subtree}
    first = _first_index(parsed, clause, cue, tokens)
    yield from (token for token in tokens if token.i >= first and token.i not in outside)


def _first_index(parsed: ParsedParagraph, clause: Token, cue: Token, tokens: list[Token]) -> int:
    """The index of the first token that is reported; 0 for the first token of the clause.

    A clause after its cue starts after the cue, unless the cue interrupts it as in "When they came,
    he said, the doors were shut."
    """
    if clause.i < cue.i:
        return 0
    markers = [c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    if markers and markers[0] > cue.i and not _is_quoted_before(parsed, cue, tokens):
        return int(markers[0])
    after = [token for token in tokens if token.i > cue.i and not token.is_punct]
    if not after or _is_quoted_before(parsed, cue, tokens):
        return 0
    is_between_commas = after[0].i > 0 and parsed.doc[after[0].i - 1].text in (",", "—", "–")
    return 0 if is_between_commas else int(cue.i)


def _is_quoted_before(parsed: ParsedParagraph, cue: Token, tokens: list[Token]) -> bool:
    """Whether a quoted span directly before the cue is the start of the content."""
    before = [token.i for token in tokens if token.i < cue.i and not token.is_space]
    return bool(before) and parsed.is_quoted[before[-1]] and parsed.doc[before[-1] - 1].is_punct


def _participle_indices(parsed: ParsedParagraph, clause: Token, cue: Token) -> set[int]:
    """The indices of participle phrases about the speaker: "..., he said, wiping his face"."""
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
    """The infinitive of what is vowed or asked, with its subject: "the others to leave".

    In "The plan is expected to pass" these are the tokens of "the plan to pass".
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
        if child.dep_ == "dobj" and ("object" in verb.reports or cue.lower_ in TELL_FORMS):
            tokens += child.subtree
        elif child.dep_ == "prep" and f"+{child.lower_}" in verb.reports:
            tokens += [token for token in child.subtree if token.i != child.i]
    return tokens

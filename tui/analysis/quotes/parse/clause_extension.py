"""Parts of a content that the parser attaches outside the complement clause of the cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.quotes.reporting_verbs import ReportingVerb, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST_TAGS = frozenset(("VBD", "VBN"))
_STATES = frozenset(("has", "have", "had", "is", "are", "was", "were"))
_FRONTED = frozenset(("prep", "advcl", "advmod", "npadvmod", "ccomp", "dep"))
"""Relations of what can stand before the cue and belong to the content."""
_MIN_WORDS = 4
"""Words after "said that"; before fewer, "that" is a pronoun."""
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "prep"))
_RELATIVE_CLAUSES = frozenset(("relcl", "pcomp", "csubj", "acl", "pobj", "nsubj", "dobj"))


def coordinated_clauses(parsed: ParsedParagraph, cue: Token, first: Token) -> Iterator[Token]:
    """The second clause of the content, which is attached to the cue as its conjunct.

    These are the tokens of "but the shop was open" in "said it was late, but the shop was open". A
    clause in another tense than the cue is the writer's own.

    Args:
        parsed: The paragraph.
        cue: The reporting verb.
        first: The head of the last complement clause of the cue.
    """
    is_before_cue = first.i < cue.i
    if is_before_cue and parsed.is_quoted[first.i]:
        return
    for child in cue.children:
        if child.dep_ != "conj" or child.i < max(cue.i, first.i) or parsed.is_quoted[child.i]:
            continue
        is_modal = any(c.tag_ == "MD" for c in child.children)
        has_complement = any(c.dep_ in _COMPLEMENTS for c in child.children)
        if child.lower_ in reporting_verbs() and has_complement and not is_modal:
            continue
        has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        is_existential = any(c.dep_ == "expl" for c in child.children)
        has_tense = is_modal or is_before_cue or _is_past(child) == _is_past(cue)
        is_clause = has_subject or is_modal or child.lower_ in _STATES
        if has_tense and not is_existential and is_clause:
            start = child.left_edge.i
            while parsed.doc[start - 1].dep_ == "cc" or parsed.doc[start - 1].text == ",":
                start -= 1
            end = child.right_edge.i + 1
            yield from parsed.doc[start : end - parsed.doc[end - 1].is_punct]


def _is_past(verb: Token) -> bool:
    """Whether a clause is in the past tense, by its first auxiliary or its verb."""
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ in _PAST_TAGS


def fronted_clause(
    parsed: ParsedParagraph, cue: Token, subject: Token | None, tokens: Iterable[Token]
) -> list[Token]:
    """The first part of a content that the cue interrupts.

    These are the tokens of "When they came," in "When they came, he said, the doors were shut".

    Args:
        parsed: The paragraph.
        cue: The reporting verb.
        subject: The head of its subject.
        tokens: The content so far.
    """
    doc = parsed.doc
    if subject is None or subject.i > cue.i or cue.i + 1 >= len(doc):
        return []
    subject_start = subject.left_edge.i
    first = next((t for t in sorted(tokens, key=lambda t: int(t.i)) if not t.is_punct), None)
    if first is None or first.i < cue.i:
        return []
    if subject_start <= cue.sent.start or doc[subject_start - 1].text != ",":
        return []
    front = [c for c in cue.children if c.i < subject_start and c.dep_ in _FRONTED]
    if cue.dep_ == "parataxis" and cue.head.i < subject_start:
        front = [cue.head]
    is_interrupted = doc[cue.i + 1].text == ","
    is_interrupted &= not parsed.is_quoted[first.i] or first.text.islower()
    if not front or not (is_interrupted or any(_is_condition(clause, cue) for clause in front)):
        return []
    return list(doc[front[0].left_edge.i : subject_start])


def _is_condition(clause: Token, cue: Token) -> bool:
    """Whether a fronted clause is a condition of the content, not the time of the report."""
    if clause.dep_ != "advcl":
        return False
    is_timeless = _is_past(cue) and not _is_past(clause) and clause.left_edge.lower_ == "when"
    return clause.left_edge.lower_ == "if" or is_timeless


def misparsed_that_clause(parsed: ParsedParagraph, cue: Token, verb: ReportingVerb) -> list[Token]:
    """The rest of the sentence after "said", where "that" was parsed as preposition or subject."""
    rest = list(parsed.doc[cue.i + 1 : cue.sent.end])
    while rest and rest[-1].text in ".!?…":
        rest.pop()
    if len(rest) <= _MIN_WORDS or "tag" not in verb.reports or rest[1].is_punct:
        return []
    return rest if rest[0].lower_ == "that" and rest[0].dep_ != "det" else []


def relative_pronoun(cue: Token, subject: Token) -> list[Token]:
    """The "which" of "which he called a mistake", which is the object of the cue."""
    first = cue.left_edge
    is_before_subject = subject.left_edge.i == first.i + 1
    is_clause = cue.dep_ in _RELATIVE_CLAUSES
    return [first] if is_before_subject and is_clause and first.tag_ in ("WDT", "WP") else []

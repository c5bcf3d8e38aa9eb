"""Phrases inside a complement clause that are not the speaker's.

They are the writer's asides and explanations, and reports of other speakers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.quotes.reporting_verbs import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE_CONJUNCTIONS = frozenset(("while", "though", "although", "whereas"))
"""Conjunctions that, after a comma, start an aside of the writer."""
_DASHES = frozenset(("-", "–", "—", "―", "--"))


def excluded_phrases(parsed: ParsedParagraph, clause: Token, cue: Token) -> Iterator[Token]:
    """The heads of the phrases in the clause that are not part of the content.

    Args:
        parsed: The paragraph.
        clause: The head of the complement clause of the cue.
        cue: The reporting verb.
    """
    # Not after "the poll found": with "while" it goes on to another result.
    is_speech = cue.lower_ in reporting_verbs() and "tag" in reporting_verbs()[cue.lower_].reports
    conjunctions = _ASIDE_CONJUNCTIONS if is_speech else _ASIDE_CONJUNCTIONS - {"while", "whereas"}
    for token in clause.subtree:
        if token.i > cue.i and (
            _introduces_quote(parsed, token)
            or _is_relative_report(parsed, token)
            or _is_coordinated_report(parsed, token)
            or _is_explanation(parsed, token, clause)
        ):
            yield token
        if token.dep_ != "advcl" or token.i <= max(clause.i, cue.i):
            continue
        first = token.left_edge.i
        is_after_comma = first > 0 and parsed.doc[first - 1].text in (",", "-", "–", "—")
        is_aside = parsed.doc[first].lower_ in conjunctions and not parsed.is_quoted[first]
        if is_after_comma and is_aside:
            yield token


def _is_relative_report(parsed: ParsedParagraph, token: Token) -> bool:
    """Whether a relative clause after a comma is a report itself: "..., which he called mad"."""
    if token.dep_ != "relcl" or parsed.is_quoted[token.i]:
        return False
    first = token.left_edge
    if first.lower_ != "who" and token.lower_ not in reporting_verbs():
        return False
    return first.tag_ in ("WDT", "WP") and first.i > 0 and parsed.doc[first.i - 1].text == ","


def _is_coordinated_report(parsed: ParsedParagraph, token: Token) -> bool:
    """Whether a conjunct is a report of another speaker: "..., and others said ..."."""
    verb = reporting_verbs().get(token.lower_)
    if token.dep_ not in ("conj", "ccomp") or verb is None or "tag" not in verb.reports:
        return False
    has_subject = any(child.dep_ == "nsubj" for child in token.children)
    has_clause = any(child.dep_ == "ccomp" and child.i > token.i for child in token.children)
    first = token.left_edge.i
    is_after_conjunction = first > 0 and parsed.doc[first - 1].dep_ == "cc"
    return is_after_conjunction and not parsed.is_quoted[token.i] and has_subject and has_clause


def _introduces_quote(parsed: ParsedParagraph, token: Token) -> bool:
    """Whether another speaker is quoted: "..., to which Reed replied: “No.”"."""
    doc, verb = parsed.doc, reporting_verbs().get(token.lower_)
    if verb is None or "tag" not in verb.reports or parsed.is_quoted[token.i]:
        return False
    has_subject = any(child.dep_ == "nsubj" for child in token.children)
    after = doc[token.i + 1 : token.i + 3]
    is_quote = len(after) > 1 and after[0].text in (",", ":") and parsed.is_quoted[token.i + 2]
    return has_subject and is_quote


def _is_explanation(parsed: ParsedParagraph, token: Token, clause: Token) -> bool:
    """Whether a phrase explains to the reader what the speaker need not explain.

    So does an apposition at the end of the clause, as in "He backs Ann Lee, the former mayor", and
    a relative clause between dashes, as in "voters – who chose her twice – are tired".
    """
    if token.dep_ not in ("relcl", "appos", "npadvmod"):
        return False
    doc, first, end = parsed.doc, token.left_edge, token.right_edge.i + 1
    if first.i == 0 or end >= len(doc) or parsed.is_quoted[first.i]:
        return False
    before = doc[first.i - 1].text
    if token.dep_ == "relcl":
        is_between_dashes = before in _DASHES and doc[end].text in _DASHES
        return first.lower_ in ("who", "which") and is_between_dashes
    is_last = token.i > clause.i and end >= clause.right_edge.i
    return is_last and before == "," and first.tag_ == "DT"

"""What stands in a report although others say it: the writer's explanations, others' reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.quotes.reporting_verbs import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE = frozenset(("while", "though", "although", "whereas"))
"""Conjunctions after a comma with which the writer takes over again."""
_DASHES = frozenset(("-", "–", "—", "―", "--"))


def asides(parsed: Parsed, clause: Token, cue: Token) -> Iterator[Token]:
    """Phrases of the clause that are not the speaker's: ", while others left"."""
    # What a poll shows of some goes on with what it shows of others.
    is_spoken = cue.lower_ in verbs() and "tag" in verbs()[cue.lower_].reports
    conjunctions = _ASIDE if is_spoken else _ASIDE - {"while", "whereas"}
    for token in clause.subtree:
        if token.i > cue.i and (
            _introduces_quote(parsed, token)
            or _is_anothers(parsed, token)
            or _others_report(parsed, token)
            or _is_explained(parsed, token, clause)
        ):
            yield token
        if token.dep_ != "advcl" or token.i <= max(clause.i, cue.i):
            continue
        edge = token.left_edge.i
        after_comma = edge > 0 and parsed.doc[edge - 1].text in (",", "-", "–", "—")
        if after_comma and parsed.doc[edge].lower_ in conjunctions and not parsed.is_quoted[edge]:
            yield token


def _is_anothers(parsed: Parsed, token: Token) -> bool:
    """Whether a clause at the end of a report is one itself: "..., which he called “mad”"."""
    if (
        token.dep_ != "relcl"
        or parsed.is_quoted[token.i]
        or (token.left_edge.lower_ != "who" and token.lower_ not in verbs())
    ):
        return False
    edge = token.left_edge
    return edge.tag_ in ("WDT", "WP") and edge.i > 0 and parsed.doc[edge.i - 1].text == ","


def _others_report(parsed: Parsed, token: Token) -> bool:
    """Whether somebody else reports beside the speaker: "..., and others said ..."."""
    verb = verbs().get(token.lower_)
    if token.dep_ not in ("conj", "ccomp") or verb is None or "tag" not in verb.reports:
        return False
    subjects = [child for child in token.children if child.dep_ == "nsubj"]
    edge = token.left_edge.i
    follows = edge > 0 and parsed.doc[edge - 1].dep_ == "cc" and not parsed.is_quoted[token.i]
    return (
        follows
        and bool(subjects)
        and any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
    )


def _introduces_quote(parsed: Parsed, token: Token) -> bool:
    """Whether somebody else speaks inside a report: "..., to which Reed replied: “No.”"."""
    doc, verb = parsed.doc, verbs().get(token.lower_)
    if verb is None or "tag" not in verb.reports or parsed.is_quoted[token.i]:
        return False
    has_subject = any(child.dep_ == "nsubj" for child in token.children)
    follows = doc[token.i + 1 : token.i + 3]
    is_quote = len(follows) > 1 and follows[0].text in (",", ":") and parsed.is_quoted[token.i + 2]
    return has_subject and is_quote


def _is_explained(parsed: Parsed, token: Token, clause: Token) -> bool:
    """Whether a phrase in a clause tells readers what somebody just said.

    "He backs Ann Lee, the former mayor": he need not explain who she is, nor that "voters – who
    chose her twice – are tired".
    """
    if token.dep_ not in ("relcl", "appos", "npadvmod"):
        return False
    doc, edge, end = parsed.doc, token.left_edge, token.right_edge.i + 1
    if edge.i == 0 or end >= len(doc) or parsed.is_quoted[edge.i]:
        return False
    before = doc[edge.i - 1].text
    if token.dep_ == "relcl":
        return edge.lower_ in ("who", "which") and before in _DASHES and doc[end].text in _DASHES
    is_last = token.i > clause.i and end >= clause.right_edge.i
    return is_last and before == "," and edge.tag_ == "DT"

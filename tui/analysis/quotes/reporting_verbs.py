"""The verbs that report, in all their forms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tui.analysis.word_lists import table

_VOWELS = "aeiou"


class ReportingVerb(NamedTuple):
    """A verb that reports."""

    lemma: str
    reports: frozenset[str]
    """``clause``, ``infinitive``, ``quoted``: what after it is somebody's words."""


def inflected(verb: str) -> set[str]:
    """The regular forms of a verb: "deny", "denies", "denied", "denying"."""
    stem = verb.removesuffix("e")
    forms = {verb, f"{verb}s", f"{stem}ed", f"{stem}ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(f"{verb}es")
    if verb.endswith("ee"):
        forms |= {f"{verb}d", f"{verb}ing"}
    return forms


@cache
def verbs() -> dict[str, ReportingVerb]:
    """Every form of every verb that reports."""
    forms: dict[str, ReportingVerb] = {}
    for lemma, reports, *irregular in table("reporting_verbs"):
        verb = ReportingVerb(lemma, frozenset(reports.split()))
        for form in inflected(lemma) | set(" ".join(irregular).split()):
            forms.setdefault(form, verb)
    return forms

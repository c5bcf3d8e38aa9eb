"""The reporting verbs (verba dicendi) in all their forms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tui.analysis.word_lists import table_rows

_VOWELS = "aeiou"


class ReportingVerb(NamedTuple):
    """A verb that can be a cue."""

    lemma: str
    reports: frozenset[str]
    """What it reports ("clause", "infinitive", "object" ...); see ``reporting_verbs.tsv``."""


def inflections(lemma: str) -> set[str]:
    """The regular forms of a verb, among others that do not exist ("denyed")."""
    stem = lemma.removesuffix("e")
    forms = {lemma, f"{lemma}s", f"{stem}ed", f"{stem}ing"}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        forms |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(f"{lemma}es")
    if lemma.endswith("ee"):
        forms |= {f"{lemma}d", f"{lemma}ing"}
    return forms


@cache
def reporting_verbs() -> dict[str, ReportingVerb]:
    """The reporting verbs by their forms in lower case."""
    by_form: dict[str, ReportingVerb] = {}
    for lemma, reports, *irregular in table_rows("reporting_verbs"):
        verb = ReportingVerb(lemma, frozenset(reports.split()))
        for form in inflections(lemma) | set(" ".join(irregular).split()):
            by_form.setdefault(form, verb)
    return by_form

"""Whom "he" and "she" mean: everybody named before, weighed by how they were named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tui.analysis.speakers.person_registry import Gender, PersonRegistry
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_FAR = 2_500
"""Code points; a person named so long ago is not who "he" is."""
_KNOWN = 2.0
"""How much likelier somebody is whose gender is known to fit than somebody of unknown gender."""
_OFTEN = 0.4
"""How much each further mention of a person counts beside the best one."""
_SPOKE = 1.2
"""How much it counts to have spoken last."""
_IN_OWN_WORDS = 0.3
"""Nobody says their own name; what is left for those who do."""
_ACTING = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:also |later |then |recently |who |has |had |is |was )?"
    r"(?:said|told|wrote|went|took|\w+ed|[a-z]+s)\b"
)


class Reference(NamedTuple):
    """A place where a person is named or described, whoever it is by full name."""

    span: Span
    name: str


class Spoken(NamedTuple):
    """An earlier quote: where it ends and whose it is."""

    end: int
    name: str


class Antecedents:
    """The people a text refers to, in its order."""

    def __init__(
        self,
        text: str,
        people: PersonRegistry,
        references: Iterable[Reference],
        quoted: SortedSpans,
        subjects: Iterable[int],
    ) -> None:
        self.text = text
        self.people = people
        self.references = sorted(references)
        self._ranges = SortedSpans(reference.span for reference in self.references)
        acting = set(subjects)
        self._weights = [self._standing(r.span, quoted, acting) for r in self.references]

    def _standing(self, span: Span, quoted: SortedSpans, subjects: set[int]) -> float:
        """How much a mention speaks for its person: in front, acting, not quoted."""
        text, (start, end) = self.text, span
        weight = 1.0
        if start == 0 or text[max(0, start - 2) : start].endswith(("\n", ". ", "” ", '" ')):
            weight *= 1.8
        is_subject = any(place in subjects for place in range(start, end))
        if is_subject or (not subjects and _ACTING.match(text, end, end + 30)):
            weight *= 1.8
        if text[end : end + 2] in ("'s", "’s"):
            weight *= 0.6
        return weight * (0.15 if quoted.holds(start) else 1.0)

    def person(
        self, gender: Gender, place: int, words: Iterable[Span], spoken: list[Spoken]
    ) -> str | None:
        """The likeliest person for a pronoun at ``place`` by which ``words`` are spoken."""
        weights: dict[str, list[float]] = defaultdict(list)
        for k in self._ranges.starting_within(_FAR, place):
            span, name = self.references[k]
            if self.people.gender(name) in (None, gender):
                apart = self.text.count("\n", span.start, place)
                near = 1.0 / (1 + 0.004 * (place - span.start)) / (1 + 0.7 * apart)
                known = _KNOWN if self.people.gender(name) == gender else 1.0
                weights[name].append(self._weights[k] * near * known)
        # The best mention counts; that somebody is named all the time counts little.
        scores = {name: max(each) + _OFTEN * sum(each) for name, each in weights.items()}
        for age, (end, name) in enumerate(reversed(spoken[-3:])):
            if name in scores:
                apart = self.text.count("\n", end, place) if end < place else 0
                scores[name] += _SPOKE / (1 + 1.3 * age) / (1 + 0.5 * apart)
        for part in words:
            for k in self._ranges.overlapping(part):
                if self.references[k].name in scores:
                    scores[self.references[k].name] *= _IN_OWN_WORDS
        return max(scores, key=lambda name: scores[name]) if scores else None

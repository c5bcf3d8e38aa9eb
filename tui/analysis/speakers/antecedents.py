"""Pronoun resolution: the antecedents of "he" and "she", by weighted salience.

The candidates are the persons referred to before the pronoun whose gender does not contradict it.
As in Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution", each reference has
a salience that depends on its role (subject, start of a sentence, quoted) and decays with distance.
The weights were tuned on news articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tui.analysis.speakers.person_registry import Gender, PersonRegistry
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_MAX_DISTANCE = 2_500
"""Code points; a reference further before a pronoun is no antecedent of it."""
_KNOWN_GENDER = 2.0
"""Factor for a person whose gender is known to agree, against one of unknown gender."""
_REPEATED = 0.4
"""Weight of the sum of a person's references, beside the most salient one."""
_SPOKE_BEFORE = 1.2
"""Weight added for the speaker of the quote before."""
_INSIDE_CONTENT = 0.3
"""Factor for a person named inside the content: speakers seldom say their own names."""
_SENTENCE_START = 1.8
_SUBJECT = 1.8
_POSSESSIVE = 0.6
_QUOTED = 0.15
_SUBJECT_PATTERN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:also |later |then |recently |who |has |had |is |was )?"
    r"(?:said|told|wrote|went|took|\w+ed|[a-z]+s)\b"
)
"""A verb after a name, which shows a subject where there is no parse."""


class Reference(NamedTuple):
    """A mention of a person by name or role."""

    span: Span
    name: str
    """The person's full name."""


class EarlierQuote(NamedTuple):
    """An attributed quote before the current one."""

    end: int
    name: str


class Antecedents:
    """The references to persons in one text.

    Args:
        text: The whole text.
        people: The persons of the text.
        references: Mentions of persons, in any order, none overlapping.
        quoted: The spans in quotation marks.
        subject_offsets: Starts of the tokens that are subjects; empty without a parse.
    """

    def __init__(
        self,
        text: str,
        people: PersonRegistry,
        references: Iterable[Reference],
        quoted: SortedSpans,
        subject_offsets: Iterable[int],
    ) -> None:
        self.text = text
        self.people = people
        self.references = sorted(references)
        self._spans = SortedSpans(reference.span for reference in self.references)
        subjects = set(subject_offsets)
        self._salience = [self._salience_of(r.span, quoted, subjects) for r in self.references]

    def _salience_of(self, span: Span, quoted: SortedSpans, subjects: set[int]) -> float:
        """The salience of a reference, before its decay with distance."""
        text, (start, end) = self.text, span
        salience = 1.0
        if start == 0 or text[max(0, start - 2) : start].endswith(("\n", ". ", "” ", '" ')):
            salience *= _SENTENCE_START
        is_subject = any(offset in subjects for offset in range(start, end))
        if is_subject or (not subjects and _SUBJECT_PATTERN.match(text, end, end + 30)):
            salience *= _SUBJECT
        if text[end : end + 2] in ("'s", "’s"):
            salience *= _POSSESSIVE
        return salience * (_QUOTED if quoted.holds(start) else 1.0)

    def resolve(
        self, gender: Gender, offset: int, content: Iterable[Span], earlier: list[EarlierQuote]
    ) -> str | None:
        """The most likely antecedent of a pronoun that is the speaker of a quote.

        Args:
            gender: The gender of the pronoun.
            offset: Where the pronoun starts.
            content: The content of the quote.
            earlier: The attributed quotes before it, in text order.

        Returns:
            The full name of a person, or ``None`` if no candidate is near enough.
        """
        saliences: dict[str, list[float]] = defaultdict(list)
        for index in self._spans.starting_within(_MAX_DISTANCE, offset):
            span, name = self.references[index]
            if self.people.gender(name) in (None, gender):
                line_ends = self.text.count("\n", span.start, offset)
                decay = 1.0 / (1 + 0.004 * (offset - span.start)) / (1 + 0.7 * line_ends)
                agreement = _KNOWN_GENDER if self.people.gender(name) == gender else 1.0
                saliences[name].append(self._salience[index] * decay * agreement)
        scores = {
            name: max(of_name) + _REPEATED * sum(of_name) for name, of_name in saliences.items()
        }
        for age, (end, name) in enumerate(reversed(earlier[-3:])):
            if name in scores:
                line_ends = self.text.count("\n", end, offset) if end < offset else 0
                scores[name] += _SPOKE_BEFORE / (1 + 1.3 * age) / (1 + 0.5 * line_ends)
        for part in content:
            for index in self._spans.overlapping(part):
                if self.references[index].name in scores:
                    scores[self.references[index].name] *= _INSIDE_CONTENT
        return max(scores, key=lambda name: scores[name]) if scores else None

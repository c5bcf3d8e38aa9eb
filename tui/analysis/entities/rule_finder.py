"""Entity recognition without a model: gazetteers and patterns, the most precise ones first."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.analysis.entities import name_patterns
from tui.analysis.entities.gazetteer import (
    Gazetteer,
    LabelledSpan,
    first_names,
    gazetteer,
    peoples,
    places,
)
from tui.analysis.speakers.person_registry import without_titles
from tui.analysis.word_lists import word_set
from tui.model import Span

_MIN_SURNAME = 4
"""Letters; shorter surnames are too ambiguous to look for on their own."""


def rule_entities(text: str) -> list[LabelledSpan]:
    """The entities of a text by start, none overlapping."""
    return _RuleFinder(text).find()


class _RuleFinder:
    """Finds the entities of one text; of overlapping matches the first one added is kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: list[LabelledSpan] = []
        self._is_taken = bytearray(len(text))
        """A flag per code point that is inside an entity."""
        self._surnames: set[str] = set()

    def find(self) -> list[LabelledSpan]:
        """All entities by start."""
        self._add_matches(name_patterns.money(), "MONEY")
        self._add_matches(name_patterns.date(), "DATE")
        self._add_matches(name_patterns.organisation(), "ORG", self._without_non_names)
        for span, label in gazetteer().find(self.text):
            if label != "GPE":
                self._add(span, label)
        for match in name_patterns.town_before_state().finditer(self.text):
            self._add(Span(*match.span(1)), "GPE")
        self._add_people()
        for span, label in gazetteer().find(self.text):
            self._add(span, label)
        self._add_matches(name_patterns.place(), "LOC", self._without_non_names)
        self._add_surnames()
        self._add_matches(name_patterns.ACRONYM, "ORG")
        return sorted(self.entities)

    def _add(self, span: Span, label: str) -> bool:
        """Add an entity unless it overlaps another one; whether it was added."""
        start, end = span
        if start >= end or any(self._is_taken[start:end]):
            return False
        self._is_taken[start:end] = b"\1" * (end - start)
        self.entities.append((span, label))
        return True

    def _add_matches(
        self,
        pattern: re.Pattern[str],
        label: str,
        trim: Callable[[Span], Span | None] = lambda span: span,
    ) -> None:
        for match in pattern.finditer(self.text):
            span = trim(Span(*match.span()))
            if span is not None:
                self._add(span, label)

    def _without_non_names(self, span: Span) -> Span | None:
        """The span without "The" or "In" at its start; ``None`` if one token is left."""
        start, end = span
        while " " in self.text[start:end]:
            head, _, tail = self.text[start:end].partition(" ")
            if head not in word_set("non_names") and not head.islower():
                return Span(start, end)
            start = end - len(tail)
        return None

    def _without_title(self, span: Span) -> Span:
        """The span of a person's name without title, nationality and possessive."""
        start, end = span
        name = re.sub(r"['’]s?$", "", self.text[start:end])
        rest = name
        while True:
            shorter = without_titles(rest)
            head, _, tail = shorter.partition(" ")
            if tail and (head in word_set("non_names") or head in peoples()):
                shorter = tail
            if shorter == rest:
                return Span(start + len(name) - len(rest), start + len(name))
            rest = shorter

    def _add_people(self) -> None:
        """Add names after titles or beside reporting verbs, and those with a known first name."""
        not_persons = places() | peoples() | word_set("non_names")
        titled = name_patterns.titled_name()
        for pattern in (titled, *name_patterns.names_beside_verbs()):
            for match in pattern.finditer(self.text):
                span = self._without_title(Span(*match.span(1)))
                name = span.of(self.text)
                if name in not_persons or (" " not in name and name.isupper()):
                    continue
                is_certain = " " in name or pattern is titled
                if (is_certain or name in first_names()) and self._add(span, "PERSON"):
                    self._surnames.update(_surnames(name))
        for match in name_patterns.capitalised_names().finditer(self.text):
            span = self._without_title(Span(*match.span()))
            name = span.of(self.text)
            tokens = name.split()
            is_person = len(tokens) > 1 and tokens[0] in first_names()
            if is_person and name not in not_persons and self._add(span, "PERSON"):
                self._surnames.update(_surnames(" ".join(tokens)))

    def _add_surnames(self) -> None:
        """Add the other mentions of persons by surname."""
        surnames = [name for name in self._surnames if len(name) >= _MIN_SURNAME]
        for span, label in Gazetteer(dict.fromkeys(surnames, "PERSON")).find(self.text):
            self._add(span, label)


def _surnames(name: str) -> list[str]:
    """The last token of a full name, and the last two: "Obrador", "Lopez Obrador"."""
    tokens = name.split()
    return [" ".join(tokens[first:]) for first in range(max(0, len(tokens) - 2), len(tokens))]

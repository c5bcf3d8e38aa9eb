"""Entities without a model: lists and shapes, in the order in which they may be trusted."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.analysis.entities import name_patterns
from tui.analysis.entities.gazetteer import Gazetteer, first_names, gazetteer, peoples, places
from tui.analysis.speakers.person_registry import without_titles
from tui.analysis.word_lists import words
from tui.model import Span

Labelled = tuple[Span, str]


class RuleFinder:
    """Finds the entities of one text; what is claimed first is kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Labelled] = []
        self._claimed = bytearray(len(text))
        self._surnames: set[str] = set()

    def find(self) -> list[Labelled]:
        """All entities, by start."""
        self._claim_all(name_patterns.money(), "MONEY")
        self._claim_all(name_patterns.date(), "DATE")
        self._claim_all(name_patterns.organisation(), "ORG", self._without_stop_words)
        for span, label in gazetteer().find(self.text):
            if label != "GPE":
                self._claim(span, label)
        for match in name_patterns.town().finditer(self.text):
            self._claim(Span(*match.span(1)), "GPE")
        self._claim_people()
        for span, label in gazetteer().find(self.text):
            self._claim(span, label)
        self._claim_all(name_patterns.place(), "LOC", self._without_stop_words)
        self._claim_surnames()
        self._claim_all(name_patterns.ACRONYM, "ORG")
        return sorted(self.found)

    def _claim(self, span: Span, label: str) -> bool:
        start, end = span
        if start >= end or any(self._claimed[start:end]):
            return False
        self._claimed[start:end] = b"\1" * (end - start)
        self.found.append((span, label))
        return True

    def _claim_all(
        self,
        pattern: re.Pattern[str],
        label: str,
        trim: Callable[[Span], Span | None] = lambda span: span,
    ) -> None:
        for match in pattern.finditer(self.text):
            span = trim(Span(*match.span()))
            if span is not None:
                self._claim(span, label)

    def _without_stop_words(self, span: Span) -> Span | None:
        """The span without "The" or "In" in front; ``None`` if one word is left."""
        start, end = span
        stop_words = words("no_names")
        while " " in self.text[start:end]:
            head, _, tail = self.text[start:end].partition(" ")
            if head not in stop_words and not head.islower():
                return Span(start, end)
            start = end - len(tail)
        return None

    def _without_title(self, span: Span) -> Span:
        """A person's name alone: no title, nationality or possessive."""
        start, end = span
        name = self.text[start:end]
        name = re.sub(r"['’]s?$", "", name)
        rest = name
        while True:
            shorter = without_titles(rest)
            head, _, tail = shorter.partition(" ")
            if tail and (head in words("no_names") or head in peoples()):
                shorter = tail
            if shorter == rest:
                return Span(start + len(name) - len(rest), start + len(name))
            rest = shorter

    def _claim_people(self) -> None:
        known = places() | peoples() | words("no_names")
        for pattern in (name_patterns.titled(), *name_patterns.speaking()):
            for match in pattern.finditer(self.text):
                span = self._without_title(Span(*match.span(1)))
                name = span.of(self.text)
                if name in known or (" " not in name and name.isupper()):
                    continue
                is_certain = " " in name or pattern is name_patterns.titled()
                if (is_certain or name in first_names()) and self._claim(span, "PERSON"):
                    self._surnames.update(_surnames(name))
        for match in name_patterns.names().finditer(self.text):
            span = self._without_title(Span(*match.span()))
            parts = span.of(self.text).split()
            is_person = len(parts) > 1 and parts[0] in first_names()
            if is_person and span.of(self.text) not in known and self._claim(span, "PERSON"):
                self._surnames.update(_surnames(" ".join(parts)))

    def _claim_surnames(self) -> None:
        names = dict.fromkeys((name for name in self._surnames if len(name) > 3), "PERSON")
        for span, label in Gazetteer(names).find(self.text):
            self._claim(span, label)


def _surnames(name: str) -> list[str]:
    """What a person may be called once the full name is known."""
    parts = name.split()
    return [" ".join(parts[k:]) for k in range(max(0, len(parts) - 2), len(parts))]


def rule_entities(text: str) -> list[Labelled]:
    """The entities of a text with their labels, by start."""
    return RuleFinder(text).find()

"""Gazetteers: lists of known names with their entity labels, and their lookup in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.analysis.word_lists import table_rows, word_set
from tui.model import Span

LabelledSpan = tuple[Span, str]
"""An entity without its canonical name: a span of the text and an OntoNotes label."""

_PREFIX_LENGTH = 3
"""Code points by which the names are indexed; few names share so many."""
_NAME_START = re.compile(r"(?<![\w.])(?=[^\W\d_a-z])|(?<![\w.])(?=al[- ]Q)")
_MIN_FIRST_NAME_SHARE = 0.006
"""Percent of the people who have a first name, men and women together."""


class Gazetteer:
    """Names with one label each.

    Args:
        labels: The entity label of each name.
    """

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        self._by_prefix: dict[str, list[str]] = {}
        for name in sorted(labels, key=len, reverse=True):
            self._by_prefix.setdefault(name[:_PREFIX_LENGTH], []).append(name)
        for name in labels:
            if len(name) < _PREFIX_LENGTH:
                for prefix in [p for p in self._by_prefix if p.startswith(name) and p != name]:
                    self._by_prefix[prefix].append(name)

    def name_at(self, text: str, start: int) -> str | None:
        """The longest known name that starts at ``start``, or ``None``."""
        prefix = text[start : start + _PREFIX_LENGTH]
        for name in self._by_prefix.get(prefix) or self._by_prefix.get(prefix[:2]) or ():
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                # The abbreviation of a state counts only after a town: "Nogales, Ariz."
                is_state = name.endswith(".") and name.count(".") == 1
                if not is_state or text[max(0, start - 2) : start] == ", ":
                    return name
        return None

    def find(self, text: str) -> Iterator[LabelledSpan]:
        """The known names in a text with their labels, in text order, none overlapping."""
        end = 0
        for match in _NAME_START.finditer(text):
            start = match.start()
            if start < end:
                continue
            name = self.name_at(text, start)
            if name is not None:
                end = start + len(name)
                yield Span(start, end), self.labels[name]


@cache
def places() -> frozenset[str]:
    """Countries, states and cities."""
    listed = {name for name, _ in table_rows("places")}
    return frozenset((listed - word_set("places_ambiguous")) | word_set("places_additional"))


@cache
def peoples() -> frozenset[str]:
    """Nationalities, faiths and parties, in singular and plural."""
    singular = word_set("demonyms")
    return singular | {f"{name}s" for name in singular if name[-1] not in "she"}


@cache
def gazetteer() -> Gazetteer:
    """All known names; a name on several lists has the label of the most specific one."""
    labels = dict.fromkeys(places(), "GPE")
    labels |= dict.fromkeys(word_set("regions"), "LOC")
    labels |= dict.fromkeys(peoples(), "NORP")
    labels |= dict.fromkeys(word_set("organisations"), "ORG")
    return Gazetteer(labels)


@cache
def first_names() -> frozenset[str]:
    """First names that are frequent and unambiguous enough to recognise a person by."""
    frequent = frozenset(
        name
        for name, men, women in table_rows("first_names")
        if float(men) + float(women) >= _MIN_FIRST_NAME_SHARE
    )
    return (frequent - word_set("first_names_ambiguous")) | word_set("first_names_additional")

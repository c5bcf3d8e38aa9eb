"""Known names, looked up at every capital letter of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.analysis.word_lists import table, words
from tui.model import Span

_KEY = 3
"""Code points by which the entries are found: few entries share so many."""
_START = re.compile(r"(?<![\w.])(?=[^\W\d_a-z])|(?<![\w.])(?=al[- ]Q)")


class Gazetteer:
    """Names with a label each; the longest name at a place wins."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        self._by_key: dict[str, list[str]] = {}
        for name in sorted(labels, key=len, reverse=True):
            self._by_key.setdefault(name[:_KEY], []).append(name)
        for name in labels:
            if len(name) < _KEY:
                for key in [k for k in self._by_key if k.startswith(name) and k != name]:
                    self._by_key[key].append(name)

    def at(self, text: str, start: int) -> str | None:
        """The longest known name that begins at ``start``."""
        key = text[start : start + _KEY]
        for name in self._by_key.get(key) or self._by_key.get(key[:2]) or ():
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                is_state = name.endswith(".") and name.count(".") == 1
                if not is_state or text[max(0, start - 2) : start] == ", ":
                    return name
        return None

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """The known names of a text with their labels, none overlapping."""
        end = 0
        for found in _START.finditer(text):
            start = found.start()
            if start < end:
                continue
            name = self.at(text, start)
            if name is not None:
                end = start + len(name)
                yield Span(start, end), self.labels[name]


@cache
def cities() -> frozenset[str]:
    """Cities that are neither a capital nor a state: the least certain places."""
    return frozenset(name for name, kind in table("places") if kind == "city")


@cache
def places() -> frozenset[str]:
    """Countries, states, cities."""
    listed = {name for name, _ in table("places")}
    return frozenset((listed - words("places_ambiguous")) | words("places_more"))


@cache
def peoples() -> frozenset[str]:
    """Nationalities, faiths and parties, in both numbers."""
    singular = words("demonyms")
    return singular | {f"{name}s" for name in singular if name[-1] not in "she"}


@cache
def gazetteer() -> Gazetteer:
    """All known names; of two labels the more particular one stands."""
    labels = dict.fromkeys(places(), "GPE")
    labels |= dict.fromkeys(words("regions"), "LOC")
    labels |= dict.fromkeys(peoples(), "NORP")
    labels |= dict.fromkeys(words("organisations"), "ORG")
    return Gazetteer(labels)


@cache
def first_names() -> frozenset[str]:
    """First names common enough to tell a person by."""
    common = {n for n, men, women in table("first_names") if float(men) + float(women) >= 0.006}
    return frozenset(common - words("first_names_ambiguous")) | words("first_names_more")

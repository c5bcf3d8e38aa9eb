"""The people of an article: their full names, and whether they are he or she."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from tui.analysis.word_lists import table, words
from tui.model import Span

Gender = Literal["f", "m"]

_SUFFIX = re.compile(r"\s*,?\s+(?:Jr|Sr|II|III|IV)\.?$")
_POSSESSIVE = re.compile(r"['’]s?$")


class Mention(NamedTuple):
    """A person's name in the text, without title and possessive."""

    span: Span
    name: str


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.casefold() for title in words("titles") if " " not in title)


def without_titles(name: str) -> str:
    """``name`` without the titles in front of it; the last word always stays."""
    head, _, tail = name.partition(" ")
    while tail and head.rstrip(".").casefold() in _titles():
        name = tail
        head, _, tail = name.partition(" ")
    return name


def bare_name(name: str) -> str:
    """A name without titles, possessive and the punctuation around it."""
    name = " ".join(_POSSESSIVE.sub("", name.strip(" ,“”\"'’‘")).split())
    return without_titles(name)


@cache
def _shares() -> dict[str, tuple[float, float]]:
    return {name: (float(men), float(women)) for name, men, women in table("first_names")}


@cache
def gender_of(first_name: str) -> Gender | None:
    """What a first name tells; ``None`` if both bear it or nobody is known to."""
    if first_name in words("first_names_male"):
        return "m"
    if first_name in words("first_names_female"):
        return "f"
    men, women = _shares().get(first_name, (0.0, 0.0))
    if men > 3 * women:
        return "m"
    return "f" if women > 3 * men else None


class PersonRegistry:
    """Everybody who is named in one text."""

    def __init__(self, text: str, persons: Iterable[Span]) -> None:
        self.text = text
        self.mentions = [m for m in map(self._mention, persons) if m.name]
        full = Counter(m.name for m in self.mentions if " " in m.name)
        self._bearers: dict[str, Counter[str]] = defaultdict(Counter)
        for name, count in full.items():
            for part in _parts(name):
                self._bearers[part][name] += 2 * count
            self._bearers[name.split()[0].casefold()][name] += count
        self._places: dict[str, list[int]] = defaultdict(list)
        for mention in self.mentions:
            self._places[mention.name].append(mention.span.start)
        self.full_names = [self.full_name(m.name, m.span.start) for m in self.mentions]
        """The full name of whom each mention means."""
        self._genders = self._find_genders()

    def _mention(self, span: Span) -> Mention:
        name = bare_name(span.of(self.text))
        follows = re.match(r",?\s+(Jr|Sr)\b\.?", self.text[span.end : span.end + 6])
        if follows and not _SUFFIX.search(name):
            name += f" {follows.group(1)}."
        return Mention(span, name)

    def full_name(self, name: str, place: int | None = None) -> str:
        """The fullest form of a name in this text; at ``place``, the likelier of two bearers."""
        name = bare_name(name)
        bearers = self._bearers.get(name.casefold())
        if not bearers:
            return name
        likely = self._longer(name, bearers)
        if len(likely) > 1 and place is not None:
            likely = self._of_gender(likely, self._title_gender(place))
            return max(likely, key=lambda full: (self._likelihood(full, likely[full], place), full))
        return max(likely, key=lambda full: (likely[full], len(full), full))

    def gender(self, full_name: str) -> Gender | None:
        """He, she, or unknown."""
        return self._genders.get(full_name)

    def _longer(self, name: str, bearers: Counter[str]) -> dict[str, float]:
        suffix = f" {name.casefold()}"
        ending = {
            full: float(count)
            for full, count in bearers.items()
            if _SUFFIX.sub("", full).casefold().endswith(suffix)
        }
        if " " in name and not ending:
            return {name: 1.0}
        return ending or {full: float(count) for full, count in bearers.items()}

    def _of_gender(self, likely: dict[str, float], gender: Gender | None) -> dict[str, float]:
        fitting = {
            full: score for full, score in likely.items() if gender_of(full.split()[0]) == gender
        }
        return fitting if gender and fitting else likely

    def _likelihood(self, full: str, count: float, place: int) -> float:
        """How likely a bare surname at ``place`` means ``full``.

        Whoever bore it first in the text keeps it, unless another bearer is named far more often
        or was named just before.
        """
        places, length = self._places[full], len(self.text) + 1
        before = bisect_right(places, place)
        recency = 1.0 + places[before - 1] / length if before else 0.0
        return count / 8 + recency - 3 * places[0] / length

    def _title_gender(self, place: int) -> Gender | None:
        before = self.text[max(0, place - 12) : place].split()
        return _gender_of_title(before[-1]) if before else None

    def _find_genders(self) -> dict[str, Gender]:
        evidence: dict[str, Counter[Gender]] = defaultdict(Counter)
        for mention, full in zip(self.mentions, self.full_names, strict=True):
            first = mention.span.of(self.text).split()[0]
            told = self._title_gender(mention.span.start) or _gender_of_title(first)
            if told:
                evidence[full][told] += 3
            by_name = gender_of(full.split()[0])
            if by_name and " " in full:
                evidence[full][by_name] += 2
        return {full: counts.most_common(1)[0][0] for full, counts in evidence.items()}


def _parts(name: str) -> set[str]:
    """The ends of a name by which its bearer is called, folded: "lopez obrador", "obrador"."""
    parts = _SUFFIX.sub("", name).split()
    ends = {" ".join(parts[k:]).casefold() for k in range(len(parts))}
    return ends | {name.casefold()}


def _gender_of_title(word: str) -> Gender | None:
    title = word.rstrip(".").capitalize()
    if title in words("titles_female"):
        return "f"
    return "m" if title in words("titles_male") else None

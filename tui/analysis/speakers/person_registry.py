"""The persons of an article: their mentions, full names and genders."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from tui.analysis.word_lists import table_rows, word_set
from tui.model import Span

Gender = Literal["f", "m"]
"""The gender of a pronoun or of the person that it refers to."""

_GENERATION_SUFFIX = re.compile(r"\s*,?\s+(?:Jr|Sr|II|III|IV)\.?$")
_POSSESSIVE = re.compile(r"['’]s?$")


class Mention(NamedTuple):
    """A mention of a person by name."""

    span: Span
    name: str
    """The name as it is mentioned, without title and possessive."""


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.casefold() for title in word_set("titles") if " " not in title)


def without_titles(name: str) -> str:
    """``name`` without the titles in front of it; the last token always remains."""
    head, _, tail = name.partition(" ")
    while tail and head.rstrip(".").casefold() in _titles():
        name = tail
        head, _, tail = name.partition(" ")
    return name


def person_name(mention: str) -> str:
    """The name in a mention, without titles, possessive and the punctuation around it."""
    name = " ".join(_POSSESSIVE.sub("", mention.strip(" ,“”\"'’‘")).split())
    return without_titles(name)


@cache
def _first_name_shares() -> dict[str, tuple[float, float]]:
    """The percentages of men and of women who have each first name."""
    return {name: (float(men), float(women)) for name, men, women in table_rows("first_names")}


@cache
def first_name_gender(first_name: str) -> Gender | None:
    """The gender of a first name, or ``None`` if it is unknown or both genders have it."""
    if first_name in word_set("first_names_male"):
        return "m"
    if first_name in word_set("first_names_female"):
        return "f"
    men, women = _first_name_shares().get(first_name, (0.0, 0.0))
    if men > 3 * women:
        return "m"
    return "f" if women > 3 * men else None


class PersonRegistry:
    """The persons who are named in one text.

    Args:
        text: The whole text.
        spans: The mentions of persons, in text order.
    """

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.text = text
        self.mentions = [m for m in map(self._mention, spans) if m.name]
        """The mentions that hold a name, in text order."""
        full_counts = Counter(m.name for m in self.mentions if " " in m.name)
        self._bearers: dict[str, Counter[str]] = defaultdict(Counter)
        """Weighted counts of full names, by the casefolded short forms that they may have."""
        for name, count in full_counts.items():
            for part in _short_forms(name):
                self._bearers[part][name] += 2 * count
            self._bearers[name.split()[0].casefold()][name] += count
        self._offsets: dict[str, list[int]] = defaultdict(list)
        for mention in self.mentions:
            self._offsets[mention.name].append(mention.span.start)
        self.full_names = [self.full_name(m.name, m.span.start) for m in self.mentions]
        """The full name of the person of each mention."""
        self._genders = self._find_genders()

    def _mention(self, span: Span) -> Mention:
        name = person_name(span.of(self.text))
        suffix = re.match(r",?\s+(Jr|Sr)\b\.?", self.text[span.end : span.end + 6])
        if suffix and not _GENERATION_SUFFIX.search(name):
            name += f" {suffix.group(1)}."
        return Mention(span, name)

    def full_name(self, mention: str, offset: int | None = None) -> str:
        """The full name of the person of a mention, which is the mention's if no other is known.

        Args:
            mention: The mention, with or without title.
            offset: Where it starts; of several bearers of a surname the likelier one there is
                chosen, without it the more frequent one.
        """
        name = person_name(mention)
        bearers = self._bearers.get(name.casefold())
        if not bearers:
            return name
        likely = self._longer(name, bearers)
        if len(likely) > 1 and offset is not None:
            likely = self._of_gender(likely, self._title_gender(offset))
            return max(
                likely, key=lambda full: (self._likelihood(full, likely[full], offset), full)
            )
        return max(likely, key=lambda full: (likely[full], len(full), full))

    def gender(self, full_name: str) -> Gender | None:
        """The gender of a person, or ``None`` if it is unknown."""
        return self._genders.get(full_name)

    def _longer(self, name: str, bearers: Counter[str]) -> dict[str, float]:
        """The full names that end in ``name``, with their counts; else all bearers."""
        suffix = f" {name.casefold()}"
        ending = {
            full: float(count)
            for full, count in bearers.items()
            if _GENERATION_SUFFIX.sub("", full).casefold().endswith(suffix)
        }
        if " " in name and not ending:
            return {name: 1.0}
        return ending or {full: float(count) for full, count in bearers.items()}

    def _of_gender(self, likely: dict[str, float], gender: Gender | None) -> dict[str, float]:
        """Those of the gender, or all if there are none of it."""
        agreeing = {
            full: count
            for full, count in likely.items()
            if first_name_gender(full.split()[0]) == gender
        }
        return agreeing if gender and agreeing else likely

    def _likelihood(self, full: str, count: float, offset: int) -> float:
        """How likely a surname alone at ``offset`` refers to ``full``.

        The bearer who is named first in the text is preferred, unless another one is named far
        more often or was named just before.
        """
        offsets, length = self._offsets[full], len(self.text) + 1
        before = bisect_right(offsets, offset)
        recency = 1.0 + offsets[before - 1] / length if before else 0.0
        return count / 8 + recency - 3 * offsets[0] / length

    def _title_gender(self, offset: int) -> Gender | None:
        """The gender of the title in front of ``offset``."""
        before = self.text[max(0, offset - 12) : offset].split()
        return _gender_of_title(before[-1]) if before else None

    def _find_genders(self) -> dict[str, Gender]:
        """The genders of the persons, by the titles and first names of their mentions."""
        evidence: dict[str, Counter[Gender]] = defaultdict(Counter)
        for mention, full in zip(self.mentions, self.full_names, strict=True):
            first_token = mention.span.of(self.text).split()[0]
            by_title = self._title_gender(mention.span.start) or _gender_of_title(first_token)
            if by_title:
                evidence[full][by_title] += 3
            by_name = first_name_gender(full.split()[0])
            if by_name and " " in full:
                evidence[full][by_name] += 2
        return {full: counts.most_common(1)[0][0] for full, counts in evidence.items()}


def _short_forms(name: str) -> set[str]:
    """The casefolded ends of a full name: "lopez obrador", "obrador" and the name itself."""
    tokens = _GENERATION_SUFFIX.sub("", name).split()
    ends = {" ".join(tokens[first:]).casefold() for first in range(len(tokens))}
    return ends | {name.casefold()}


def _gender_of_title(token: str) -> Gender | None:
    title = token.rstrip(".").capitalize()
    if title in word_set("titles_female"):
        return "f"
    return "m" if title in word_set("titles_male") else None

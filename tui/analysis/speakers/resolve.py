"""Mentions of speakers resolved to names: surnames, pronouns, descriptions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from tui.analysis.lists import words
from tui.analysis.people import Gender, People
from tui.analysis.ranges import Ranges
from tui.model import Entity, Span

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FAR = 2_500
"""Code points; a person named so long ago is not who "he" is."""
_LONG_AGO = 20_000
"""Code points; whoever was introduced as "the minister" so long ago is no longer meant."""
_BESIDE = 45
"""Code points; a role so near to a name is its bearer's."""
_KNOWN = 2.0
"""How much likelier somebody is whose gender is known to fit than somebody of unknown gender."""
_OFTEN = 0.4
"""How much each further mention of a person counts beside the best one."""
_SPOKE = 1.2
"""How much it counts to have spoken last."""
_ACTING = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:also |later |then |recently |who |has |had |is |was )?"
    r"(?:said|told|wrote|went|took|\w+ed|[a-z]+s)\b"
)
_GROUP = re.compile(
    r"(?:(?:the|both|these|those|all) )?(?:two |three |neighbou?ring )?"
    r"(?:countries|nations|governments|neighbou?rs|sides|states|allies|parties|capitals)"
)
_JOINS = re.compile(r",? and (?:the )?|, (?:the )?|-")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


class Spoken(NamedTuple):
    """An earlier quote: where it ends and whose it is."""

    end: int
    name: str


class Resolver:
    """Names the speakers of one text; asked in the order of the text."""

    def __init__(
        self, text: str, people: People, entities: tuple[Entity, ...], quoted: Ranges
    ) -> None:
        self.text = text
        self.people = people
        self.entities = entities
        self._spoken: list[Spoken] = []
        self._quoted = quoted
        self._mentions = Ranges(mention.span for mention in people.mentions)
        self._entities = Ranges(entity.span for entity in entities)

    def name(self, speaker: Span | None, quote_end: int) -> str | None:
        """The full name of the speaker whose mention is ``speaker``."""
        if speaker is None:
            return None
        name = self._resolved(speaker)
        if name:
            self._spoken.append(Spoken(max(quote_end, speaker.end), name))
        return name

    def _resolved(self, speaker: Span) -> str | None:
        mention = speaker.of(self.text).strip()
        lowered = mention.casefold()
        if lowered in _PRONOUNS:
            return self._person(_PRONOUNS[lowered], speaker.start)
        inside = self._mentions.overlapping(speaker)
        if inside:
            return self.people.full_names[inside[0]]
        named = self._apposition(speaker.end)
        if named:
            return named
        if lowered in ("who", "which", "that"):
            before = self._mentions.before(speaker.start, 120)
            return self.people.full_names[before[-1]] if before else None
        return (
            self._by_role(lowered, speaker.start)
            or self._group(lowered, speaker.start)
            or self._other(mention, speaker)
        )

    def _apposition(self, end: int) -> str | None:
        """Who is named right behind a description: "said her lawyer, Hugh Dent"."""
        if self.text[end : end + 2] != ", ":
            return None
        behind = self._mentions.overlapping(Span(end + 2, end + 3))
        return self.people.full_names[behind[0]] if behind else None

    def _other(self, mention: str, speaker: Span) -> str:
        """The canonical name of what is not a person, else the mention's own words."""
        bare = _ARTICLE.sub("", mention)
        for k in self._entities.overlapping(speaker):
            entity = self.entities[k]
            is_whole = entity.span.length >= len(bare) - 1
            if is_whole and entity.label not in ("DATE", "CARDINAL"):
                return entity.name
        return bare

    def _group(self, mention: str, place: int) -> str | None:
        """The countries last named together, for "the countries" and "both sides"."""
        if not _GROUP.fullmatch(mention):
            return None
        near = (self.entities[k] for k in self._entities.before(place, _FAR))
        before = [entity for entity in near if entity.label == "GPE"]
        for right in range(len(before) - 1, 0, -1):
            left = right
            while left and _JOINS.fullmatch(
                self.text, before[left - 1].span.end, before[left].span.start
            ):
                left -= 1
            if left < right:
                names = list(dict.fromkeys(entity.name for entity in before[left : right + 1]))
                return " and ".join(names) if len(names) < 3 else _enumerated(names)
        return None

    def _by_role(self, mention: str, place: int) -> str | None:
        """Who was last introduced as "president" for "the president"."""
        heads = re.findall(r"[a-z]+", mention)
        if not heads or heads[-1].capitalize() not in words("roles"):
            return None
        role = re.compile(rf"\b{heads[-1]}\b", re.IGNORECASE)
        for k in reversed(self._mentions.before(place, _LONG_AGO)):
            start, end = self.people.mentions[k].span
            beside = (max(0, start - _BESIDE), start), (end, end + _BESIDE)
            if any(role.search(self.text, low, high) for low, high in beside):
                return self.people.full_names[k]
        return None

    def _person(self, gender: Gender, place: int) -> str | None:
        """The likeliest person for "he" or "she" at ``place``."""
        weights: dict[str, list[float]] = defaultdict(list)
        for k in self._mentions.before(place, _FAR):
            full = self.people.full_names[k]
            if self.people.gender(full) in (None, gender):
                weight = self._weight(self._mentions.spans[k], place)
                weights[full].append(
                    weight * (_KNOWN if self.people.gender(full) == gender else 1.0)
                )
        # The best mention counts; that somebody is named all the time counts little.
        scores = {full: max(each) + _OFTEN * sum(each) for full, each in weights.items()}
        for age, spoken in enumerate(reversed(self._spoken[-3:])):
            is_person = spoken.name in scores
            if is_person and self.people.gender(spoken.name) in (None, gender):
                apart = self.text.count("\n", spoken.end, place) if spoken.end < place else 0
                scores[spoken.name] += _SPOKE / (1 + 1.3 * age) / (1 + 0.5 * apart)
        return max(scores, key=lambda name: scores[name]) if scores else None

    def _weight(self, mention: Span, place: int) -> float:
        """How much a mention speaks for its person: near, in front, acting, not quoted."""
        text, (start, end) = self.text, mention
        apart = text.count("\n", start, place)
        weight = 1.0 / (1 + 0.004 * (place - start)) / (1 + 0.7 * apart)
        if start == 0 or text[max(0, start - 2) : start].endswith(("\n", ". ", "” ", '" ')):
            weight *= 1.8
        if _ACTING.match(text, end, end + 30):
            weight *= 1.6
        if text[end : end + 2] in ("'s", "’s"):
            weight *= 0.6
        if self._quoted.holds(start):
            weight *= 0.15
        return weight


def _enumerated(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"

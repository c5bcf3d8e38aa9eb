"""Mentions of speakers resolved to names: surnames, pronouns, descriptions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from tui.analysis.lists import words
from tui.analysis.people import Gender, Mention, People
from tui.model import Entity, Span

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FAR = 2_500
"""Code points; a person named so long ago is not who "he" is."""
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
        self, text: str, people: People, entities: tuple[Entity, ...], quoted: list[Span]
    ) -> None:
        self.text = text
        self.people = people
        self.entities = entities
        self._spoken: list[Spoken] = []
        self._quoted = quoted

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
        inside = [m for m in self.people.mentions if m.span.overlaps(speaker)]
        if inside:
            return self.people.full_name(inside[0].name, inside[0].span.start)
        named = self._apposition(speaker.end)
        if named:
            return named
        if lowered in ("who", "which", "that"):
            before = [m for m in self.people.mentions if 0 <= speaker.start - m.span.end < 120]
            return self._full(before[-1]) if before else None
        return (
            self._by_role(lowered, speaker.start)
            or self._group(lowered, speaker.start)
            or self._other(mention, speaker)
        )

    def _apposition(self, end: int) -> str | None:
        """Who is named right behind a description: "said her lawyer, Hugh Dent"."""
        if self.text[end : end + 2] != ", ":
            return None
        return next((self._full(m) for m in self.people.mentions if m.span.start == end + 2), None)

    def _full(self, mention: Mention) -> str:
        return self.people.full_name(mention.name, mention.span.start)

    def _other(self, mention: str, speaker: Span) -> str:
        """The canonical name of what is not a person, else the mention's own words."""
        bare = _ARTICLE.sub("", mention)
        for entity in self.entities:
            is_whole = entity.span.overlaps(speaker) and entity.span.length >= len(bare) - 1
            if is_whole and entity.label not in ("DATE", "CARDINAL"):
                return entity.name
        return bare

    def _group(self, mention: str, place: int) -> str | None:
        """The countries last named together, for "the countries" and "both sides"."""
        if not _GROUP.fullmatch(mention):
            return None
        before = [e for e in self.entities if e.label == "GPE" and e.span.end <= place]
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
        found = None
        for person in self.people.mentions:
            start, end = person.span
            if start >= place:
                break
            if role.search(self.text, max(0, start - 45), start) or role.search(
                self.text, end, end + 45
            ):
                found = self._full(person)
        return found

    def _person(self, gender: Gender, place: int) -> str | None:
        """The likeliest person for "he" or "she" at ``place``."""
        weights: dict[str, list[float]] = defaultdict(list)
        for mention in self.people.mentions:
            if mention.span.start >= place:
                break
            full = self._full(mention)
            if self.people.gender(full) in (None, gender) and place - mention.span.start <= _FAR:
                weight = self._weight(mention, place)
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

    def _weight(self, mention: Mention, place: int) -> float:
        """How much a mention speaks for its person: near, in front, acting, not quoted."""
        text, (start, end) = self.text, mention.span
        apart = text.count("\n", start, place)
        weight = 1.0 / (1 + 0.004 * (place - start)) / (1 + 0.7 * apart)
        if start == 0 or text[max(0, start - 2) : start].endswith(("\n", ". ", "” ", '" ')):
            weight *= 1.8
        if _ACTING.match(text, end, end + 30):
            weight *= 1.6
        if text[end : end + 2] in ("'s", "’s"):
            weight *= 0.6
        if any(span.holds(start) for span in self._quoted):
            weight *= 0.15
        return weight


def _enumerated(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"

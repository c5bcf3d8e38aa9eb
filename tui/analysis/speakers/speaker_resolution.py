"""Mentions of speakers resolved to names: surnames, pronouns, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.speakers.antecedents import Antecedents, Reference, Spoken
from tui.analysis.speakers.person_registry import Gender, PersonRegistry
from tui.analysis.word_lists import words as words_of
from tui.model import Entity, Span
from tui.model.sorted_spans import SortedSpans

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FAR = 2_500
"""Code points; a person named so long ago is not who "he" is."""
_LONG_AGO = 20_000
"""Code points; whoever was introduced as "the minister" so long ago is no longer meant."""
_BESIDE = 45
"""Code points; a role so near to a name is its bearer's."""
_GROUP = re.compile(
    r"(?:(?:the|both|these|those|all) )?(?:two |three |neighbou?ring )?"
    r"(?:countries|nations|governments|neighbou?rs|sides|states|allies|parties|capitals)"
)
_JOINS = re.compile(r",? and (?:the )?|, (?:the )?|-")
_ENDS_NAME = re.compile(
    r"(?:['’]s?)?\W*$|\s\W|[^\w\s'’-]| (?:of|and|or|in|from|at|with|who|which|that|has|had)\b"
)
"""What may follow a name that a mention is about."""
_OWNS = re.compile(r"['’]s? ")
_TITLED = re.compile(r", (?:[A-Z][\w’']*\.? ){0,3}")
"""A comma with the capitalised words behind it: "her deputy, Lund Mayor Ann Lee"."""
_UNNAMED = ("a", "an", "one", "another", "some")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@cache
def _roles() -> re.Pattern[str]:
    roles = "|".join(sorted(role.casefold() for role in words_of("roles")))
    return re.compile(rf"\b[Tt]he (?:{roles})\b")


class Resolver:
    """Names the speakers of one text; asked in the order of the text."""

    def __init__(
        self,
        text: str,
        people: PersonRegistry,
        entities: tuple[Entity, ...],
        quoted: SortedSpans,
        subjects: Iterable[int] = (),
    ) -> None:
        self.text = text
        self.people = people
        self.entities = entities
        self._spoken: list[Spoken] = []
        self._mentions = SortedSpans(mention.span for mention in people.mentions)
        self._entities = SortedSpans(entity.span for entity in entities)
        self._antecedents = Antecedents(text, people, self._references(), quoted, subjects)

    def _references(self) -> list[Reference]:
        """Everybody's names, and "the senator" wherever a senator was named before."""
        named = [
            Reference(mention.span, full)
            for mention, full in zip(self.people.mentions, self.people.full_names, strict=True)
        ]
        for match in _roles().finditer(self.text):
            name = self._by_role(match.group().casefold(), match.start())
            if name and not self._mentions.overlapping(Span(match.end(), match.end() + 2)):
                named.append(Reference(Span(*match.span()), name))
        return named

    def name(self, speaker: Span | None, words: list[Span]) -> str | None:
        """The full name of the speaker of ``words`` whose mention is ``speaker``."""
        if speaker is None:
            return None
        name = self._resolved(speaker, words)
        if name:
            self._spoken.append(Spoken(max(words[-1].end, speaker.end), name))
        return name

    def _resolved(self, speaker: Span, words: list[Span]) -> str | None:
        mention = speaker.of(self.text).strip()
        lowered = mention.casefold()
        if lowered in _PRONOUNS:
            return self._antecedents.person(_PRONOUNS[lowered], speaker.start, words, self._spoken)
        named = self._inside(speaker)
        if named:
            return named
        named = self._apposition(speaker.end)
        if named:
            return named
        if lowered in ("who", "which", "that"):
            before = self._mentions.starting_within(120, speaker.start)
            return self.people.full_names[before[-1]] if before else None
        return (
            self._by_role(lowered, speaker.start)
            or self._group(lowered, speaker.start)
            or self._other(mention, speaker)
        )

    def _inside(self, speaker: Span) -> str | None:
        """Who is named by a mention: of "Lee spokesman Tom Hale" him, of "Lee’s brother" nobody."""
        owned = speaker.of(self.text).split()[-1].casefold() in words_of("documents")
        for k in self._mentions.overlapping(speaker):
            end = self.people.mentions[k].span.end
            behind = self.text[end : speaker.end]
            if _ENDS_NAME.match(behind) or (owned and _OWNS.match(behind)):
                return self.people.full_names[k]
        return None

    def _apposition(self, end: int) -> str | None:
        """Who is named right behind a description: "said her lawyer, Hugh Dent"."""
        title = _TITLED.match(self.text, end)
        if title is None:
            return None
        behind = self._mentions.overlapping(Span(end + 2, title.end() + 1))
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
        near = (self.entities[k] for k in self._entities.starting_within(_FAR, place))
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
        if heads and heads[0] in _UNNAMED:
            return None  # "a minister" is nobody who was named before
        if not heads or heads[-1].capitalize() not in words_of("roles"):
            return None
        role = re.compile(rf"\b{heads[-1]}\b", re.IGNORECASE)
        for k in reversed(self._mentions.starting_within(_LONG_AGO, place)):
            start, end = self.people.mentions[k].span
            beside = (max(0, start - _BESIDE), start), (end, end + _BESIDE)
            if any(role.search(self.text, low, high) for low, high in beside):
                return self.people.full_names[k]
        return None


def _enumerated(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"

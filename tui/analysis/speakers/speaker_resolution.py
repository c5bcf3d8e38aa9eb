"""Resolution of the mentions of speakers to names: surnames, pronouns, roles, groups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.speakers.antecedents import Antecedents, EarlierQuote, Reference
from tui.analysis.speakers.person_registry import Gender, PersonRegistry
from tui.analysis.word_lists import word_set
from tui.model import Entity, Span
from tui.model.sorted_spans import SortedSpans

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_RELATIVE_PRONOUNS = ("who", "which", "that")
_MAX_GROUP_DISTANCE = 2_500
"""Code points; countries named further before "the countries" are not its antecedents."""
_MAX_ROLE_DISTANCE = 20_000
"""Code points; a person introduced as minister further before "the minister" is not it."""
_MAX_RELATIVE_DISTANCE = 120
"""Code points from a person to the relative pronoun "who" that refers to the person."""
_ROLE_WINDOW = 45
"""Code points on either side of a name in which a role is its bearer's."""
_GROUP = re.compile(
    r"(?:(?:the|both|these|those|all) )?(?:two |three |neighbou?ring )?"
    r"(?:countries|nations|governments|neighbou?rs|sides|states|allies|parties|capitals)"
)
_COORDINATION = re.compile(r",? and (?:the )?|, (?:the )?|-")
_NAME_END = re.compile(
    r"(?:['’]s?)?\W*$|\s\W|[^\w\s'’-]| (?:of|and|or|in|from|at|with|who|which|that|has|had)\b"
)
"""What follows a name that is the head of a mention."""
_POSSESSIVE = re.compile(r"['’]s? ")
_APPOSITION = re.compile(r", (?:[A-Z][\w’']*\.? ){0,3}")
"""A comma with the capitalised tokens after it: "her deputy, Lund Mayor Ann Lee"."""
_INDEFINITE = ("a", "an", "one", "another", "some")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@cache
def _definite_roles() -> re.Pattern[str]:
    roles = "|".join(sorted(role.casefold() for role in word_set("roles")))
    return re.compile(rf"\b[Tt]he (?:{roles})\b")


class SpeakerResolver:
    """Names the speakers of one text; `resolve` must be called in text order.

    Args:
        text: The whole text.
        people: The persons of the text.
        entities: The entities of the text, in text order, none overlapping.
        quoted: The spans in quotation marks.
        subject_offsets: Starts of the tokens that are subjects; empty without a parse.
    """

    def __init__(
        self,
        text: str,
        people: PersonRegistry,
        entities: tuple[Entity, ...],
        quoted: SortedSpans,
        subject_offsets: Iterable[int] = (),
    ) -> None:
        self.text = text
        self.people = people
        self.entities = entities
        self._earlier_quotes: list[EarlierQuote] = []
        self._mentions = SortedSpans(mention.span for mention in people.mentions)
        self._entity_spans = SortedSpans(entity.span for entity in entities)
        self._antecedents = Antecedents(text, people, self._references(), quoted, subject_offsets)

    def _references(self) -> list[Reference]:
        """All mentions by name, and by role ("the senator") where the role was introduced."""
        references = [
            Reference(mention.span, full)
            for mention, full in zip(self.people.mentions, self.people.full_names, strict=True)
        ]
        for match in _definite_roles().finditer(self.text):
            name = self._by_role(match.group().casefold(), match.start())
            # "the senator Ann Lee" is a mention by name.
            if name and not self._mentions.overlapping(Span(match.end(), match.end() + 2)):
                references.append(Reference(Span(*match.span()), name))
        return references

    def resolve(self, speaker: Span | None, content: list[Span]) -> str | None:
        """The name of a quote's speaker.

        Args:
            speaker: The mention of the speaker, or ``None`` if the text has none.
            content: The content of the quote, in text order.

        Returns:
            A person's full name, an entity's name, else the mention without its article; ``None``
            without a mention or for a pronoun without antecedent.
        """
        if speaker is None:
            return None
        name = self._resolve_mention(speaker, content)
        if name:
            end = max(content[-1].end, speaker.end)
            self._earlier_quotes.append(EarlierQuote(end, name))
        return name

    def _resolve_mention(self, speaker: Span, content: list[Span]) -> str | None:
        mention = speaker.of(self.text).strip()
        folded = mention.casefold()
        if folded in _PRONOUNS:
            return self._antecedents.resolve(
                _PRONOUNS[folded], speaker.start, content, self._earlier_quotes
            )
        name = self._person_inside(speaker) or self._person_in_apposition(speaker.end)
        if name:
            return name
        if folded in _RELATIVE_PRONOUNS:
            before = self._mentions.starting_within(_MAX_RELATIVE_DISTANCE, speaker.start)
            return self.people.full_names[before[-1]] if before else None
        return (
            self._by_role(folded, speaker.start)
            or self._group(folded, speaker.start)
            or self._entity_or_mention(mention, speaker)
        )

    def _person_inside(self, speaker: Span) -> str | None:
        """The person who is the head of a mention: Tom Hale in "Lee spokesman Tom Hale".

        In "Lee’s brother" there is none, in "Lee’s statement" it is Lee.
        """
        head = speaker.of(self.text).split()[-1].casefold()
        is_document = head in word_set("document_nouns")
        for index in self._mentions.overlapping(speaker):
            end = self.people.mentions[index].span.end
            rest = self.text[end : speaker.end]
            if _NAME_END.match(rest) or (is_document and _POSSESSIVE.match(rest)):
                return self.people.full_names[index]
        return None

    def _person_in_apposition(self, end: int) -> str | None:
        """The person named in apposition to a mention: "said her lawyer, Hugh Dent"."""
        match = _APPOSITION.match(self.text, end)
        if match is None:
            return None
        indices = self._mentions.overlapping(Span(end + 2, match.end() + 1))
        return self.people.full_names[indices[0]] if indices else None

    def _entity_or_mention(self, mention: str, speaker: Span) -> str:
        """The name of the entity that is the whole mention, else the mention itself."""
        bare = _ARTICLE.sub("", mention)
        for index in self._entity_spans.overlapping(speaker):
            entity = self.entities[index]
            is_whole = entity.span.length >= len(bare) - 1
            if is_whole and entity.label not in ("DATE", "CARDINAL"):
                return entity.name
        return bare

    def _group(self, mention: str, offset: int) -> str | None:
        """The countries last named in coordination, for "the countries" and "both sides"."""
        if not _GROUP.fullmatch(mention):
            return None
        indices = self._entity_spans.starting_within(_MAX_GROUP_DISTANCE, offset)
        countries = [entity for index in indices if (entity := self.entities[index]).label == "GPE"]
        for last in range(len(countries) - 1, 0, -1):
            first = last
            while first and _COORDINATION.fullmatch(
                self.text, countries[first - 1].span.end, countries[first].span.start
            ):
                first -= 1
            if first < last:
                members = countries[first : last + 1]
                names = list(dict.fromkeys(entity.name for entity in members))
                return " and ".join(names) if len(names) < 3 else _enumeration(names)
        return None

    def _by_role(self, mention: str, offset: int) -> str | None:
        """The person last introduced with the role: the last president for "the president"."""
        tokens = re.findall(r"[a-z]+", mention)
        if tokens and tokens[0] in _INDEFINITE:
            return None  # "a minister" has no antecedent
        if not tokens or tokens[-1].capitalize() not in word_set("roles"):
            return None
        role = re.compile(rf"\b{tokens[-1]}\b", re.IGNORECASE)
        for index in reversed(self._mentions.starting_within(_MAX_ROLE_DISTANCE, offset)):
            start, end = self.people.mentions[index].span
            windows = (max(0, start - _ROLE_WINDOW), start), (end, end + _ROLE_WINDOW)
            if any(role.search(self.text, low, high) for low, high in windows):
                return self.people.full_names[index]
        return None


def _enumeration(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"

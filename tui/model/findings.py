"""What the machine saw: recomputed at will, never mixed with what the reader said."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, overload

from tui.model.annotation import Correction
from tui.model.sorted_spans import SortedSpans
from tui.model.span import Span

QuoteKind = Literal["direct", "mixed", "indirect"]


class Entity(NamedTuple):
    """A mention of somebody or something named."""

    span: Span
    label: str
    """OntoNotes 5: PERSON, ORG, GPE, LOC, FAC, NORP, DATE, MONEY ..."""
    name: str
    """The canonical name within the article: "Andres Manuel Lopez Obrador" for "Lopez Obrador"."""


class EntityTable(Sequence[Entity]):
    """Entities by start, fifty thousand in the room of two thousand: each is made when asked for.

    Args:
        starts: Code points, and so on for each of the fields of an ``Entity``.
        ends: Exclusive.
        labels: Best one object for all that are the same.
        names: The same.
    """

    def __init__(
        self, starts: array[int], ends: array[int], labels: list[str], names: list[str]
    ) -> None:
        self.spans = SortedSpans.between(starts, ends)
        self._labels, self._names = labels, names

    def __len__(self) -> int:
        return len(self._labels)

    @overload
    def __getitem__(self, place: int) -> Entity: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entity]: ...
    def __getitem__(self, place: int | slice) -> Entity | Sequence[Entity]:
        if isinstance(place, slice):
            columns = self.spans[place], self._labels[place], self._names[place]
            return tuple(map(Entity, *columns))
        return Entity(self.spans[place], self._labels[place], self._names[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Quote(NamedTuple):
    """Words given to a speaker.

    Direct: all of it in quotation marks. Mixed: part of it. Indirect: none of it.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    """In the order of the text, quotation marks included; an interrupted quote has several."""
    cue: Span | None = None
    """The verb or phrase that reports: "said", "according to"."""
    speaker: Span | None = None
    """The mention of the speaker: "he", "the minister", "Lopez Obrador"."""
    name: str | None = None
    """The speaker's fullest name in the article; ``None`` if nobody can be named."""
    correction: str = ""
    """The id of the reader's correction that it stands on; empty if the machine says it."""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where its words end, exclusive."""
        return self.content[-1].end


@dataclass(frozen=True)
class Analysis:
    """All findings of one text."""

    sha256: str
    """Hash of the text they were found in."""
    analyser: str = ""
    """Name of the analyser, empty for "nothing looked for yet"."""
    entities: Sequence[Entity] = ()
    """By start."""
    quotes: tuple[Quote, ...] = ()
    """By start of their first words."""
    corrections: tuple[Correction, ...] = ()
    """The reader's, which entities and quotes follow."""
    machine: Analysis | None = None
    """What was found before they did; ``None`` if there are none."""

    @cached_property
    def entity_spans(self) -> SortedSpans:
        """Where the entities are."""
        if isinstance(self.entities, EntityTable):
            return self.entities.spans
        return SortedSpans([entity.span for entity in self.entities])

    @cached_property
    def quote_spans(self) -> SortedSpans:
        """Where the quotes are, each from its first to its last words."""
        return SortedSpans([Span(quote.start, quote.end) for quote in self.quotes])

    def entity_at(self, offset: int) -> Entity | None:
        """The entity over the code point at ``offset``."""
        here = self.entity_spans.overlapping(Span(offset, offset + 1))
        return next((self.entities[place] for place in here), None)

    def quote_of(self, span: Span) -> Quote | None:
        """The quote that holds most of ``span``, or ``None``; ties go to the earlier one."""

        def shared(quote: Quote) -> int:
            return sum(
                max(0, min(span.end, part.end) - max(span.start, part.start))
                for part in quote.content
            )

        touching = [self.quotes[place] for place in self.quote_spans.overlapping(span)]
        best = max(touching, key=shared, default=None)
        return best if best and shared(best) else None

    def speaker_of(self, span: Span) -> str | None:
        """The full name of who says ``span``, if it lies in a quote."""
        quote = self.quote_of(span)
        return quote.name if quote else None

    @cached_property
    def speakers(self) -> dict[str, tuple[Quote, ...]]:
        """Quotes by speaker in order of first appearance; the unnamed under an empty name."""
        grouped: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            grouped.setdefault(quote.name or "", []).append(quote)
        return {name: tuple(quotes) for name, quotes in grouped.items()}

"""Entities and quotes that an analyser found, apart from what the reader says."""

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
    """A mention of a named person, place, organisation or other thing."""

    span: Span
    label: str
    """OntoNotes 5: PERSON, ORG, GPE, LOC, FAC, NORP, DATE, MONEY ..."""
    name: str
    """The canonical name within the article: "Andres Manuel Lopez Obrador" for "Lopez Obrador"."""


class EntityTable(Sequence[Entity]):
    """Entities by start, stored in columns; an ``Entity`` is made whenever one is asked for.

    Fifty thousand take the memory of two thousand objects.

    Args:
        starts: Code point offsets.
        ends: Code point offsets, exclusive.
        labels: Equal ones should be one object.
        names: Equal ones should be one object.
    """

    def __init__(
        self, starts: array[int], ends: array[int], labels: list[str], names: list[str]
    ) -> None:
        self.spans = SortedSpans.between(starts, ends)
        self._labels, self._names = labels, names

    def __len__(self) -> int:
        return len(self._labels)

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entity]: ...
    def __getitem__(self, index: int | slice) -> Entity | Sequence[Entity]:
        if isinstance(index, slice):
            columns = self.spans[index], self._labels[index], self._names[index]
            return tuple(map(Entity, *columns))
        return Entity(self.spans[index], self._labels[index], self._names[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Quote(NamedTuple):
    """Words attributed to a speaker.

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
    """The id of the correction that made or changed it; empty without one."""

    @property
    def start(self) -> int:
        """The start of its first part."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """The end of its last part, exclusive."""
        return self.content[-1].end


@dataclass(frozen=True)
class Analysis:
    """The findings of one text."""

    sha256: str
    """The hash of the text."""
    analyser: str = ""
    """The name of the analyser; empty if there was no analysis yet."""
    entities: Sequence[Entity] = ()
    """By start."""
    quotes: tuple[Quote, ...] = ()
    """By start of their first words."""
    corrections: tuple[Correction, ...] = ()
    """The reader's corrections, already applied to ``entities`` and ``quotes``."""
    machine: Analysis | None = None
    """The findings without the corrections; ``None`` without corrections."""
    unread: tuple[Span, ...] = ()
    """Paragraphs, or parts of them, that the analysis failed on, in text order."""

    @cached_property
    def entity_spans(self) -> SortedSpans:
        """The spans of the entities."""
        if isinstance(self.entities, EntityTable):
            return self.entities.spans
        return SortedSpans([entity.span for entity in self.entities])

    @cached_property
    def quote_spans(self) -> SortedSpans:
        """The spans of the quotes, each from its first to its last word."""
        return SortedSpans([Span(quote.start, quote.end) for quote in self.quotes])

    def entity_at(self, offset: int) -> Entity | None:
        """The first entity that holds the code point at ``offset``."""
        indices = self.entity_spans.overlapping(Span(offset, offset + 1))
        return self.entities[indices[0]] if indices else None

    def quote_of(self, span: Span) -> Quote | None:
        """The quote that holds most of ``span``, or ``None``; ties go to the earlier one."""

        def shared(quote: Quote) -> int:
            return sum(
                max(0, min(span.end, part.end) - max(span.start, part.start))
                for part in quote.content
            )

        candidates = [self.quotes[index] for index in self.quote_spans.overlapping(span)]
        best = max(candidates, key=shared, default=None)
        return best if best and shared(best) else None

    def speaker_of(self, span: Span) -> str | None:
        """The full name of the speaker of the quote around ``span``, if there is one."""
        quote = self.quote_of(span)
        return quote.name if quote else None

    @cached_property
    def speakers(self) -> dict[str, tuple[Quote, ...]]:
        """Quotes by speaker, in order of their first quote; an empty name for the unnamed."""
        grouped: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            grouped.setdefault(quote.name or "", []).append(quote)
        return {name: tuple(quotes) for name, quotes in grouped.items()}

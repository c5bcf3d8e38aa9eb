"""The reader's corrections of findings: how they apply, and how they are made."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter

from tui.hostile_characters import one_line
from tui.model import (
    Analysis,
    Article,
    Change,
    Correction,
    CorrectionKind,
    Edit,
    Entity,
    Quote,
    Reading,
    Selector,
    SortedSpans,
    Span,
)
from tui.model.annotation import Outcome

_SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
"""Entity labels of possible speakers, the likelier first."""
_ALIKE = 0.5
"""Dice coefficient of two spans from which they are the same finding."""


def corrected(
    analysis: Analysis, article: Article, placed: Iterable[tuple[Correction, Span | None]]
) -> Analysis:
    """The findings with the reader's corrections.

    A correction applies to the finding whose span is most like its own, since another analysis may
    find other edges. A quote with a corrected speaker stays one even if no analysis finds it.

    Args:
        analysis: The findings, corrected or not.
        article: The text they were found in.
        placed: The corrections, later ones last, and their spans in the text.
    """
    placed = tuple(placed)
    machine = analysis.machine or analysis
    if not placed:
        return machine
    rejected_entities: set[int] = set()
    quotes: dict[int, Quote] = dict(enumerate(machine.quotes))
    added: dict[Span, Quote] = {}
    for correction, span in placed:
        if span is None:
            continue
        if correction.kind == "no-entity":
            rejected_entities |= {*_most_like(span, machine.entity_spans)}
            continue
        matches = _most_like(span, machine.quote_spans)
        if correction.kind == "speaker" and matches:
            quotes[matches[0]] = _with_speaker(machine.quotes[matches[0]], correction)
            continue
        for index in matches:
            quotes.pop(index, None)
        if correction.kind != "no-quote":
            added[span] = _with_speaker(_quote_at(article, span), correction)
    entities = machine.entities
    if rejected_entities:
        entities = tuple(
            entity for index, entity in enumerate(entities) if index not in rejected_entities
        )
    in_order = sorted([*quotes.values(), *added.values()], key=attrgetter("start"))
    corrections = tuple(correction for correction, _ in placed)
    return replace(
        machine,
        entities=entities,
        quotes=tuple(in_order),
        corrections=corrections,
        machine=machine,
    )


def _with_speaker(quote: Quote, correction: Correction) -> Quote:
    name = correction.name or None
    mention = quote.speaker if name == quote.name else None
    return quote._replace(speaker=mention, name=name, correction=correction.id)


def _most_like(span: Span, spans: SortedSpans) -> tuple[int, ...]:
    """The index of the span most like ``span``; empty if none is like enough."""
    best: tuple[int, ...] = ()
    most = _ALIKE
    for index in spans.overlapping(span):
        other = spans[index]
        shared = min(span.end, other.end) - max(span.start, other.start)
        likeness = 2 * shared / (span.length + other.length)
        if likeness > most or (likeness == most and not best):
            best, most = (index,), likeness
    return best


def _quote_at(article: Article, span: Span) -> Quote:
    """The span as a quote, its kind told by the quotation marks in it."""
    from tui.analysis.quotes.candidate import quote_kind
    from tui.analysis.quotes.surface.quoted_spans import find_quoted_spans

    paragraphs = article.paragraphs
    quoted = (
        stretch.span
        for index in paragraphs.overlapping(span)
        for stretch in find_quoted_spans(article.text, paragraphs[index])
    )
    return Quote(quote_kind((span,), SortedSpans(quoted), article.text), (span,))


class CorrectionEditor:
    """Corrects the findings of the open article; a correction is saved when its method returns.

    Every method raises a `StoreError` if it could not be saved, and has changed nothing then.
    """

    def __init__(
        self,
        reading: Callable[[], Reading],
        commit: Callable[[Change], Outcome],
        coder: str,
        clock: Callable[[], str],
    ) -> None:
        self._reading = reading
        self._commit = commit
        self._coder = coder
        self._clock = clock

    def set_speaker(self, quote: Quote, name: str) -> Outcome:
        """Set the speaker of a quote; an empty name means that nobody can be named."""
        known, name = self._known(quote), one_line(name)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "speaker", name)
        elif known.name == name:
            return Outcome("nothing to change")
        else:
            after = known._replace(name=name)
        return self._edit(f"speaker: {name or 'nobody named'}", known, after)

    def add_quote(self, span: Span, name: str) -> Outcome:
        """Add a quote with its speaker.

        Raises:
            SpanError: if the span is not inside the text.
        """
        for quote in self._reading().analysis.quotes:
            if quote.correction and quote.content == (span,):
                return self.set_speaker(quote, name)
        name = one_line(name)
        label = f"added a quote: {name or 'nobody named'}"
        return self._edit(label, None, self._new(span, "quote", name))

    def reject_quote(self, quote: Quote) -> Outcome:
        """Reject a quote; one that the reader added is removed."""
        known = self._known(quote)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "no-quote")
        elif known.kind == "quote":
            return self._edit("took the added quote away", known, None)
        else:
            after = known._replace(kind="no-quote", name="")
        return self._edit("rejected the quote", known, after)

    def reject_entity(self, entity: Entity) -> Outcome:
        """Reject an entity."""
        return self._edit(
            f"rejected {entity.label} {entity.name}", None, self._new(entity.span, "no-entity")
        )

    def _known(self, quote: Quote) -> Correction | None:
        corrections = self._reading().analysis.corrections
        return next((each for each in corrections if each.id == quote.correction), None)

    def _new(self, span: Span, kind: CorrectionKind, name: str = "") -> Correction:
        article, now = self._reading().article, self._clock()
        selector = Selector.describe(article, span)
        return Correction(uuid.uuid4().hex, article.id, selector, kind, name, self._coder, now, now)

    def _edit(self, label: str, before: Correction | None, after: Correction | None) -> Outcome:
        if before is not None and after is not None:
            after = after._replace(changed=self._clock())
        return self._commit(Change(label, corrections=(Edit(before, after),)))


def speakers(analysis: Analysis) -> list[str]:
    """Possible speakers in the article: people first, then others, the frequent first."""
    counts: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for entity in analysis.entities:
        if entity.label in _SPEAKING:
            counts[entity.name] += 1
            index = _SPEAKING.index(entity.label)
            rank[entity.name] = min(index, rank.get(entity.name, index))
    for quote in analysis.quotes:
        if quote.name:
            counts[quote.name] += 1
            rank.setdefault(quote.name, 0)
    return sorted(counts, key=lambda name: (rank[name], -counts[name], name))

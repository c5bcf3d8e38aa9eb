"""Findings as the reader corrected them: pure."""

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
from tui.session.outcome import Outcome

_ALIKE = 0.5
"""Twice what two spans share, of what both hold (Dice): from here on they are one finding."""


def corrected(
    analysis: Analysis, article: Article, placed: Iterable[tuple[Correction, Span | None]]
) -> Analysis:
    """What the machine found, with what the reader says about it.

    A correction belongs to the finding that is most like its words, for another analysis may see
    other edges. A quote whose speaker the reader named is one even if no analysis finds it.

    Args:
        analysis: The findings, corrected or not.
        article: The text they were found in.
        placed: The corrections, later ones last, and where their words are in the text.
    """
    placed = tuple(placed)
    machine = analysis.machine or analysis
    if not placed:
        return machine
    no_names: set[int] = set()
    quotes: dict[int, Quote] = dict(enumerate(machine.quotes))
    added: dict[Span, Quote] = {}
    for correction, span in placed:
        if span is None:
            continue
        if correction.kind == "no-entity":
            no_names |= {*_most_like(span, machine.entity_spans)}
            continue
        here = _most_like(span, machine.quote_spans)
        if correction.kind == "speaker" and here:
            quotes[here[0]] = _said_by(machine.quotes[here[0]], correction)
            continue
        for place in here:
            quotes.pop(place, None)
        if correction.kind != "no-quote":
            added[span] = _said_by(_quote(article, span), correction)
    entities = machine.entities
    if no_names:
        entities = tuple(one for place, one in enumerate(entities) if place not in no_names)
    found = sorted([*quotes.values(), *added.values()], key=attrgetter("start"))
    corrections = tuple(correction for correction, _ in placed)
    return replace(
        machine,
        entities=entities,
        quotes=tuple(found),
        corrections=corrections,
        machine=machine,
    )


def _said_by(quote: Quote, correction: Correction) -> Quote:
    name = correction.name or None
    mention = quote.speaker if name == quote.name else None
    return quote._replace(speaker=mention, name=name, correction=correction.id)


def _most_like(span: Span, spans: SortedSpans) -> tuple[int, ...]:
    """The place of the span that shares most with ``span``, if that is enough."""
    best: tuple[int, ...] = ()
    most = _ALIKE
    for place in spans.overlapping(span):
        other = spans[place]
        shared = min(span.end, other.end) - max(span.start, other.start)
        likeness = 2 * shared / (span.length + other.length)
        if likeness > most or (likeness == most and not best):
            best, most = (place,), likeness
    return best


def _quote(article: Article, span: Span) -> Quote:
    """The words as a quote, of the kind that the marks around them tell."""
    from tui.analysis.quotes.candidate import quote_kind
    from tui.analysis.quotes.surface.quoted_spans import find_quoted_spans
    from tui.model.sorted_spans import DisjointSpans

    paragraphs = article.paragraphs
    quoted = (
        stretch.span
        for place in paragraphs.overlapping(span)
        for stretch in find_quoted_spans(article.text, paragraphs[place])
    )
    return Quote(quote_kind((span,), DisjointSpans(quoted), article.text), (span,))


_SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
"""Labels of those who say something; people first."""


class CorrectionEditor:
    """Changes what is found in the open article; each step is durable when its method returns.

    Every method raises a `StoreError` if it could not be kept, and has changed nothing then.
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
        """Say whose words the quote is; an empty name: nobody's that can be named."""
        known, name = self._known(quote), one_line(name)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "speaker", name)
        elif known.name == name:
            return Outcome("nothing to change")
        else:
            after = known._replace(name=name)
        return self._edit(f"speaker: {name or 'nobody named'}", known, after)

    def add_quote(self, span: Span, name: str) -> Outcome:
        """Say that the words are a quote, and whose.

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
        """Say that the words are no quote; one that the reader added is taken away."""
        known = self._known(quote)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "no-quote")
        elif known.kind == "quote":
            return self._edit("took the added quote away", known, None)
        else:
            after = known._replace(kind="no-quote", name="")
        return self._edit("rejected the quote", known, after)

    def reject_entity(self, entity: Entity) -> Outcome:
        """Say that the words name nobody and nothing."""
        return self._edit(
            f"rejected {entity.label} {entity.name}", None, self._new(entity.span, "no-entity")
        )

    def _known(self, quote: Quote) -> Correction | None:
        corrections = self._reading().analysis.corrections
        return next((one for one in corrections if one.id == quote.correction), None)

    def _new(self, span: Span, kind: CorrectionKind, name: str = "") -> Correction:
        article, now = self._reading().article, self._clock()
        selector = Selector.describe(article, span)
        return Correction(uuid.uuid4().hex, article.id, selector, kind, name, self._coder, now, now)

    def _edit(self, label: str, before: Correction | None, after: Correction | None) -> Outcome:
        if before is not None and after is not None:
            after = after._replace(changed=self._clock())
        return self._commit(Change(label, corrections=(Edit(before, after),)))


def speakers(analysis: Analysis) -> list[str]:
    """Who may have said something in the article: people first, then others, the frequent first."""
    counts: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for entity in analysis.entities:
        if entity.label in _SPEAKING:
            counts[entity.name] += 1
            place = _SPEAKING.index(entity.label)
            rank[entity.name] = min(place, rank.get(entity.name, place))
    for quote in analysis.quotes:
        if quote.name:
            counts[quote.name] += 1
            rank.setdefault(quote.name, 0)
    return sorted(counts, key=lambda name: (rank[name], -counts[name], name))

"""Findings as the reader corrected them: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from tui.model import Analysis, Article, Correction, Ordered, Quote, Span

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


def _most_like(span: Span, spans: Ordered) -> tuple[int, ...]:
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
    from tui.analysis.quotes.kinds import kind_of
    from tui.analysis.quotes.stretches import stretches
    from tui.analysis.ranges import Ranges

    paragraphs = article.paragraphs
    quoted = (
        stretch.span
        for place in paragraphs.overlapping(span)
        for stretch in stretches(article.text, paragraphs[place])
    )
    return Quote(kind_of((span,), Ranges(quoted), article.text), (span,))

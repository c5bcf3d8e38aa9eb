"""The reader corrects the machine, one finding at a time."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable

from tui.model import (
    Analysis,
    Change,
    Correction,
    CorrectionKind,
    Edit,
    Entity,
    Quote,
    Reading,
    Selector,
    Span,
)
from tui.session.done import Done
from tui.sources.sanitise import one_line

_SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
"""Labels of those who say something; people first."""


class Correcting:
    """Changes what is found in the open article; each step is durable when its method returns.

    Every method raises a `StoreError` if it could not be kept, and has changed nothing then.
    """

    def __init__(
        self,
        reading: Callable[[], Reading],
        commit: Callable[[Change], Done],
        coder: str,
        clock: Callable[[], str],
    ) -> None:
        self._reading = reading
        self._commit = commit
        self._coder = coder
        self._clock = clock

    def set_speaker(self, quote: Quote, name: str) -> Done:
        """Say whose words the quote is; an empty name: nobody's that can be named."""
        known, name = self._known(quote), one_line(name)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "speaker", name)
        elif known.name == name:
            return Done("nothing to change")
        else:
            after = known._replace(name=name)
        return self._edit(f"speaker: {name or 'nobody named'}", known, after)

    def add_quote(self, span: Span, name: str) -> Done:
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

    def reject_quote(self, quote: Quote) -> Done:
        """Say that the words are no quote; one that the reader added is taken away."""
        known = self._known(quote)
        if known is None:
            after = self._new(Span(quote.start, quote.end), "no-quote")
        elif known.kind == "quote":
            return self._edit("took the added quote away", known, None)
        else:
            after = known._replace(kind="no-quote", name="")
        return self._edit("rejected the quote", known, after)

    def reject_entity(self, entity: Entity) -> Done:
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

    def _edit(self, label: str, before: Correction | None, after: Correction | None) -> Done:
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

"""A draft made a quote: direct, mixed or indirect by how much of it is in quotation marks.

The words of a transcript are direct without marks.
"""

from __future__ import annotations

from tui.analysis.quotes.draft import Draft
from tui.analysis.ranges import Ranges
from tui.model import Quote, QuoteKind, Span


def finished(draft: Draft, name: str | None, quoted: Ranges, text: str) -> Quote:
    """The quote of a draft; ``quoted`` are the article's stretches in quotation marks."""
    return Quote(_kind(draft, quoted, text), tuple(draft.content), draft.cue, draft.speaker, name)


def _kind(draft: Draft, quoted: Ranges, text: str) -> QuoteKind:
    if draft.is_verbatim:
        return "direct"
    near = [quoted.spans[k] for k in quoted.overlapping(Span(draft.start, draft.end))]
    letters = marked = 0
    for part in draft.content:
        for place in range(part.start, part.end):
            if text[place].isalnum():
                letters += 1
                marked += any(span.holds(place) for span in near)
    if not marked:
        return "indirect"
    return "direct" if marked >= 0.95 * letters else "mixed"

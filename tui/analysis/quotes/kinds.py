"""A draft made a quote: direct, mixed or indirect by how much of it is in quotation marks.

The words of a transcript are direct without marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.analysis.quotes.draft import Draft
from tui.analysis.ranges import Ranges
from tui.model import Quote, QuoteKind, Span


def finished(draft: Draft, name: str | None, quoted: Ranges, text: str) -> Quote:
    """The quote of a draft; ``quoted`` are the article's stretches in quotation marks."""
    kind: QuoteKind = "direct" if draft.is_verbatim else kind_of(draft.content, quoted, text)
    return Quote(kind, tuple(draft.content), draft.cue, draft.speaker, name)


def kind_of(content: Sequence[Span], quoted: Ranges, text: str) -> QuoteKind:
    """What the marks tell of the words in ``content``, which is in the order of the text."""
    whole = Span(content[0].start, content[-1].end)
    near = [quoted.spans[k] for k in quoted.overlapping(whole)]
    letters = marked = 0
    for part in content:
        for place in range(part.start, part.end):
            if text[place].isalnum():
                letters += 1
                marked += any(span.holds(place) for span in near)
    if not marked:
        return "indirect"
    return "direct" if marked >= 0.95 * letters else "mixed"

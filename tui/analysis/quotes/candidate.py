"""A quote in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.model import Quote, QuoteKind, Span
from tui.model.sorted_spans import SortedSpans


@dataclass
class QuoteCandidate:
    """What is known of a quote so far; spans are offsets into the article's text."""

    content: list[Span]
    cue: Span | None = None
    speaker: Span | None = None
    is_verbatim: bool = False
    """Whether the words are the speaker's own although no quotation marks say so."""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.content[-1].end

    @property
    def size(self) -> int:
        """Code points of its words."""
        return sum(span.length for span in self.content)

    def shared(self, spans: list[Span]) -> int:
        """Code points that it shares with ``spans``."""
        return sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in self.content for b in spans
        )

    def add(self, span: Span) -> None:
        """Give it more words."""
        self.content = merged([*self.content, span])


def merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def outermost(drafts: list[QuoteCandidate]) -> list[QuoteCandidate]:
    """The drafts that do not lie in a larger one, the largest first."""
    kept: list[QuoteCandidate] = []
    for draft in sorted(drafts, key=lambda draft: -draft.size):
        if not any(2 * draft.shared(other.content) > draft.size for other in kept):
            kept.append(draft)
    return kept


def finished(draft: QuoteCandidate, name: str | None, quoted: SortedSpans, text: str) -> Quote:
    """The quote of a draft; ``quoted`` are the article's stretches in quotation marks."""
    kind: QuoteKind = "direct" if draft.is_verbatim else kind_of(draft.content, quoted, text)
    return Quote(kind, tuple(draft.content), draft.cue, draft.speaker, name)


def kind_of(content: Sequence[Span], quoted: SortedSpans, text: str) -> QuoteKind:
    """What the marks tell of the words in ``content``, which is in the order of the text."""
    whole = Span(content[0].start, content[-1].end)
    near = [quoted[k] for k in quoted.overlapping(whole)]
    letters = marked = 0
    for part in content:
        for place in range(part.start, part.end):
            if text[place].isalnum():
                letters += 1
                marked += any(span.holds(place) for span in near)
    if not marked:
        return "indirect"
    return "direct" if marked >= 0.95 * letters else "mixed"

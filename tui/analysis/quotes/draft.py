"""A quote in the making."""

from __future__ import annotations

from dataclasses import dataclass

from tui.model import Span


@dataclass
class Draft:
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


def outermost(drafts: list[Draft]) -> list[Draft]:
    """The drafts that do not lie in a larger one, the largest first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: -draft.size):
        if not any(2 * draft.shared(other.content) > draft.size for other in kept):
            kept.append(draft)
    return kept

"""Candidates for quotes, before their speaker is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.model import Quote, QuoteKind, Span
from tui.model.sorted_spans import SortedSpans

_DIRECT_SHARE = 0.95
"""Share of the letters of a content that must be in quotation marks for a direct quote."""


@dataclass
class QuoteCandidate:
    """A quote that is being assembled; spans are code points into the article's text."""

    content: list[Span]
    """In text order, none overlapping, at least one."""
    cue: Span | None = None
    speaker: Span | None = None
    """The mention of the speaker."""
    is_verbatim: bool = False
    """Whether the content is direct speech although it has no quotation marks."""

    @property
    def start(self) -> int:
        """Start of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """End of the content, exclusive."""
        return self.content[-1].end

    @property
    def length(self) -> int:
        """Code points of the content."""
        return sum(span.length for span in self.content)

    def overlap_length(self, spans: list[Span]) -> int:
        """Code points that the content shares with ``spans``, none of which overlap."""
        return sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in self.content for b in spans
        )

    def add(self, span: Span) -> None:
        """Add a span to the content."""
        self.content = merge_spans([*self.content, span])


def merge_spans(spans: list[Span]) -> list[Span]:
    """The spans in text order; those that overlap, touch or are one code point apart are joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def without_nested(candidates: list[QuoteCandidate]) -> list[QuoteCandidate]:
    """The candidates that do not lie mostly inside a longer one, the longest first."""
    outer: list[QuoteCandidate] = []
    for candidate in sorted(candidates, key=lambda candidate: -candidate.length):
        if not any(
            2 * candidate.overlap_length(other.content) > candidate.length for other in outer
        ):
            outer.append(candidate)
    return outer


def to_quote(candidate: QuoteCandidate, name: str | None, quoted: SortedSpans, text: str) -> Quote:
    """The finished quote of a candidate.

    Args:
        candidate: The candidate.
        name: The name of its speaker, or ``None``.
        quoted: The spans of the article that are in quotation marks.
        text: The article's text.
    """
    kind: QuoteKind = "direct"
    if not candidate.is_verbatim:
        kind = quote_kind(candidate.content, quoted, text)
    return Quote(kind, tuple(candidate.content), candidate.cue, candidate.speaker, name)


def quote_kind(content: Sequence[Span], quoted: SortedSpans, text: str) -> QuoteKind:
    """The kind of a quote, by the share of its letters that are in quotation marks.

    Args:
        content: The spans of the content, in text order.
        quoted: The spans of the article that are in quotation marks.
        text: The article's text.
    """
    extent = Span(content[0].start, content[-1].end)
    near = [quoted[index] for index in quoted.overlapping(extent)]
    letters = quoted_letters = 0
    for part in content:
        for offset in range(part.start, part.end):
            if text[offset].isalnum():
                letters += 1
                quoted_letters += any(span.holds(offset) for span in near)
    if not quoted_letters:
        return "indirect"
    return "direct" if quoted_letters >= _DIRECT_SHARE * letters else "mixed"

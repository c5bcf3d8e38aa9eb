"""Quotes and their speakers without a parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan, stretches
from tui.analysis.quotes.surface.surface_attribution import (
    Found,
    cue_after,
    cue_before,
    is_nobodys,
    report,
    signature_after,
    transcript_label,
)
from tui.analysis.segmentation import sentences
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_SHORT = 4
"""Words; fewer in quotation marks are rather a term than a sentence."""


def plain_quotes(text: str, paragraphs: list[Span]) -> tuple[list[QuoteCandidate], list[Span]]:
    """The quotes of the paragraphs, and all that stands in quotation marks."""
    drafts: list[QuoteCandidate] = []
    quoted: list[Span] = []
    speaker: Span | None = None
    for paragraph in paragraphs:
        found = stretches(text, paragraph)
        quoted += [stretch.span for stretch in found]
        own = _Paragraph(text, paragraph, found, speaker).drafts()
        drafts += own
        speaker = own[-1].speaker if own else None
    return drafts, quoted


class _Paragraph:
    """The quotes of one paragraph; ``speaker`` spoke in the paragraph before."""

    def __init__(
        self, text: str, paragraph: Span, found: list[QuotedSpan], speaker: Span | None
    ) -> None:
        self.text = text
        self.paragraph = paragraph
        self.found = found
        self.speaker = speaker
        self._marked = SortedSpans(stretch.span for stretch in found)
        self._sentences = [s.shifted(paragraph.start) for s in sentences(paragraph.of(text))]
        self._starts = [sentence.start for sentence in self._sentences]

    def drafts(self) -> list[QuoteCandidate]:
        """Its direct quotes, and the reports of the sentences without quotation marks."""
        return sorted([*self._direct(), *self._reports()], key=lambda draft: draft.start)

    def _reports(self) -> Iterator[QuoteCandidate]:
        for sentence in self._sentences:
            if self._marked.overlapping(sentence):
                continue
            found = report(self.text, sentence)
            if found is not None:
                (cue, speaker), what = found
                yield QuoteCandidate([what], cue, speaker)

    def _direct(self) -> list[QuoteCandidate]:
        drafts: list[QuoteCandidate] = []
        for k, stretch in enumerate(self.found):
            follows = self.found[k + 1].span.start if k + 1 < len(self.found) else None
            gap = Span(stretch.span.end, follows or self.paragraph.end)
            length = len(stretch.inside(self.text).split())
            ends_like_speech = stretch.is_spoken(self.text)
            before = Span(self._sentence(stretch), stretch.span.start)
            if is_nobodys(self.text, before, stretch.span):
                continue
            found = self._found(stretch, gap)
            if found is not None and (length >= _SHORT or ends_like_speech):
                drafts.append(QuoteCandidate([stretch.span], *found))
            elif drafts and ends_like_speech:
                drafts[-1].add(stretch.span)
            elif self.speaker is not None and stretch.span.start == self.paragraph.start:
                drafts.append(QuoteCandidate([stretch.span], None, self.speaker))
        return drafts

    def _sentence(self, stretch: QuotedSpan) -> int:
        """Where the sentence that holds the stretch begins."""
        place = bisect_right(self._starts, stretch.span.start) - 1
        return self._starts[place] if place >= 0 else self.paragraph.start

    def _found(self, stretch: QuotedSpan, gap: Span) -> Found | tuple[None, Span] | None:
        if stretch.leads_on(self.text):
            found = cue_after(self.text, gap)
            if found is not None:
                return found
        start = self._sentence(stretch)
        if start < stretch.span.start:
            found = cue_before(self.text, Span(start, stretch.span.start))
            if found is not None:
                return found
        name = signature_after(self.text, gap) or transcript_label(self.text, stretch.span)
        return (None, name) if name else None

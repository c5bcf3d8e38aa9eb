"""Quotes and their speakers by the plain text alone, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan, find_quoted_spans
from tui.analysis.quotes.surface.surface_attribution import (
    CueAndSpeaker,
    cue_after,
    cue_before,
    is_unattributable,
    match_report,
    signature_after,
    transcript_label,
)
from tui.analysis.segmentation import sentences
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

_MIN_WORDS = 4
"""Fewer words in quotation marks are a term rather than a quote, unless they end like speech."""


def surface_quotes(
    text: str,
    paragraphs: list[Span],
    reading: Callable[[Span], AbstractContextManager[object]] = nullcontext,
) -> tuple[list[QuoteCandidate], list[Span]]:
    """The quotes of the paragraphs, and all their quoted spans.

    Args:
        text: The whole text.
        paragraphs: Its paragraphs, in text order.
        reading: The context in which each paragraph is read; it may suppress exceptions.
    """
    candidates: list[QuoteCandidate] = []
    quoted: list[Span] = []
    last_speaker: Span | None = None
    for paragraph in paragraphs:
        with reading(paragraph):
            quoted_spans = find_quoted_spans(text, paragraph)
            own = _Paragraph(text, paragraph, quoted_spans, last_speaker).candidates()
            quoted += [quoted_span.span for quoted_span in quoted_spans]
            candidates += own
            last_speaker = own[-1].speaker if own else None
    return candidates, quoted


class _Paragraph:
    """The quotes of one paragraph; ``last_speaker`` spoke last in the paragraph before."""

    def __init__(
        self,
        text: str,
        paragraph: Span,
        quoted_spans: list[QuotedSpan],
        last_speaker: Span | None,
    ) -> None:
        self.text = text
        self.paragraph = paragraph
        self.quoted_spans = quoted_spans
        self.last_speaker = last_speaker
        self._quoted = SortedSpans(quoted_span.span for quoted_span in quoted_spans)
        self._sentences = [s.shifted(paragraph.start) for s in sentences(paragraph.of(text))]
        self._sentence_starts = [sentence.start for sentence in self._sentences]

    def candidates(self) -> list[QuoteCandidate]:
        """Its quotes with quotation marks, and the reports of its other sentences, by start."""
        quotes = [*self._quoted_candidates(), *self._indirect_candidates()]
        return sorted(quotes, key=lambda candidate: candidate.start)

    def _indirect_candidates(self) -> Iterator[QuoteCandidate]:
        for sentence in self._sentences:
            if self._quoted.overlapping(sentence):
                continue
            report = match_report(self.text, sentence)
            if report is not None:
                (cue, speaker), content = report
                yield QuoteCandidate([content], cue, speaker)

    def _quoted_candidates(self) -> list[QuoteCandidate]:
        candidates: list[QuoteCandidate] = []
        next_starts = [quoted_span.span.start for quoted_span in self.quoted_spans[1:]]
        gap_ends = [*next_starts, self.paragraph.end]
        for quoted_span, gap_end in zip(self.quoted_spans, gap_ends, strict=False):
            span = quoted_span.span
            ends_like_speech = quoted_span.ends_like_speech(self.text)
            if is_unattributable(self.text, Span(self._sentence_start(span), span.start), span):
                continue
            attribution = self._attribution(quoted_span, Span(span.end, gap_end))
            word_count = len(quoted_span.inner_text(self.text).split())
            if attribution is not None and (word_count >= _MIN_WORDS or ends_like_speech):
                candidates.append(QuoteCandidate([span], *attribution))
            elif candidates and ends_like_speech:
                candidates[-1].add(span)
            elif self.last_speaker is not None and span.start == self.paragraph.start:
                candidates.append(QuoteCandidate([span], None, self.last_speaker))
        return candidates

    def _sentence_start(self, span: Span) -> int:
        """The start of the sentence in which the span starts."""
        index = bisect_right(self._sentence_starts, span.start) - 1
        return self._sentence_starts[index] if index >= 0 else self.paragraph.start

    def _attribution(
        self, quoted_span: QuotedSpan, gap: Span
    ) -> CueAndSpeaker | tuple[None, Span] | None:
        """Cue and speaker of a quoted span, or a speaker without cue; ``gap`` follows the span."""
        if quoted_span.continues_sentence(self.text):
            cue = cue_after(self.text, gap)
            if cue is not None:
                return cue
        start = self._sentence_start(quoted_span.span)
        if start < quoted_span.span.start:
            cue = cue_before(self.text, Span(start, quoted_span.span.start))
            if cue is not None:
                return cue
        name = signature_after(self.text, gap) or transcript_label(self.text, quoted_span.span)
        return (None, name) if name else None

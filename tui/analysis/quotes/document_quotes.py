"""The quotes of an article, paragraph by paragraph, with the state carried between them."""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis.quotes.candidate import QuoteCandidate, without_nested
from tui.analysis.quotes.parse.according_to import according_to
from tui.analysis.quotes.parse.attribution import QuoteAttributor
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.quotes.parse.reporting_clauses import ReportingClauses
from tui.analysis.quotes.parse.reporting_nouns import reports_by_noun
from tui.analysis.quotes.parse.verb_objects import quotative_objects
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan
from tui.analysis.quotes.surface.surface_attribution import is_title, labelled_turn
from tui.model import Span

_MIN_TURN_SPACES = 3
"""Spaces in the text after a label; with fewer it is no turn of a transcript."""
_MAX_PARAGRAPHS = 2
"""Paragraphs for which the last speaker is remembered."""


class DocumentQuotes:
    """Finds the quotes of one article; paragraphs must be added in text order."""

    def __init__(self) -> None:
        self._last_speaker: Span | None = None
        self._last_speaker_paragraph = -_MAX_PARAGRAPHS - 1
        self._paragraph_number = 0
        self._unclosed: QuoteCandidate | None = None
        """The quote of the paragraph before that has no closing mark."""

    def add_paragraph(self, parsed: ParsedParagraph) -> list[QuoteCandidate]:
        """The quotes of the next paragraph, by start.

        The content of an unclosed quote of the paragraph before may grow.
        """
        self._paragraph_number += 1
        turn = self._transcript_turn(parsed)
        if turn is not None:
            self._remember_speaker(turn.speaker)
            self._unclosed = None
            return [turn]
        clauses = ReportingClauses(parsed)
        candidates = without_nested(
            [
                *clauses.find(),
                *according_to(parsed),
                *reports_by_noun(parsed),
                *quotative_objects(parsed),
            ]
        )
        attributor = QuoteAttributor(clauses, candidates)
        attributor.attribute()
        candidates = attributor.candidates
        distance = self._paragraph_number - self._last_speaker_paragraph
        if self._last_speaker is not None and distance <= _MAX_PARAGRAPHS:
            candidates += self._continued(parsed, attributor.pending, self._last_speaker)
        candidates.sort(key=lambda candidate: candidate.start)
        self._remember_last_speaker(candidates, attributor)
        self._unclosed = self._find_unclosed(parsed, candidates)
        return candidates

    def _continued(
        self, parsed: ParsedParagraph, pending: list[QuotedSpan], speaker: Span
    ) -> Iterator[QuoteCandidate]:
        """Quotes of the last speaker; an unclosed quote is extended instead."""
        for quoted_span in pending:
            if quoted_span.span == parsed.span and is_title(parsed.text, quoted_span.span):
                continue  # a heading
            if self._unclosed is not None:
                self._unclosed.content.append(quoted_span.span)
                self._last_speaker_paragraph = self._paragraph_number
            else:
                yield QuoteCandidate([quoted_span.span], None, speaker)

    def _find_unclosed(
        self, parsed: ParsedParagraph, candidates: list[QuoteCandidate]
    ) -> QuoteCandidate | None:
        """The quote whose last quoted span is not closed, which the next paragraph continues."""
        if not parsed.quoted_spans or parsed.quoted_spans[-1].is_closed:
            return None
        last = [parsed.quoted_spans[-1].span]
        known = candidates if self._unclosed is None else [*candidates, self._unclosed]
        return next((candidate for candidate in known if candidate.overlap_length(last)), None)

    def _transcript_turn(self, parsed: ParsedParagraph) -> QuoteCandidate | None:
        """The turn of a paragraph of a transcript or headline: "WALLER: You said so."."""
        turn = labelled_turn(parsed.text, parsed.span)
        if turn is None:
            return None
        label, content = turn
        name = label.of(parsed.text)
        has_person = any(
            parsed.span.start + entity.start_char < label.end
            for entity in parsed.doc.ents
            if entity.label_ == "PERSON"
        )
        is_speaker = has_person or (name.isupper() and len(name) > 2)
        if parsed.quoted_spans and parsed.quoted_spans[0].span.start == content.start:
            return None
        if not is_speaker or content.of(parsed.text).count(" ") < _MIN_TURN_SPACES:
            return None
        return QuoteCandidate([content], None, label, is_verbatim=name.isupper())

    def _remember_last_speaker(
        self, candidates: list[QuoteCandidate], attributor: QuoteAttributor
    ) -> None:
        """Remember who speaks at the end, or whom a final colon introduces."""
        text, parsed = attributor.text, attributor.parsed
        speakers = [
            candidate.speaker
            for candidate in candidates
            if candidate.speaker is not None
            and candidate.speaker.of(text) not in ("who", "which", "that")
        ]
        introduced = None
        if parsed.span.of(text).rstrip().endswith(":"):
            introduced = attributor.last_subject(parsed.sentence_at(parsed.span.end))
        if introduced is not None or speakers:
            self._remember_speaker(introduced or speakers[-1])

    def _remember_speaker(self, speaker: Span | None) -> None:
        self._last_speaker = speaker
        self._last_speaker_paragraph = self._paragraph_number

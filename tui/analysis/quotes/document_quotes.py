"""The quotes of an article, paragraph after paragraph, with what one hands to the next."""

from __future__ import annotations

from collections.abc import Iterator

from tui.analysis.quotes.candidate import QuoteCandidate, outermost
from tui.analysis.quotes.parse.according_to import according_to
from tui.analysis.quotes.parse.attribution import Attributor
from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.quotes.parse.quotative_objects import taken_as
from tui.analysis.quotes.parse.reporting_clauses import Reports
from tui.analysis.quotes.parse.reporting_nouns import by_nouns
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan
from tui.analysis.quotes.surface.surface_attribution import is_title, labelled_words
from tui.model import Span

_SHORT = 3
"""Words; fewer after a label are no speech."""
_NEAR = 2
"""Paragraphs over which a speaker is remembered."""


class DocumentQuotes:
    """Takes parsed paragraphs in their order and gives the quotes of each."""

    def __init__(self) -> None:
        self._speaker: Span | None = None
        self._spoke = -_NEAR - 1
        self._number = 0
        self._open: QuoteCandidate | None = None
        """The quote that the paragraph before left open."""

    def quotes(self, parsed: Parsed) -> list[QuoteCandidate]:
        """The quotes of the next paragraph."""
        self._number += 1
        reports = Reports(parsed)
        labelled = self._labelled(parsed)
        if labelled is not None:
            self._speaker, self._spoke, self._open = labelled.speaker, self._number, None
            return [labelled]
        found = outermost(
            [*reports.find(), *according_to(parsed), *by_nouns(parsed), *taken_as(parsed)]
        )
        attributor = Attributor(reports, found)
        attributor.attribute()
        drafts = attributor.drafts
        if self._speaker is not None and self._number - self._spoke <= _NEAR:
            drafts += self._continued(parsed, attributor.pending, self._speaker)
        drafts.sort(key=lambda draft: draft.start)
        self._remember(drafts, attributor)
        self._open = self._left_open(parsed, drafts)
        return drafts

    def _continued(
        self, parsed: Parsed, pending: list[QuotedSpan], speaker: Span
    ) -> Iterator[QuoteCandidate]:
        """Quotes that the paragraph names nobody for: the rest of an open one, else new ones."""
        for stretch in pending:
            if stretch.span == parsed.span and is_title(parsed.text, stretch.span):
                continue  # a heading
            if self._open is not None:
                self._open.content.append(stretch.span)
                self._spoke = self._number
            else:
                yield QuoteCandidate([stretch.span], None, speaker)

    def _left_open(self, parsed: Parsed, drafts: list[QuoteCandidate]) -> QuoteCandidate | None:
        """The quote without a closing mark: so stands what the next paragraph goes on with."""
        if not parsed.stretches or parsed.stretches[-1].is_closed:
            return None
        last = [parsed.stretches[-1].span]
        known = drafts if self._open is None else [*drafts, self._open]
        return next((draft for draft in known if draft.shared(last)), None)

    def _labelled(self, parsed: Parsed) -> QuoteCandidate | None:
        """The words of a transcript's or headline's paragraph, whose speaker stands in front."""
        found = labelled_words(parsed.text, parsed.span)
        if found is None:
            return None
        label, said = found
        name = label.of(parsed.text)
        person = any(
            parsed.span.start + entity.start_char < label.end
            for entity in parsed.doc.ents
            if entity.label_ == "PERSON"
        )
        is_speaker = person or (name.isupper() and len(name) > 2)
        if parsed.stretches and parsed.stretches[0].span.start == said.start:
            return None
        if not is_speaker or said.of(parsed.text).count(" ") < _SHORT:
            return None
        return QuoteCandidate([said], None, label, is_verbatim=name.isupper())

    def _remember(self, drafts: list[QuoteCandidate], attributor: Attributor) -> None:
        text = attributor.text
        speaking = [
            draft.speaker
            for draft in drafts
            if draft.speaker is not None and draft.speaker.of(text) not in ("who", "which", "that")
        ]
        introduced, parsed = None, attributor.parsed
        if parsed.span.of(attributor.text).rstrip().endswith(":"):
            introduced = attributor.last_subject(parsed.sentence(parsed.span.end))
        if introduced is not None or speaking:
            self._speaker = introduced or speaking[-1]
            self._spoke = self._number

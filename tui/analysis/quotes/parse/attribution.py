"""Attribution of the quoted spans that no report of the paragraph covers.

The rules are tried in the order of their precision, as in the sieves of Muzny et al. (2017), "A
Two-stage Sieve Approach for Quote Attribution": a signature or label, a second half of a quote, a
cue beside the quoted span, an introduction before a colon, an earlier quote, the last sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.mixed_quotes import completed_content, with_complement
from tui.analysis.quotes.parse.reporting_clauses import ReportingClauses
from tui.analysis.quotes.reporting_verbs import reporting_verbs
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan
from tui.analysis.quotes.surface.surface_attribution import (
    cue_after,
    cue_before,
    is_unattributable,
    signature_after,
    source_label,
    transcript_label,
)
from tui.model import Span
from tui.model.sorted_spans import SortedSpans

if TYPE_CHECKING:
    from spacy.tokens import Token

_MIN_WORDS = 4
"""Fewer words in quotation marks are a term rather than a quote, unless they end like speech."""
_COVERED_SHARE = 0.6
"""Share of a quoted span that the candidates must hold for it to count as attributed."""
_QUOTED_SHARE = 0.6
"""Share of a paragraph in quotation marks above which it is treated as one speech."""
_MAX_OPENING = 2
"""Code points from the start of a paragraph to a quoted span that opens it."""
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|U\.S|[A-Z])\.")
_SENTENCE_END = re.compile(r"[.!?][”\"]?(?=\s|$)")
_LEADS_IN = re.compile(
    r"[:,]\s*$|that\s*$|\b(?:said|says|called|wrote|was|is|as|of|to|a|an|the|and|by|like|for)\s*$"
)
"""Text before a quoted span that makes it part of the sentence."""
_AMBIGUOUS_CUES = ("asked", "told")
"""Cues whose subject in the parse may be the hearer."""
_PRONOUNS = ("he", "she", "they")
_REACTION = re.compile(r" (?:back|him|her|them|us|me): ?")
"""Text between a cue and a quote in "Lee scolded us: “No,” she said"."""
_INTRODUCTION = re.compile(r":$|\b(?:puts?|put) it,$")


class AttributedCue(NamedTuple):
    """A cue whose speaker is known."""

    span: Span
    speaker: Span
    """The mention of the speaker."""
    token: Token | None = None
    """The verb in the parse; ``None`` if the cue was found in the plain text."""


class QuoteAttributor:
    """The quotes of one paragraph: its reports, and its quoted spans with their speakers.

    Args:
        clauses: The reporting clauses of the paragraph.
        candidates: The reports of the paragraph; quotes are added to them.
    """

    def __init__(self, clauses: ReportingClauses, candidates: list[QuoteCandidate]) -> None:
        self.parsed = clauses.parsed
        self.text = clauses.parsed.text
        self.candidates = candidates
        self.pending: list[QuotedSpan] = []
        """Quoted spans for which the paragraph names no speaker."""
        self._quoted = SortedSpans(quoted_span.span for quoted_span in self.parsed.quoted_spans)
        self._cues = self._attributed_cues(clauses)
        self._verbs: dict[Span | None, Token | None] = {cue.span: cue.token for cue in self._cues}

    def _attributed_cues(self, clauses: ReportingClauses) -> list[AttributedCue]:
        """The reporting verbs of the paragraph whose subject is known, in text order."""
        cues = []
        for token, _ in clauses.cues:
            subject = clauses.subject(token)
            if subject is not None:
                mention = self.parsed.mention_span(subject)
                cues.append(AttributedCue(self.parsed.token_span(token), mention, token))
        return cues

    def attribute(self) -> None:
        """Put every quoted span into a candidate or into ``pending``, and complete the contents."""
        quoted_spans = self.parsed.quoted_spans
        all_spans = [quoted_span.span for quoted_span in quoted_spans]
        for report in self.candidates:
            if report.overlap_length(all_spans):
                report.speaker = (
                    self._named_speaker(report) or report.speaker or self._nearest_speaker(report)
                )
        for index, quoted_span in enumerate(quoted_spans):
            span = quoted_span.span
            covered = sum(candidate.overlap_length([span]) for candidate in self.candidates)
            if covered >= _COVERED_SHARE * span.length:
                continue
            low = quoted_spans[index - 1].span.end if index else self.parsed.span.start
            later = quoted_spans[index + 1 :]
            high = later[0].span.start if later else self.parsed.span.end
            candidate = self._attributed(quoted_span, Span(low, span.start), Span(span.end, high))
            if candidate is not None and candidate not in self.candidates:
                self.candidates.append(candidate)
        for candidate in self.candidates:
            candidate.content = completed_content(
                self.parsed, candidate, self._verbs.get(candidate.cue)
            )
        self.candidates.sort(key=lambda candidate: candidate.start)

    def _attributed(
        self, quoted_span: QuotedSpan, before: Span, after: Span
    ) -> QuoteCandidate | None:
        """The new candidate of a quoted span.

        Args:
            quoted_span: A quoted span that no candidate covers.
            before: The gap between it and the quoted span before.
            after: The gap between it and the next quoted span.

        Returns:
            ``None`` if it was added to another candidate or to ``pending``, or is no speech.
        """
        text, span = self.text, quoted_span.span
        quoted_spans = self.parsed.quoted_spans
        word_count = len(quoted_span.inner_text(text).split())
        sentence_start = self._sentence_start(before)
        starts_sentence = not text[sentence_start : span.start].strip()
        if is_unattributable(text, Span(sentence_start, span.start), span):
            return None
        signature = signature_after(text, Span(quoted_spans[-1].span.end, self.parsed.span.end))
        if signature and (starts_sentence or quoted_spans[0].span.start == self.parsed.span.start):
            return QuoteCandidate([span], None, signature)
        label = transcript_label(text, span)
        if label:
            return QuoteCandidate([span], None, label)
        interrupted = self._interrupted_quote(quoted_span, sentence_start)
        if interrupted is not None:
            interrupted.add(span)
            return None
        cue = self._cue_beside(quoted_span, sentence_start, after, starts_sentence)
        if cue is not None:
            return self._with_cue(quoted_span, cue, word_count, starts_sentence)
        introduced = self._introduced_speaker(sentence_start, span.start)
        if introduced is not None:
            return QuoteCandidate([span], None, introduced)
        ends_like_speech = quoted_span.ends_like_speech(text)
        if word_count < _MIN_WORDS and not ends_like_speech:
            return None
        earlier = self._earlier_quote(span)
        if earlier is not None and (starts_sentence or ends_like_speech):
            earlier.add(span)
            return None
        is_opening = span.start - self.parsed.span.start <= _MAX_OPENING
        is_speech = self._quoted_share() > _QUOTED_SHARE and not self._speech_cues_before(span)
        if is_opening or is_speech:
            return self._opening_quote(quoted_span)
        if starts_sentence and word_count >= _MIN_WORDS:
            return self._from_last_sentence(span)
        return None

    def _nearest_speaker(self, candidate: QuoteCandidate) -> Span | None:
        """The speaker beside a cue that has no subject in the parse."""
        cue = candidate.cue
        if cue is None or cue.of(self.text).lower() in _AMBIGUOUS_CUES:
            return None
        match = cue_after(self.text, Span(candidate.content[0].end, self.parsed.span.end))
        if match is not None and match[0] == cue:
            return match[1]
        sentence_start = self._sentence_start(Span(self.parsed.span.start, cue.start))
        return self.last_subject(Span(sentence_start, cue.start))

    def _named_speaker(self, candidate: QuoteCandidate) -> Span | None:
        """The name for "she" in "Lee scolded us: “No,” she said" or "Lee says she hopes ..."."""
        if candidate.speaker is None or candidate.speaker.of(self.text).lower() not in _PRONOUNS:
            return None
        for cue in self._cues:
            if _REACTION.fullmatch(self.text, cue.span.end, candidate.start):
                return cue.speaker
        verb = self._verbs.get(candidate.cue)
        if verb is None or {"tag", "speech", "naming"} & reporting_verbs()[verb.lower_].reports:
            return None
        by_token = {cue.token.i: cue for cue in self._cues if cue.token is not None}
        outer_cues = (by_token[token.i] for token in verb.ancestors if token.i in by_token)
        return next((cue.speaker for cue in outer_cues if self._is_speech(cue)), None)

    def _sentence_start(self, before: Span) -> int:
        """The start of the last sentence in ``before``, the gap before a quoted span."""
        masked = _masked_abbreviations(before.of(self.text))
        ends = [match.end() for match in _SENTENCE_END.finditer(masked)]
        return before.start + (ends[-1] if ends else 0)

    def _cue_beside(
        self, quoted_span: QuotedSpan, sentence_start: int, after: Span, starts_sentence: bool
    ) -> AttributedCue | None:
        """The cue of a quoted span in its own sentence.

        Args:
            quoted_span: The quoted span.
            sentence_start: The start of its sentence.
            after: The gap between it and the next quoted span.
            starts_sentence: Whether it is the start of its sentence.
        """
        text, span = self.text, quoted_span.span
        masked = _masked_abbreviations(after.of(text))
        stop = _SENTENCE_END.search(masked)
        sentence_end = after.start + (stop.start() if stop else len(masked))
        cues_after = [cue for cue in self._cues if span.end <= cue.span.start < sentence_end]
        cues_before = [cue for cue in self._cues if sentence_start <= cue.span.start < span.start]
        if quoted_span.continues_sentence(text):
            match = cue_after(text, Span(span.end, sentence_end))
            if match:
                return AttributedCue(*match)
            if cues_after and (starts_sentence or not cues_before):
                return cues_after[0]
        gap = Span(sentence_start, span.start)
        adjacent = cue_before(text, gap, is_adjacent=True)
        if adjacent and (not cues_before or adjacent[0].start > cues_before[-1].span.start):
            return AttributedCue(*adjacent)
        if cues_before and _LEADS_IN.search(gap.of(text)):
            return cues_before[-1]
        if not starts_sentence:
            if cues_before:
                return cues_before[-1]
            match = cue_before(text, gap)
            if match:
                return AttributedCue(*match)
        ends_sentence = quoted_span.inner_text(text)[-1:] == "."
        return cues_after[0] if cues_after and not ends_sentence else None

    def _interrupted_quote(
        self, quoted_span: QuotedSpan, sentence_start: int
    ) -> QuoteCandidate | None:
        """The first half of "“It is late,” she said, smiling, “but not too late.”"."""
        before = self.text[self.parsed.span.start : quoted_span.span.start].rstrip()
        is_second_half = quoted_span.inner_text(self.text)[:1].islower() and before.endswith(",")
        earlier = self._earlier_quote(quoted_span.span) if is_second_half else None
        if earlier is None or earlier.cue is None or earlier.start > earlier.cue.start:
            return None
        return earlier if sentence_start <= earlier.cue.start < quoted_span.span.start else None

    def _introduced_speaker(self, sentence_start: int, quote_start: int) -> Span | None:
        """The speaker named before a colon, or before "puts it,", directly before a quote."""
        introduction = self.text[sentence_start:quote_start].rstrip()
        if not _INTRODUCTION.search(introduction):
            return None
        gap = Span(sentence_start, quote_start)
        return source_label(self.text, gap) or self.last_subject(gap)

    def _with_cue(
        self, quoted_span: QuotedSpan, cue: AttributedCue, word_count: int, starts_sentence: bool
    ) -> QuoteCandidate | None:
        """The new candidate of a quoted span with a cue, or ``None``.

        A candidate with the same cue gets the quoted span instead.
        """
        span = quoted_span.span
        same_cue = next((c for c in self.candidates if c.cue == cue.span), None)
        if same_cue is not None:
            is_sentence = (
                starts_sentence
                and word_count >= _MIN_WORDS
                and quoted_span.continues_sentence(self.text)
            )
            if is_sentence and span.end <= cue.span.start < same_cue.start:
                same_cue.content = [span]  # what follows the cue is when it was said
            elif starts_sentence or same_cue.start < cue.span.start or span.start > cue.span.end:
                same_cue.add(span)
            return None
        is_term = word_count < _MIN_WORDS and not quoted_span.ends_like_speech(self.text)
        if is_term and not self._is_naming(cue):
            return None
        content = span
        if cue.token is not None and span.start > cue.span.end:
            content = self.parsed.widened(with_complement(self.parsed, cue.token, span))
        return QuoteCandidate([content], cue.span, cue.speaker)

    def _is_speech(self, cue: AttributedCue) -> bool:
        """Whether the cue is a verb of speaking, not of thinking or hearing."""
        if cue.token is None:
            return True
        return bool({"tag", "speech"} & reporting_verbs()[cue.token.lower_].reports)

    def _is_naming(self, cue: AttributedCue) -> bool:
        """Whether the cue is a verb such as "called", whose content may be a single word."""
        return cue.token is not None and "naming" in reporting_verbs()[cue.token.lower_].reports

    def _earlier_quote(self, span: Span) -> QuoteCandidate | None:
        """The last candidate with quotation marks before the span in the paragraph."""
        quoted = self._quoted
        earlier = [
            candidate
            for candidate in self.candidates
            if candidate.start < span.start and any(map(quoted.overlapping, candidate.content))
        ]
        return max(earlier, key=lambda candidate: candidate.end, default=None)

    def _quoted_share(self) -> float:
        """The share of the paragraph that is in quotation marks."""
        quoted = sum(quoted_span.span.length for quoted_span in self.parsed.quoted_spans)
        return quoted / max(1, self.parsed.span.length)

    def _opening_quote(self, quoted_span: QuotedSpan) -> QuoteCandidate | None:
        """The candidate of a quoted span that opens its paragraph, if a cue follows."""
        span = quoted_span.span
        cues_after = [cue for cue in self._cues if cue.span.start >= span.end]
        if cues_after and quoted_span.inner_text(self.text)[-1:] in tuple(",?!"):
            return QuoteCandidate([span], cues_after[0].span, cues_after[0].speaker)
        self.pending.append(quoted_span)
        return None

    def _speech_cues_before(self, span: Span) -> list[AttributedCue]:
        """The cues of speaking before the span."""
        return [cue for cue in self._cues if cue.span.start < span.start and self._is_speech(cue)]

    def _from_last_sentence(self, span: Span) -> QuoteCandidate | None:
        """The candidate with the last speaker before the span, else the last subject."""
        cues = self._speech_cues_before(span)
        if cues:
            return QuoteCandidate([span], cues[-1].span, cues[-1].speaker)
        subject = self._last_person(span.start)
        if subject is None:
            return None
        return QuoteCandidate([span], None, self.parsed.mention_span(subject))

    def _last_person(self, end: int) -> Token | None:
        """The last subject before ``end`` that is a person or a personal pronoun."""
        for token in reversed(self.parsed.doc):
            is_subject = token.dep_ in ("nsubj", "nsubjpass") and not self.parsed.is_quoted[token.i]
            if not is_subject or self.parsed.token_start(token) >= end:
                continue
            if token.lower_ in _PRONOUNS or token.ent_type_ == "PERSON":
                return token
        return None

    def last_subject(self, span: Span) -> Span | None:
        """The mention of the last speaker in the span, else of the subject of its main verb."""
        cues = [cue for cue in self._cues if span.holds(cue.span.start)]
        if cues:
            return cues[-1].speaker
        subjects = [
            token
            for token in self.parsed.doc
            if token.dep_ in ("nsubj", "nsubjpass")
            and token.tag_ not in ("WP", "WDT")
            and not self.parsed.is_quoted[token.i]
            and span.holds(self.parsed.token_start(token))
        ]
        # "She is sure that jail helps: ...": the subject with the shortest path to the root.
        depths = {token: (len(list(token.head.ancestors)), -token.i) for token in subjects}
        main = min(subjects, key=lambda token: depths[token], default=None)
        return self.parsed.mention_span(main) if main is not None else None


def _masked_abbreviations(text: str) -> str:
    """The text with abbreviations replaced by letters, so that their stops end no sentence."""
    return _ABBREVIATION.sub(lambda match: "x" * len(match.group()), text)

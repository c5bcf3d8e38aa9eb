"""Who says the quoted stretches that no report of the paragraph covers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.mixed_quotes import completed, embedded
from tui.analysis.quotes.parse.reporting_clauses import Reports
from tui.analysis.quotes.reporting_verbs import verbs
from tui.analysis.quotes.surface.quoted_spans import QuotedSpan
from tui.analysis.quotes.surface.surface_attribution import (
    cue_after,
    cue_before,
    is_nobodys,
    signature_after,
    source_label,
    transcript_label,
)
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = 4
"""Words; fewer in quotation marks are rather a term than a sentence."""
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|U\.S|[A-Z])\.")
_SENTENCE_END = re.compile(r"[.!?][”\"]?(?=\s|$)")
_LEADS_IN = re.compile(
    r"[:,]\s*$|that\s*$|\b(?:said|says|called|wrote|was|is|as|of|to|a|an|the|and|by|like|for)\s*$"
)

_HEARD = ("asked", "told")
"""Verbs whose subject may be whoever is spoken to."""

_PRONOUNS = ("he", "she", "they")
_RIGHT_BEFORE = re.compile(r" (?:back|him|her|them|us|me): ?")
_INTRODUCES = re.compile(r":$|\b(?:puts?|put) it,$")


class CueOfStretch(NamedTuple):
    """A verb of speech with the one who speaks."""

    cue: Span
    speaker: Span
    token: Token | None = None
    """The verb, where the parser saw it."""


class Attributor:
    """The quotes of one paragraph: its reports, and its quoted stretches with their speakers."""

    def __init__(self, reports: Reports, drafts: list[QuoteCandidate]) -> None:
        self.parsed = reports.parsed
        self.text = reports.parsed.text
        self.drafts = drafts
        self.pending: list[QuotedSpan] = []
        """Stretches for which the paragraph names nobody."""
        self._cues = self._speaking(reports)
        self._verbs: dict[Span | None, Token | None] = {
            known.cue: known.token for known in self._cues
        }

    def _speaking(self, reports: Reports) -> list[CueOfStretch]:
        found = []
        for token, _ in reports.cues:
            subject = reports.subject(token)
            if subject is not None:
                mention = self.parsed.mention(subject)
                found.append(CueOfStretch(self.parsed.place(token), mention, token))
        return found

    @property
    def cues(self) -> list[CueOfStretch]:
        """The verbs of speech of the paragraph whose subject is known."""
        return self._cues

    def attribute(self) -> None:
        """Give every quoted stretch to a draft, or leave it pending."""
        stretches = self.parsed.stretches
        marks = [stretch.span for stretch in stretches]
        for known in self.drafts:
            if known.shared(marks):
                known.speaker = self._named(known) or known.speaker or self._nearest_to(known)
        for k, stretch in enumerate(stretches):
            covered = sum(draft.shared([stretch.span]) for draft in self.drafts)
            if covered >= 0.6 * stretch.span.length:
                continue
            before = stretches[k - 1].span.end if k else self.parsed.span.start
            follows = stretches[k + 1 :]
            after = follows[0].span.start if follows else self.parsed.span.end
            draft = self._attributed(
                stretch, Span(before, stretch.span.start), Span(stretch.span.end, after)
            )
            if draft is not None and draft not in self.drafts:
                self.drafts.append(draft)
        for draft in self.drafts:
            draft.content = completed(self.parsed, draft, self._verbs.get(draft.cue))
        self.drafts.sort(key=lambda draft: draft.start)

    def _attributed(self, stretch: QuotedSpan, before: Span, after: Span) -> QuoteCandidate | None:
        text, span = self.text, stretch.span
        stretches = self.parsed.stretches
        length = len(stretch.inside(text).split())
        starts = self._sentence_start(before)
        begins_sentence = not text[starts : span.start].strip()
        if is_nobodys(text, Span(starts, span.start), span):
            return None
        signature = signature_after(text, Span(stretches[-1].span.end, self.parsed.span.end))
        if signature and (begins_sentence or stretches[0].span.start == self.parsed.span.start):
            return QuoteCandidate([span], None, signature)
        label = transcript_label(text, span)
        if label:
            return QuoteCandidate([span], None, label)
        interrupted = self._interrupted(stretch, starts)
        if interrupted is not None:
            interrupted.add(span)
            return None
        cue = self._cue_around(stretch, starts, after, begins_sentence)
        if cue is not None:
            return self._with_cue(stretch, cue, length, begins_sentence)
        introduced = self._introduced(starts, span.start)
        if introduced is not None:
            return QuoteCandidate([span], None, introduced)
        ends_like_speech = stretch.is_spoken(text)
        if length < _SHORT and not ends_like_speech:
            return None
        earlier = self._earlier_quote(span)
        if earlier is not None and (begins_sentence or ends_like_speech):
            earlier.add(span)
            return None
        is_opening = span.start - self.parsed.span.start <= 2
        if is_opening or (self._quoted_share() > 0.6 and not self._told_before(span)):
            return self._opening(stretch, after)
        if begins_sentence and length >= _SHORT:
            return self._from_last_sentence(span)
        return None

    def _nearest_to(self, draft: QuoteCandidate) -> Span | None:
        """Who stands beside a cue that the parser gave no subject."""
        cue = draft.cue
        if cue is None or cue.of(self.text).lower() in _HEARD:
            return None
        found = cue_after(self.text, Span(draft.content[0].end, self.parsed.span.end))
        if found is not None and found[0] == cue:
            return found[1]
        return self.last_subject(
            Span(self._sentence_start(Span(self.parsed.span.start, cue.start)), cue.start)
        )

    def _named(self, draft: QuoteCandidate) -> Span | None:
        """Who is meant by "she" in "Lee scolded us: “No,” she said" or "Lee says she hopes ..."."""
        if draft.speaker is None or draft.speaker.of(self.text).lower() not in _PRONOUNS:
            return None
        for known in self._cues:
            if _RIGHT_BEFORE.fullmatch(self.text, known.cue.end, draft.start):
                return known.speaker
        verb = self._verbs.get(draft.cue)
        if verb is None or {"tag", "speech", "naming"} & verbs()[verb.lower_].reports:
            return None
        outer = {known.token.i: known for known in self._cues if known.token is not None}
        telling = (outer[token.i] for token in verb.ancestors if token.i in outer)
        return next((known.speaker for known in telling if self._tells(known)), None)

    def _sentence_start(self, before: Span) -> int:
        """Where the sentence in front of a stretch begins, quoted ones left out."""
        masked = _ABBREVIATED.sub(lambda m: "x" * len(m.group()), before.of(self.text))
        ends = [m.end() for m in _SENTENCE_END.finditer(masked)]
        return before.start + (ends[-1] if ends else 0)

    def _cue_around(
        self, stretch: QuotedSpan, starts: int, after: Span, begins_sentence: bool
    ) -> CueOfStretch | None:
        text, span = self.text, stretch.span
        masked = _ABBREVIATED.sub(lambda m: "x" * len(m.group()), after.of(text))
        stop = _SENTENCE_END.search(masked)
        ends = after.start + (stop.start() if stop else len(masked))
        behind = [cue for cue in self._cues if span.end <= cue.cue.start < ends]
        ahead = [cue for cue in self._cues if starts <= cue.cue.start < span.start]
        last = stretch.inside(text)[-1:]
        if stretch.leads_on(text):
            found = cue_after(text, Span(span.end, ends))
            if found:
                return CueOfStretch(*found)
            if behind and (begins_sentence or not ahead):
                return behind[0]
        adjacent = cue_before(text, Span(starts, span.start), is_adjacent=True)
        if adjacent and (not ahead or adjacent[0].start > ahead[-1].cue.start):
            return CueOfStretch(*adjacent)
        if ahead and _LEADS_IN.search(text[starts : span.start]):
            return ahead[-1]
        if not begins_sentence:
            if ahead:
                return ahead[-1]
            found = cue_before(text, Span(starts, span.start))
            if found:
                return CueOfStretch(*found)
        return behind[0] if behind and last != "." else None

    def _interrupted(self, stretch: QuotedSpan, starts: int) -> QuoteCandidate | None:
        """The quote that goes on here in "“It is late,” she said, smiling, “but not too late.”"."""
        before = self.text[self.parsed.span.start : stretch.span.start].rstrip()
        is_second_half = stretch.inside(self.text)[:1].islower() and before.endswith(",")
        earlier = self._earlier_quote(stretch.span) if is_second_half else None
        if earlier is None or earlier.cue is None or earlier.start > earlier.cue.start:
            return None
        return earlier if starts <= earlier.cue.start < stretch.span.start else None

    def _introduced(self, starts: int, quote: int) -> Span | None:
        """Who is named in front of a colon, or of "puts it,", right before a quote."""
        lead = self.text[starts:quote].rstrip()
        if not _INTRODUCES.search(lead):
            return None
        label = source_label(self.text, Span(starts, quote))
        return label or self.last_subject(Span(starts, quote))

    def _with_cue(
        self, stretch: QuotedSpan, cue: CueOfStretch, length: int, begins_sentence: bool
    ) -> QuoteCandidate | None:
        same = [draft for draft in self.drafts if draft.cue == cue.cue]
        if same:
            is_told = begins_sentence and length >= _SHORT and stretch.leads_on(self.text)
            if is_told and stretch.span.end <= cue.cue.start < same[0].start:
                same[0].content = [stretch.span]  # behind the verb stands when it was said
            elif (
                begins_sentence or same[0].start < cue.cue.start or stretch.span.start > cue.cue.end
            ):
                same[0].add(stretch.span)
            return None
        ends_like_speech = stretch.is_spoken(self.text)
        if length < _SHORT and not ends_like_speech and not self._names(cue):
            return None
        words = stretch.span
        if cue.token is not None and words.start > cue.cue.end:
            words = self.parsed.whole(embedded(self.parsed, cue.token, words))
        return QuoteCandidate([words], cue.cue, cue.speaker)

    def _tells(self, cue: CueOfStretch) -> bool:
        """Whether somebody speaks by the cue, rather than thinks or hears."""
        return cue.token is None or bool({"tag", "speech"} & verbs()[cue.token.lower_].reports)

    def _names(self, cue: CueOfStretch) -> bool:
        """Whether the cue is of the kind of "called", with which even a word is a quote."""
        return cue.token is not None and "naming" in verbs()[cue.token.lower_].reports

    def _earlier_quote(self, span: Span) -> QuoteCandidate | None:
        """The quote with quotation marks that comes before in the paragraph."""
        marks = [stretch.span for stretch in self.parsed.stretches]
        earlier = [
            draft for draft in self.drafts if draft.start < span.start and draft.shared(marks)
        ]
        return max(earlier, key=lambda draft: draft.end, default=None)

    def _quoted_share(self) -> float:
        quoted = sum(stretch.span.length for stretch in self.parsed.stretches)
        return quoted / max(1, self.parsed.span.length)

    def _opening(self, stretch: QuotedSpan, after: Span) -> QuoteCandidate | None:
        """A stretch at the start of the paragraph: who follows, else whoever spoke last."""
        span = stretch.span
        behind = [cue for cue in self._cues if cue.cue.start >= span.end]
        if behind and stretch.inside(self.text)[-1:] in tuple(",?!"):
            return QuoteCandidate([span], behind[0].cue, behind[0].speaker)
        self.pending.append(stretch)
        return None

    def _told_before(self, span: Span) -> list[CueOfStretch]:
        """The cues in front of a stretch by which somebody speaks."""
        return [cue for cue in self._cues if cue.cue.start < span.start and self._tells(cue)]

    def _from_last_sentence(self, span: Span) -> QuoteCandidate | None:
        """The speaker of the sentence in front, else the person whom it is about."""
        ahead = self._told_before(span)
        if ahead:
            return QuoteCandidate([span], ahead[-1].cue, ahead[-1].speaker)
        subject = self._last_subject(span.start)
        if subject is None:
            return None
        return QuoteCandidate([span], None, self.parsed.mention(subject))

    def _last_subject(self, place: int) -> Token | None:
        for token in reversed(self.parsed.doc):
            is_subject = token.dep_ in ("nsubj", "nsubjpass") and not self.parsed.is_quoted[token.i]
            if not is_subject or self.parsed.offset(token) >= place:
                continue
            if token.lower_ in ("he", "she", "they") or token.ent_type_ == "PERSON":
                return token
        return None

    def last_subject(self, where: Span) -> Span | None:
        """Who the words in front of a colon introduce: their last speaker or subject."""
        speaking = [cue for cue in self._cues if where.holds(cue.cue.start)]
        if speaking:
            return speaking[-1].speaker
        subjects = [
            token
            for token in self.parsed.doc
            if token.dep_ in ("nsubj", "nsubjpass")
            and token.tag_ not in ("WP", "WDT")
            and not self.parsed.is_quoted[token.i]
            and where.holds(self.parsed.offset(token))
        ]
        # Of a sentence with clauses inside, the main verb's: "She is sure that jail helps: ..."
        depths = {token: (len(list(token.head.ancestors)), -token.i) for token in subjects}
        chosen = min(subjects, key=lambda token: depths[token], default=None)
        return self.parsed.mention(chosen) if chosen is not None else None

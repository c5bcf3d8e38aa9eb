"""Reporting clauses: a subject, a reporting verb as cue, and the complement as content."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate, merge_spans
from tui.analysis.quotes.parse.complements import TELL_FORMS, complement_tokens
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, ParsedParagraph
from tui.analysis.quotes.reporting_verbs import ReportingVerb, reporting_verbs
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+")
_TIME_OF_REPORT = re.compile(
    r", (?:just |only |barely |less than |nearly |about )?"
    r"(?:an?|one|two|three|four|five|six|\d+|hours|days|weeks|months|years|minutes)"
    r"(?: (?:hours?|days?|weeks?|months?|years?|minutes?))? (?:after|before)\b"
)
_MIN_WORDS = 3
"""Words of a content that is a whole sentence, or from which a time was cut off."""
_MAX_CUES = 50
"""Reporting verbs of a sentence that are read."""
_MENTAL_VERBS = frozenset(
    (
        "know", "think", "feel", "understand", "realize", "learn", "guess", "believe", "hope",
        "show", "find", "indicate", "expect", "decide", "worry",
    )
)  # fmt: skip
_MODALS = frozenset(["would", "could", "should", "may", "might", "can", "will"])
_HYPOTHETICAL_VERBS = frozenset(
    (
        "know", "think", "guess", "believe", "say", "tell", "find", "show", "expect", "call",
        "hope", "argue",
    )
)  # fmt: skip
_COMPLEMENTS = frozenset(["ccomp", "xcomp", "dobj", "conj", "intj"])
_SUBORDINATORS = frozenset(
    ["when", "while", "as", "after", "before", "if", "although", "though", "asked"]
)
_SPEECH = frozenset(["tag", "naming"])
"""Properties of verbs of speaking, as opposed to wanting, thinking or acting."""
_WITHOUT_SUBJECT = frozenset(["say", "add", "note", "write", "warn", "argue", "ask"])
"""Verbs whose reports are kept when no subject was found."""


def reporting_cues(parsed: ParsedParagraph) -> list[tuple[Token, ReportingVerb]]:
    """The tokens outside quotation marks that are reporting verbs, in text order.

    Of one sentence only the first ``_MAX_CUES``: the rules look at each with the others of its
    sentence, and no sentence that somebody wrote has more.
    """
    verbs = reporting_verbs()
    cues = [
        (token, verbs[token.lower_])
        for token in parsed.doc
        if token.pos_ in VERBS
        and token.lower_ in verbs
        and not parsed.is_quoted[token.i]
        and not _has_quoted_subject(parsed, token)
    ]
    if len(cues) <= _MAX_CUES:
        return cues
    by_sentence = groupby(cues, key=lambda cue: int(cue[0].sent.start))
    return [cue for _, of_sentence in by_sentence for cue in islice(of_sentence, _MAX_CUES)]


def _has_quoted_subject(parsed: ParsedParagraph, cue: Token) -> bool:
    """Whether the subject of a relative clause is quoted: "“letters” that respond to ..."."""
    subjects = [child.tag_ for child in cue.children if child.dep_ in ("nsubj", "nsubjpass")]
    return cue.dep_ == "relcl" and parsed.is_quoted[cue.head.i] and subjects == ["WDT"]


def _is_condition(cue: Token) -> bool:
    """Whether the clause of the cue is introduced by "if"."""
    return any(child.dep_ == "mark" and child.lower_ == "if" for child in cue.children)


class ReportingClauses:
    """The reporting clauses of one paragraph."""

    def __init__(self, parsed: ParsedParagraph) -> None:
        self.parsed = parsed
        self.cues = reporting_cues(parsed)
        """The reporting verbs outside quotation marks, in text order."""
        self._inherited: dict[int, Token] = {}
        """The main cue of each cue that shares its subject, by the token index of the latter."""

    def subject(self, cue: Token) -> Token | None:
        """The head of the mention of the speaker of a cue, or ``None``."""
        main_cue = self._inherited.get(cue.i)
        if main_cue is not None:
            return self.parsed.subject(main_cue) or self.parsed.subject(cue)
        return self.parsed.subject(cue) or self._nearest_subject(cue)

    def _nearest_subject(self, cue: Token) -> Token | None:
        """The person before a finite cue that has no subject in the parse."""
        verb = reporting_verbs()[cue.lower_]
        if self._is_reporting_participle(cue):  # "“No,” she said, suggesting new taxes"
            earlier = [c for c, _ in self.cues if cue.sent.start <= c.i < cue.i]
            return self.subject(earlier[-1]) if earlier else None
        if "tag" not in verb.reports or cue.tag_ not in ("VBD", "VBZ", "VBN"):
            return None
        if any(child.dep_ in ("auxpass", "nsubjpass") for child in cue.children):
            return None
        before = self.parsed.doc[cue.sent.start : cue.i]
        for token in before:
            is_phrase = token.right_edge.i == cue.i - 1 and token.pos_ in ("NOUN", "PROPN")
            if (
                is_phrase
                and token.left_edge.i > before.start
                and token.left_edge.nbor(-1).text == ","
            ):
                return token
        for token in reversed(before):
            if self.parsed.is_quoted[token.i] or token.dep_ == "poss":
                continue
            if token.ent_type_ == "PERSON" or token.lower_ in ("he", "she", "they"):
                return token
        return None

    def find(self) -> list[QuoteCandidate]:
        """The reports, none of which cuts a quoted span."""
        candidates = [
            candidate for cue, verb in self.cues if (candidate := self._report(cue, verb))
        ]
        for candidate in candidates:
            candidate.content = merge_spans(
                [self.parsed.widened(span) for span in candidate.content]
            )
            self._cut_writers_words(candidate)
            self._cut_time_of_report(candidate)
        return candidates

    def _sentence_before_cue(self, cue: Token, verb: ReportingVerb) -> QuoteCandidate | None:
        """The report of a sentence that ends in "..., Ann Lee said" or "..., said Ann Lee"."""
        doc, start = self.parsed.doc, cue.sent.start
        subject = self.parsed.subject(cue)
        if "tag" not in verb.reports or cue.tag_ not in ("VBD", "VBZ", "VBP"):
            return None
        if subject is None or any(self.parsed.is_quoted[start : cue.sent.end]):
            return None
        comma = (subject.left_edge.i if subject.i < cue.i else cue.i) - 1
        if comma <= start or doc[comma].text != ",":
            return None
        last = max(cue.i, subject.i)
        is_interrupting = subject.i < cue.i and cue.i + 1 < len(doc) and doc[cue.i + 1].text == ","
        has_more = is_interrupting or cue.sent.root.i > last
        relations = _COMPLEMENTS - {"dobj"} if cue.lower_ in TELL_FORMS else _COMPLEMENTS
        has_more |= any(t.dep_ in relations and t.i > last for t in cue.children)
        before = doc[start:comma]
        is_sentence = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in before)
        is_subordinate = before[0].lower_ in _SUBORDINATORS or before[0].tag_ == "VBN"
        if has_more or not is_sentence or is_subordinate:
            return None
        spans = self.parsed.contiguous_spans(before)
        if sum(map(self._word_count, spans)) < _MIN_WORDS:
            return None
        return QuoteCandidate(spans, self.parsed.token_span(cue), self.parsed.mention_span(subject))

    def _report(self, cue: Token, verb: ReportingVerb) -> QuoteCandidate | None:
        sentence = self._sentence_before_cue(cue, verb)
        if sentence is not None:
            return sentence
        subject = self.subject(cue)
        tokens = self._without_other_reports(
            cue, complement_tokens(self.parsed, cue, verb, subject)
        )
        if not tokens or self._is_hypothetical(cue, verb, subject):
            return None
        if self._is_incidental(cue, verb, tokens) and not any(
            self.parsed.is_quoted[t.i] for t in tokens
        ):
            return None
        is_relative = subject is not None and subject.tag_ in ("WDT", "WP")
        if is_relative and tokens[0].tag_ == "TO" and "clause" not in verb.reports:
            return None  # "those who refuse to leave": who they are, rather than what they say
        if subject is None and verb.lemma not in _WITHOUT_SUBJECT and "passive" not in verb.reports:
            return None
        spans = self.parsed.contiguous_spans(tokens)
        if len(spans) > 1:
            pronouns = spans[:1] if tokens[0].tag_ in ("WDT", "WP") else []
            longer = [span for span in spans[len(pronouns) :] if self._word_count(span) > 1]
            spans = [*pronouns, *longer] or spans[:1]
        has_name = any(token.pos_ == "PROPN" for token in tokens)
        if sum(map(self._word_count, spans)) < (1 if has_name else 2):
            return None
        speaker = self.parsed.mention_span(subject) if subject is not None else None
        return QuoteCandidate(spans, self.parsed.token_span(cue), speaker)

    def _word_count(self, span: Span) -> int:
        return len(_WORD.findall(span.of(self.parsed.text)))

    def _without_other_reports(self, cue: Token, tokens: list[Token]) -> list[Token]:
        """The tokens without other reports: "..., arguing that ...", "... and warned ..."."""
        verbs = reporting_verbs()
        for token in tokens:
            if token.i <= cue.i or self.parsed.is_quoted[token.i] or token.lower_ not in verbs:
                continue
            if (
                token.i in self._inherited
                or self._is_reporting_participle(token)
                or self._is_coordinated_cue(cue, token, tokens)
            ):
                other_report = {other.i for other in token.subtree}
                rest = [other for other in tokens if other.i not in other_report]
                if rest and rest[0].i < token.i - 3:
                    self._inherited.setdefault(token.i, cue)
                    tokens = rest
        return tokens

    def _is_reporting_participle(self, token: Token) -> bool:
        """Whether ``token`` is a participle after a comma: "..., arguing that ..."."""
        doc, before = self.parsed.doc, token.i - 1
        if before > 0 and self.parsed.is_quoted[before] and doc[before].is_quote:
            before -= 1  # “..., ” keeps the comma inside
        after_comma = before >= 0 and doc[before].text == ","
        is_reporting = reporting_verbs()[token.lower_].reports != {"quoted"}
        return after_comma and token.tag_ == "VBG" and is_reporting

    def _is_coordinated_cue(self, cue: Token, token: Token, tokens: list[Token]) -> bool:
        """Whether ``token`` is a conjunct of the cue: "said it was late and promised to go"."""
        if (
            token.dep_ != "conj"
            or cue.tag_ not in (token.tag_, "VB")
            or token.tag_ not in ("VBD", "VBZ", "VBP", "VBG")
        ):
            return False
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
        verb = reporting_verbs()[token.lower_]
        if has_subject or "speech" not in verb.reports:
            return False
        return bool(complement_tokens(self.parsed, token, verb, None))

    def _is_hypothetical(self, cue: Token, verb: ReportingVerb, subject: Token | None) -> bool:
        """Whether the report has no actual speaker: "you could argue", "if she wants ..."."""
        subject_form = subject.lower_ if subject is not None else ""
        if verb.lemma in _MENTAL_VERBS and subject_form == "it":
            return True
        if subject_form == "you" or (_SPEECH.isdisjoint(verb.reports) and _is_condition(cue)):
            return True
        has_modal = any(child.dep_ == "aux" and child.lower_ in _MODALS for child in cue.children)
        indefinite = ("you", "one", "we", "i", "it", "that", "who", "what")
        return has_modal and verb.lemma in _HYPOTHETICAL_VERBS and subject_form in indefinite

    def _is_incidental(self, cue: Token, verb: ReportingVerb, tokens: list[Token]) -> bool:
        """Whether a wish or act is only mentioned in a sentence about something else."""
        relations = {child.dep_ for child in cue.children if child in tokens}
        # "by denying a permit", "a chance to describe the harbour"
        is_act = "dobj" in relations and relations.isdisjoint(("ccomp", "xcomp"))
        is_act &= cue.dep_ in ("pcomp", "xcomp") or cue.tag_ == "VB"
        is_speech = not _SPEECH.isdisjoint(verb.reports) and not is_act
        return not (is_speech or cue.i in self._inherited) and self.parsed.is_embedded(cue)

    def _cut_time_of_report(self, candidate: QuoteCandidate) -> None:
        """Cut off when it was said: "..., a day after the talks began"."""
        last = candidate.content[-1]
        match = _TIME_OF_REPORT.search(self.parsed.text, *last)
        if match and not any(s.span.end > match.start() for s in self.parsed.quoted_spans):
            shorter = Span(last.start, match.start())
            if self._word_count(shorter) >= _MIN_WORDS:
                candidate.content[-1] = shorter

    def _cut_writers_words(self, candidate: QuoteCandidate) -> None:
        """Cut off the unquoted start of "As for the plan, “We like it,” she said"."""
        text, first = self.parsed.text, candidate.content[0]
        if candidate.cue is None or first.end > candidate.cue.start:
            return
        if len(candidate.content) > 1 and candidate.content[1].start > candidate.cue.end:
            quote = next(
                (s for s in self.parsed.quoted_spans if s.span == candidate.content[1]), None
            )
            if quote is not None and quote.inner_text(text)[:1].isupper():
                del candidate.content[0]
                return
        for quoted_span in self.parsed.quoted_spans:
            start = quoted_span.span.start
            is_within = first.start < start and quoted_span.span.end == first.end
            is_sentence = quoted_span.inner_text(text)[:1].isupper()
            if is_within and is_sentence and text[:start].rstrip()[-1:] in ",:":
                candidate.content[0] = Span(start, first.end)

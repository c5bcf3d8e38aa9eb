"""Reports that the grammar shows: a verb of speech and the clause that hangs on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate, merged
from tui.analysis.quotes.parse.complements import HEARING, complement
from tui.analysis.quotes.parse.parsed_paragraph import VERBS, Parsed
from tui.analysis.quotes.reporting_verbs import ReportingVerb, verbs
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+")
_WHEN = re.compile(
    r", (?:just |only |barely |less than |nearly |about )?"
    r"(?:an?|one|two|three|four|five|six|\d+|hours|days|weeks|months|years|minutes)"
    r"(?: (?:hours?|days?|weeks?|months?|years?|minutes?))? (?:after|before)\b"
)
_LEAST = 3
"""Words; a shorter clause says nothing that is worth a quote."""
_OF_MIND = frozenset(
    [
        "know",
        "think",
        "feel",
        "understand",
        "realize",
        "learn",
        "guess",
        "believe",
        "hope",
        "show",
        "find",
        "indicate",
        "expect",
        "decide",
        "worry",
    ]
)
_MODAL = frozenset(["would", "could", "should", "may", "might", "can", "will"])
_HYPOTHETICAL = frozenset(
    [
        "know",
        "think",
        "guess",
        "believe",
        "say",
        "tell",
        "find",
        "show",
        "expect",
        "call",
        "hope",
        "argue",
    ]
)
_GOING_ON = frozenset(["ccomp", "xcomp", "dobj", "conj", "intj"])
_SUBORDINATE = frozenset(
    ["when", "while", "as", "after", "before", "if", "although", "though", "asked"]
)
_OF_SPEECH = frozenset(["tag", "naming"])
"""What verbs of speech report, rather than verbs of wanting, thinking or doing."""
_ALONE = frozenset(["say", "add", "note", "write", "warn", "argue", "ask"])
"""Verbs that are kept although their subject was not found."""


def cues(parsed: Parsed) -> list[tuple[Token, ReportingVerb]]:
    """The verbs outside quotation marks that report, in order."""
    known = verbs()
    return [
        (token, known[token.lower_])
        for token in parsed.doc
        if token.pos_ in VERBS
        and token.lower_ in known
        and not parsed.is_quoted[token.i]
        and not _is_of_quote(parsed, token)
    ]


def _is_of_quote(parsed: Parsed, cue: Token) -> bool:
    """Whether a verb's subject is quoted: "“letters” that respond to ..."."""
    subjects = [child.tag_ for child in cue.children if child.dep_ in ("nsubj", "nsubjpass")]
    return cue.dep_ == "relcl" and parsed.is_quoted[cue.head.i] and subjects == ["WDT"]


def _is_condition(cue: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "if" for child in cue.children)


class Reports:
    """The reports of one paragraph."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.cues = cues(parsed)
        self._inherited: dict[int, Token] = {}
        """Participles that report for the subject of another cue, by token index."""

    def subject(self, cue: Token) -> Token | None:
        """Who reports by ``cue``."""
        source = self._inherited.get(cue.i)
        if source is not None:
            return self.parsed.subject(source) or self.parsed.subject(cue)
        return self.parsed.subject(cue) or self._nearest(cue)

    def _nearest(self, cue: Token) -> Token | None:
        """Whoever is named in front of a narrator's verb that the parser gave no subject."""
        verb = verbs()[cue.lower_]
        if self._is_participle(cue):  # "“No,” she said, suggesting new taxes"
            spoke = [c for c, _ in self.cues if cue.sent.start <= c.i < cue.i]
            return self.subject(spoke[-1]) if spoke else None
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
        """The reports, each with whole quoted stretches."""
        drafts = [draft for cue, verb in self.cues if (draft := self._report(cue, verb))]
        for draft in drafts:
            draft.content = merged([self.parsed.whole(span) for span in draft.content])
            self._cut_before_quote(draft)
            self._cut_after(draft)
        return drafts

    def _closing(self, cue: Token, verb: ReportingVerb) -> QuoteCandidate | None:
        """The sentence that ends with "..., Ann Lee said" or "..., said Ann Lee", parsed or not."""
        doc, start = self.parsed.doc, cue.sent.start
        subject = self.parsed.subject(cue)
        if "tag" not in verb.reports or cue.tag_ not in ("VBD", "VBZ", "VBP"):
            return None
        if subject is None or any(self.parsed.is_quoted[start : cue.sent.end]):
            return None
        comma = (subject.left_edge.i if subject.i < cue.i else cue.i) - 1
        if comma <= start or doc[comma].text != ",":
            return None
        behind = max(cue.i, subject.i)
        is_between = subject.i < cue.i and cue.i + 1 < len(doc) and doc[cue.i + 1].text == ","
        goes_on = is_between or cue.sent.root.i > behind
        going_on = _GOING_ON - {"dobj"} if cue.lower_ in HEARING else _GOING_ON
        goes_on |= any(t.dep_ in going_on and t.i > behind for t in cue.children)
        told = doc[start:comma]
        is_sentence = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in told)
        if goes_on or not is_sentence or told[0].lower_ in _SUBORDINATE or told[0].tag_ == "VBN":
            return None
        spans = self.parsed.runs(told)
        if sum(map(self._length, spans)) < _LEAST:
            return None
        return QuoteCandidate(spans, self.parsed.place(cue), self.parsed.mention(subject))

    def _report(self, cue: Token, verb: ReportingVerb) -> QuoteCandidate | None:
        closing = self._closing(cue, verb)
        if closing is not None:
            return closing
        subject = self.subject(cue)
        tokens = self._split_off(cue, complement(self.parsed, cue, verb, subject))
        if not tokens or self._is_hypothetical(cue, verb, subject):
            return None
        if self._is_in_passing(cue, verb, tokens) and not any(
            self.parsed.is_quoted[t.i] for t in tokens
        ):
            return None
        is_relative = subject is not None and subject.tag_ in ("WDT", "WP")
        if is_relative and tokens[0].tag_ == "TO" and "clause" not in verb.reports:
            return None  # "those who refuse to leave": who they are, rather than what they say
        if subject is None and verb.lemma not in _ALONE and "passive" not in verb.reports:
            return None
        spans = self.parsed.runs(tokens)
        if len(spans) > 1:
            pronouns = spans[:1] if tokens[0].tag_ in ("WDT", "WP") else []
            kept = [span for span in spans[len(pronouns) :] if self._length(span) > 1]
            spans = [*pronouns, *kept] or spans[:1]
        is_named = any(token.pos_ == "PROPN" for token in tokens)
        if sum(map(self._length, spans)) < (1 if is_named else 2):
            return None
        speaker = self.parsed.mention(subject) if subject is not None else None
        return QuoteCandidate(spans, self.parsed.place(cue), speaker)

    def _length(self, span: Span) -> int:
        return len(_WORD.findall(span.of(self.parsed.text)))

    def _split_off(self, cue: Token, tokens: list[Token]) -> list[Token]:
        """Without "..., arguing that ..." and "... and warned ...", reports of the same speaker."""
        known = verbs()
        for token in tokens:
            if token.i <= cue.i or self.parsed.is_quoted[token.i] or token.lower_ not in known:
                continue
            if (
                token.i in self._inherited
                or self._is_participle(token)
                or self._is_second_verb(cue, token, tokens)
            ):
                own = {other.i for other in token.subtree}
                rest = [other for other in tokens if other.i not in own]
                if rest and rest[0].i < token.i - 3:
                    self._inherited.setdefault(token.i, cue)
                    tokens = rest
        return tokens

    def _is_participle(self, token: Token) -> bool:
        """Whether ``token`` reports in "..., arguing that ..."."""
        doc, before = self.parsed.doc, token.i - 1
        if before > 0 and self.parsed.is_quoted[before] and doc[before].is_quote:
            before -= 1  # “..., ” keeps the comma inside
        after_comma = before >= 0 and doc[before].text == ","
        is_reporting = verbs()[token.lower_].reports != {"quoted"}
        return after_comma and token.tag_ == "VBG" and is_reporting

    def _is_second_verb(self, cue: Token, token: Token, tokens: list[Token]) -> bool:
        """Whether ``token`` reports beside ``cue``: "said it was late and promised to go"."""
        if (
            token.dep_ != "conj"
            or cue.tag_ not in (token.tag_, "VB")
            or token.tag_ not in ("VBD", "VBZ", "VBP", "VBG")
        ):
            return False
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
        verb = verbs()[token.lower_]
        if has_subject or "speech" not in verb.reports:
            return False
        return bool(complement(self.parsed, token, verb, None))

    def _is_hypothetical(self, cue: Token, verb: ReportingVerb, subject: Token | None) -> bool:
        """Whether nobody says it: "you could argue", "I think"."""
        who = subject.lower_ if subject is not None else ""
        if verb.lemma in _OF_MIND and who == "it":
            return True
        if who == "you" or (_OF_SPEECH.isdisjoint(verb.reports) and _is_condition(cue)):
            return True
        modal = any(child.dep_ == "aux" and child.lower_ in _MODAL for child in cue.children)
        nobody = ("you", "one", "we", "i", "it", "that", "who", "what")
        return modal and verb.lemma in _HYPOTHETICAL and who in nobody

    def _is_in_passing(self, cue: Token, verb: ReportingVerb, tokens: list[Token]) -> bool:
        """Whether it is told by the way what somebody wants or does, rather than says."""
        relations = {child.dep_ for child in cue.children if child in tokens}
        # "by denying a permit", "a chance to describe the harbour"
        is_thing = "dobj" in relations and relations.isdisjoint(("ccomp", "xcomp"))
        is_thing &= cue.dep_ in ("pcomp", "xcomp") or cue.tag_ == "VB"
        is_speech = not _OF_SPEECH.isdisjoint(verb.reports) and not is_thing
        return not (is_speech or cue.i in self._inherited) and self.parsed.is_in_passing(cue)

    def _cut_after(self, draft: QuoteCandidate) -> None:
        """Leave out when it was said: "..., a day after the talks began"."""
        last = draft.content[-1]
        match = _WHEN.search(self.parsed.text, *last)
        if match and not any(s.span.end > match.start() for s in self.parsed.stretches):
            kept = Span(last.start, match.start())
            if self._length(kept) >= _LEAST:
                draft.content[-1] = kept

    def _cut_before_quote(self, draft: QuoteCandidate) -> None:
        """Leave out the writer's words in "As for the plan, “We like it,” she said"."""
        text, first = self.parsed.text, draft.content[0]
        if draft.cue is None or first.end > draft.cue.start:
            return
        if len(draft.content) > 1 and draft.content[1].start > draft.cue.end:
            quote = next((s for s in self.parsed.stretches if s.span == draft.content[1]), None)
            if quote is not None and quote.inside(text)[:1].isupper():
                del draft.content[0]
                return
        for stretch in self.parsed.stretches:
            start = stretch.span.start
            is_within = first.start < start and stretch.span.end == first.end
            is_sentence = stretch.inside(text)[:1].isupper()
            if is_within and is_sentence and text[:start].rstrip()[-1:] in ",:":
                draft.content[0] = Span(start, first.end)

"""Attribution by patterns of the plain text: "..., said X", "X said: ...", "... — X", "X: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.quotes.reporting_verbs import inflections
from tui.analysis.word_lists import table_rows, word_set
from tui.model import Span

CueAndSpeaker = tuple[Span, Span]
"""The span of a cue and that of the mention of its speaker."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
_NAME = rf"(?:{_CAPITAL}(?: (?:{_CAPITAL}|de|del|van|von|der|al|el|bin|ibn|la|le|da|dos|du|y))*)"
_NOUN_PHRASE = (
    r"(?:(?:the|a|an|one|another|his|her|its|their|our|my) (?:[\w’'-]+ ){0,4}?"
    r"(?:[a-z][\w’'-]+|\d+-year-old|[A-Z][\w’'-]+))"
)
_PRONOUN = r"(?:he|she|they|it|He|She|They|It)"
_SPEAKER = rf"(?P<speaker>{_PRONOUN}|{_NAME}|{_NOUN_PHRASE})"
_ADVERBS = (
    r"(?:(?:also|later|then|once|further|\w+ly|has|have|had|would|went on to|continued to) ){0,2}"
)
_SIGNATURE = re.compile(rf"\s*[―—–-]{{1,2}}\s*((?:{_CAPITAL}\s?){{1,5}})(?:,.{{0,80}})?[.,]?\s*$")
_SOURCE_LABEL = re.compile(
    rf"\s*(?:[^\n“”\"]{{0,120}} [—–-]+ |(?:More )?[Ff]rom |[Ii]n )?"
    rf"((?:the )?(?:{_CAPITAL}(?: (?:and )?{_CAPITAL}){{0,4}}|[a-z]+))"
    r"(?:(?<=['’]s) (?:[\w’'-]+ ){0,3}[a-z]+)?: ?"
)
_LABELLED_TURN = re.compile(
    rf"\s*(?P<speaker>[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{{1,30}}|{_CAPITAL}(?: {_CAPITAL}){{0,4}})"
    r"(?: \([^)]{1,30}\))?:[ \t]+(?=\S)"
)
_TURN_LABEL = re.compile(r"[“\"]?\s*([A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}):\s")

_NOT_SPEECH = re.compile(
    r"\b(?:banner|sign|signs|banners|placard|placards|poster|posters|T-shirt|T-shirts|hat|hats"
    r"|headline|headlined|titled|entitled|book|film|song|movie|album|novel|nicknamed|so-called"
    r"|known as|slogan)\b[^.“\"]{0,40}$"
)

_BEFORE_TITLE = re.compile(r"(?:\b(?:on|in|of|from|the|at)|[A-Z]\w+['’]s) $")
_QUOTATION_MARKS = "\"“”„«»‘’'`"
_TITLE = re.compile(
    r"(?:The |An? )?[A-Z0-9][\w’'-]*"
    r"(?: (?:[A-Z0-9][\w’'-]*|the|an?|of|on|in|for|with|and|to|is|at|&))*[.,]?"
)
"""Text whose tokens are capitalised, as in the titles of books and broadcasts."""


@cache
def _cue_verbs(with_plural: bool = False) -> str:
    """The third-person forms of the verbs that can be cues beside a quote: "says", "said"."""
    forms: set[str] = set()
    for lemma, reports, *irregular in table_rows("reporting_verbs"):
        if "tag" in reports.split():
            irregular_forms = set(" ".join(irregular).split())
            finite = {form for form in inflections(lemma) if form.endswith(("s", "d"))}
            forms |= finite | irregular_forms | ({lemma} if with_plural else set())
    return _alternatives(forms)


def _alternatives(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")"


@cache
def _patterns_after() -> tuple[re.Pattern[str], ...]:
    gap = r",?[ \u00a0]?"
    aside = r"(?:,[^,\n“”\"]{3,250},(?:[^,\n“”\"]{3,120},)?| \([^)\n]{1,40}\))?"
    foreign = _alternatives(word_set("reporting_verbs_foreign"))
    patterns = (
        rf"{gap}{_SPEAKER}{aside} {_ADVERBS}"
        rf"(?P<cue>{_cue_verbs(with_plural=True)}|went on|goes on)\b",
        rf"{gap}{_ADVERBS}(?P<cue>{_cue_verbs()}) {_SPEAKER}\b",
        rf"{gap} ?as {_SPEAKER} (?P<cue>puts? it|{_cue_verbs()})\b",
        rf"{gap}(?P<cue>{foreign}) (?P<speaker>(?:[^\W\d_][\w’'-]* ){{0,3}}{_NAME})",
    )
    return tuple(map(re.compile, patterns))


@cache
def _patterns_before() -> tuple[re.Pattern[str], ...]:
    foreign = _alternatives(word_set("reporting_verbs_foreign"))
    return (
        re.compile(
            rf"(?<!\w){_SPEAKER}(?:,[^,\n“”\"]{{3,120}},)? {_ADVERBS}"
            rf"(?P<cue>{_cue_verbs()})(?: [^“”\"\n.]{{0,60}})?[,:]? ?$"
        ),
        re.compile(
            rf"\b[Ii]n (?P<speaker>his|her|their|{_NAME}|{_NOUN_PHRASE})"
            r"(?:['’]s?)? (?P<cue>words),? ?$"
        ),
        re.compile(rf"(?<!\w)(?P<speaker>{_NAME}) (?P<cue>{foreign})[ \u00a0]?: ?$"),
        re.compile(
            r"(?:^|[，。、；\s])(?P<speaker>[^\W\d_]{2,6}?)"
            r"(?P<cue>说|表示|称|指出|問|答|道)[：:，,]?$"
        ),
    )


def _cue_and_speaker(match: re.Match[str] | None) -> CueAndSpeaker | None:
    return (Span(*match.span("cue")), Span(*match.span("speaker"))) if match else None


def cue_after(text: str, gap: Span) -> CueAndSpeaker | None:
    """Cue and speaker directly after a quote: "“...,” said Ann Lee".

    Args:
        text: The whole text.
        gap: The span from the end of the quote to the end of the sentence.
    """
    for pattern in _patterns_after():
        cue = _cue_and_speaker(pattern.match(text, gap.start, gap.end))
        if cue:
            return cue
    return None


def cue_before(text: str, gap: Span, is_adjacent: bool = False) -> CueAndSpeaker | None:
    """Cue and speaker before a quote: "Ann Lee said: “...”".

    Args:
        text: The whole text.
        gap: The span from the start of the sentence to the start of the quote.
        is_adjacent: Whether only a comma or colon may stand between the cue and the quote.
    """
    matches = (pattern.search(text, gap.start, gap.end) for pattern in _patterns_before())
    cue = next((_cue_and_speaker(match) for match in matches if match), None)
    if cue and is_adjacent:
        between = text[cue[0].end : gap.end].strip()
        if between not in (",", ":", "：", "，", ""):
            return None
    return cue


def signature_after(text: str, gap: Span) -> Span | None:
    """The name in "... — Ann Lee" at the end of a paragraph; ``gap`` follows the quote."""
    match = _SIGNATURE.match(text, gap.start, gap.end)
    return Span(match.start(1), match.start(1) + len(match.group(1).rstrip())) if match else None


def transcript_label(text: str, span: Span) -> Span | None:
    """The name in "WALLER: ..." at the start of a quoted span or paragraph."""
    match = _TURN_LABEL.match(text, span.start, span.end)
    return Span(*match.span(1)) if match else None


def labelled_turn(text: str, paragraph: Span) -> tuple[Span, Span] | None:
    """Label and content of a paragraph such as "WALLER: You said so." or "Lee: We Must Go"."""
    match = _LABELLED_TURN.match(text, *paragraph)
    if match is None:
        return None
    return Span(*match.span("speaker")), Span(match.end(), paragraph.end)


@cache
def _reporting_sentence() -> re.Pattern[str]:
    """A reporting sentence: speaker (with an aside), cue, hearer and day if there are, content."""
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    verb = r"(?:said|says|told|added|warned|argued|insisted|noted|claimed|announced|explained)"
    return re.compile(
        rf"(?:[^,“”\"\n]{{0,60}}, )?{_SPEAKER}(?:,[^,“”\"\n]{{3,120}},)? "
        rf"{_ADVERBS}(?P<cue>{verb}) (?:(?<=told )(?:{_NAME}|[a-z]+) )?(?:(?:on )?{day} )?"
        r"(?:that )?(?P<content>[^\n]{12,}?)[.!?]?"
    )


def match_report(text: str, sentence: Span) -> tuple[CueAndSpeaker, Span] | None:
    """Cue, speaker and content of a sentence such as "Ann Lee said on Monday that it was over"."""
    match = _reporting_sentence().fullmatch(text, *sentence)
    if match is None:
        return None
    return (Span(*match.span("cue")), Span(*match.span("speaker"))), Span(*match.span("content"))


def source_label(text: str, gap: Span) -> Span | None:
    """The source in "Ann Lee: “...”" or "From the report: “...”"; ``gap`` is before the quote."""
    match = _SOURCE_LABEL.fullmatch(text, gap.start, gap.end)
    return Span(*match.span(1)) if match else None


def is_unattributable(text: str, gap: Span, quoted_span: Span) -> bool:
    """Whether a quoted span is no speech: text on a banner, a title or a nickname.

    Args:
        text: The whole text.
        gap: The span from the start of the sentence to the start of the quoted span.
        quoted_span: The quoted span.
    """
    return _NOT_SPEECH.search(text, gap.start, gap.end) is not None or (
        _BEFORE_TITLE.search(text, gap.start, gap.end) is not None and is_title(text, quoted_span)
    )


def is_title(text: str, quoted_span: Span) -> bool:
    """Whether the tokens of a quoted span are capitalised like a title."""
    return _TITLE.fullmatch(quoted_span.of(text).strip(_QUOTATION_MARKS)) is not None

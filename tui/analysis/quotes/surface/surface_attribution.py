"""Attributions that show without a parse: "..., said X", "X said: ...", "... — X", "X: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tui.analysis.quotes.reporting_verbs import inflected
from tui.analysis.word_lists import table, words
from tui.model import Span

Found = tuple[Span, Span]
"""A cue and the mention of the speaker."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
_NAME = rf"(?:{_CAPITAL}(?: (?:{_CAPITAL}|de|del|van|von|der|al|el|bin|ibn|la|le|da|dos|du|y))*)"
_NOUN = (
    r"(?:(?:the|a|an|one|another|his|her|its|their|our|my) (?:[\w’'-]+ ){0,4}?"
    r"(?:[a-z][\w’'-]+|\d+-year-old|[A-Z][\w’'-]+))"
)
_PRONOUN = r"(?:he|she|they|it|He|She|They|It)"
_ADVERB = (
    r"(?:(?:also|later|then|once|further|\w+ly|has|have|had|would|went on to|continued to) ){0,2}"
)
_SIGNATURE = re.compile(rf"\s*[―—–-]{{1,2}}\s*((?:{_CAPITAL}\s?){{1,5}})(?:,.{{0,80}})?[.,]?\s*$")
_SOURCE = re.compile(
    rf"\s*(?:[^\n“”\"]{{0,120}} [—–-]+ |(?:More )?[Ff]rom |[Ii]n )?"
    rf"((?:the )?(?:{_CAPITAL}(?: (?:and )?{_CAPITAL}){{0,4}}|[a-z]+))"
    r"(?:(?<=['’]s) (?:[\w’'-]+ ){0,3}[a-z]+)?: ?"
)
_LABELLED = re.compile(
    rf"\s*(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{{1,30}}|{_CAPITAL}(?: {_CAPITAL}){{0,4}})"
    r"(?: \([^)]{1,30}\))?:[ \t]+(?=\S)"
)
_LABEL = re.compile(r"[“\"]?\s*([A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}):\s")

_NOBODY = re.compile(
    r"\b(?:banner|sign|signs|banners|placard|placards|poster|posters|T-shirt|T-shirts|hat|hats"
    r"|headline|headlined|titled|entitled|book|film|song|movie|album|novel|nicknamed|so-called"
    r"|known as|slogan)\b[^.“\"]{0,40}$"
)

_ON_AIR = re.compile(r"(?:\b(?:on|in|of|from|the|at)|[A-Z]\w+['’]s) $")
_MARKS = "\"“”„«»‘’'`"
_TITLE = re.compile(
    r"(?:The |An? )?[A-Z0-9][\w’'-]*"
    r"(?: (?:[A-Z0-9][\w’'-]*|the|an?|of|on|in|for|with|and|to|is|at|&))*[.,]?"
)
"""Every word begins with a capital, as in the names of books and broadcasts."""


@cache
def _verb(has_plural: bool = False) -> str:
    """Verbs that may stand beside a quote, in the forms of a narrator: "says", "said"."""
    forms: set[str] = set()
    for lemma, reports, *irregular in table("reporting_verbs"):
        if "tag" in reports.split():
            told = set(" ".join(irregular).split())
            finite = {form for form in inflected(lemma) if form.endswith(("s", "d"))}
            forms |= finite | told | ({lemma} if has_plural else set())
    return _any_of(forms)


def _any_of(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")"


@cache
def _after() -> tuple[re.Pattern[str], ...]:
    gap = r",?[ \u00a0]?"
    aside = r"(?:,[^,\n“”\"]{3,250},(?:[^,\n“”\"]{3,120},)?| \([^)\n]{1,40}\))?"
    who = rf"(?P<who>{_PRONOUN}|{_NAME}|{_NOUN})"
    foreign = _any_of(words("reporting_verbs_foreign"))
    patterns = (
        rf"{gap}{who}{aside} {_ADVERB}(?P<cue>{_verb(has_plural=True)}|went on|goes on)\b",
        rf"{gap}{_ADVERB}(?P<cue>{_verb()}) {who}\b",
        rf"{gap} ?as {who} (?P<cue>puts? it|{_verb()})\b",
        rf"{gap}(?P<cue>{foreign}) (?P<who>(?:[^\W\d_][\w’'-]* ){{0,3}}{_NAME})",
    )
    return tuple(map(re.compile, patterns))


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    foreign = _any_of(words("reporting_verbs_foreign"))
    return (
        re.compile(
            rf"(?<!\w)(?P<who>{_PRONOUN}|{_NAME}|{_NOUN})(?:,[^,\n“”\"]{{3,120}},)? {_ADVERB}"
            rf"(?P<cue>{_verb()})(?: [^“”\"\n.]{{0,60}})?[,:]? ?$"
        ),
        re.compile(
            rf"\b[Ii]n (?P<who>his|her|their|{_NAME}|{_NOUN})(?:['’]s?)? (?P<cue>words),? ?$"
        ),
        re.compile(rf"(?<!\w)(?P<who>{_NAME}) (?P<cue>{foreign})[ \u00a0]?: ?$"),
        re.compile(
            r"(?:^|[，。、；\s])(?P<who>[^\W\d_]{2,6}?)(?P<cue>说|表示|称|指出|問|答|道)[：:，,]?$"
        ),
    )


def _found(match: re.Match[str] | None) -> Found | None:
    return (Span(*match.span("cue")), Span(*match.span("who"))) if match else None


def cue_after(text: str, gap: Span) -> Found | None:
    """Cue and speaker right after a quote, in the words up to the end of the sentence."""
    for pattern in _after():
        found = _found(pattern.match(text, gap.start, gap.end))
        if found:
            return found
    return None


def cue_before(text: str, gap: Span, is_adjacent: bool = False) -> Found | None:
    """Cue and speaker in front of a quote, in the words from the start of the sentence.

    ``is_adjacent`` asks for a cue right in front of the quotation mark, with a comma or a colon.
    """
    matches = (pattern.search(text, gap.start, gap.end) for pattern in _before())
    found = next((_found(match) for match in matches if match), None)
    if (
        found
        and is_adjacent
        and text[found[0].end : gap.end].strip() not in (",", ":", "：", "，", "")
    ):
        return None
    return found


def signature_after(text: str, gap: Span) -> Span | None:
    """The name in "... — Ann Lee" at the end of a paragraph."""
    match = _SIGNATURE.match(text, gap.start, gap.end)
    return Span(match.start(1), match.start(1) + len(match.group(1).rstrip())) if match else None


def transcript_label(text: str, span: Span) -> Span | None:
    """The name in "WALLACE: ..." at the start of a stretch or paragraph."""
    match = _LABEL.match(text, span.start, span.end)
    return Span(*match.span(1)) if match else None


def labelled_words(text: str, paragraph: Span) -> tuple[Span, Span] | None:
    """Label and words of a paragraph such as "WALLACE: You said so." or "Lee: We Must Go"."""
    match = _LABELLED.match(text, *paragraph)
    if match is None:
        return None
    return Span(*match.span("who")), Span(match.end(), paragraph.end)


@cache
def _reporting() -> re.Pattern[str]:
    """A sentence that reports: who (with an aside), a verb, perhaps to whom and when, and what."""
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    verb = r"(?:said|says|told|added|warned|argued|insisted|noted|claimed|announced|explained)"
    return re.compile(
        rf"(?:[^,“”\"\n]{{0,60}}, )?(?P<who>{_PRONOUN}|{_NAME}|{_NOUN})(?:,[^,“”\"\n]{{3,120}},)? "
        rf"{_ADVERB}(?P<cue>{verb}) (?:(?<=told )(?:{_NAME}|[a-z]+) )?(?:(?:on )?{day} )?"
        r"(?:that )?(?P<what>[^\n]{12,}?)[.!?]?"
    )


def report(text: str, sentence: Span) -> tuple[Found, Span] | None:
    """Cue, speaker and words of a sentence such as "Ann Lee said on Monday that it was over"."""
    match = _reporting().fullmatch(text, *sentence)
    if match is None:
        return None
    return (Span(*match.span("cue")), Span(*match.span("who"))), Span(*match.span("what"))


def source_label(text: str, gap: Span) -> Span | None:
    """The name in "Ann Lee: “...”" or "From the report: “...”"."""
    match = _SOURCE.fullmatch(text, gap.start, gap.end)
    return Span(*match.span(1)) if match else None


def is_nobodys(text: str, gap: Span, stretch: Span) -> bool:
    """Whether a stretch is a banner, a title or a nickname; ``gap`` are the words before it."""
    return _NOBODY.search(text, gap.start, gap.end) is not None or (
        _ON_AIR.search(text, gap.start, gap.end) is not None and is_title(text, stretch)
    )


def is_title(text: str, stretch: Span) -> bool:
    """Whether every word between two quotation marks begins with a capital."""
    return _TITLE.fullmatch(stretch.of(text).strip(_MARKS)) is not None

"""The words of the writer's sentence that belong to a quote: "called | the plan “mad” |"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate, merged
from tui.analysis.quotes.parse.complements import HEARING
from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.quotes.reporting_verbs import verbs
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSING = frozenset(("to", "in", "on", "at", "during", "after", "before", "with", "from", "by"))
"""Prepositions whose phrase says to whom, where or when."""
_WHEN = frozenset(
    ("in", "on", "at", "by", "during", "after", "before", "since", "until", "while", "as", "over")
)
"""Words with which follows when, where or how it was said."""
_ENDS = (",", ".", ";", ":", "!", "?", "—", "–", "-", "--", "(")
_FAR = 200
"""Code points; a longer gap is no link."""
_SHORT = 4
"""Words; fewer in quotation marks are rather a term than a sentence."""


def embedded(parsed: Parsed, cue: Token, quote: Span) -> Span:
    """A quote with the reported words around it: "called | the plan “mad” from the start |".

    It is given back as it is if nothing leads into it.
    """
    before = parsed.text[cue.idx + parsed.span.start : quote.start].rstrip()
    start, end = quote
    if before.endswith((",", ":")):
        return quote
    for child in cue.children:
        left = parsed.offset(child.left_edge)
        if child.i < cue.i or left >= quote.end or not _is_part(child, cue):
            continue
        start = min(start, left)
        right = parsed.place(child.right_edge).end
        if left <= quote.start < right:
            end = max(end, right)
    start = min(start, _that(parsed, cue, quote))
    if start == quote.start:
        return quote
    kept = parsed.text[start:end].rstrip(" ,;:–—-.")
    return Span(start, max(quote.end, start + len(kept)))


def _that(parsed: Parsed, cue: Token, quote: Span) -> int:
    """Where the clause of "told us at a fair that it was “mad”" begins, else the quote itself.

    The parser hangs it on the fair.
    """
    for token in parsed.tokens_between(parsed.place(cue).end, quote.start):
        if token.lower_ == "that" and token.dep_ not in ("det", "nsubj", "nsubjpass"):
            return parsed.offset(token)
    return quote.start


def completed(parsed: Parsed, draft: QuoteCandidate, cue: Token | None) -> list[Span]:
    """The parts of a quote with all that belongs to them; ``cue`` is its verb, where it has one."""
    if draft.cue is None:
        return draft.content
    around = [*_led_in(parsed, draft), *_led_out(parsed, draft)]
    if cue is not None and draft.start > draft.cue.start:
        around += _given_a_name(parsed, cue)
    parts: list[Span] = []
    for part in merged([*draft.content, *around]):
        if parts and _is_link(parsed, Span(parts[-1].end, part.start), draft.cue):
            part = Span(parts.pop().start, part.end)
        parts.append(part)
    return parts


def _led_in(parsed: Parsed, draft: QuoteCandidate) -> list[Span]:
    """The part of a sentence that the quote completes: "In the end, she said, “it pays off.”"."""
    text, cue, speaker = parsed.text, draft.cue, draft.speaker
    stretch = next((s for s in parsed.stretches if s.span.start == draft.start), None)
    if stretch is None or cue is None or speaker is None:
        return []
    inside = stretch.inside(text)
    if not inside[:1].islower() or inside.count(" ") + 1 < _SHORT:
        return []
    end = stretch.span.start
    starts = parsed.sentence(end).start
    if starts <= cue.start < end:
        end, behind = min(cue.start, speaker.start), max(cue.end, speaker.end)
        gaps = text[starts:end], text[behind : stretch.span.start]
        if "," in text[end:behind] or not all(gap.rstrip().endswith(",") for gap in gaps):
            return []
    tokens = parsed.tokens_between(starts, end)
    return [] if any(map(_tells, tokens)) else parsed.runs(tokens)


def _led_out(parsed: Parsed, draft: QuoteCandidate) -> list[Span]:
    """The rest of a sentence that a quote begins: "“It pays off” if you wait, she said"."""
    cue, end = draft.cue, parsed.span.end
    stretch = next((s for s in parsed.stretches if s.span.end == draft.end), None)
    if stretch is None or cue is None or stretch.is_spoken(parsed.text):
        return []
    if cue.start > draft.end:
        end = min(cue.start, draft.speaker.start if draft.speaker else cue.start)
    end = min(end, parsed.sentence(draft.end).end)
    tokens = parsed.tokens_between(draft.end, end)
    if not len(tokens) or tokens[0].tag_ not in ("IN", "TO", "WDT") or tokens[0].lower_ in _WHEN:
        return []
    rest = list(takewhile(lambda token: token.text not in _ENDS, tokens))
    is_cut = cue.start > draft.end and tokens[len(rest) :].text.strip() != ","
    is_others = any(parsed.is_quoted[token.i] or _tells(token) for token in rest)
    return [] if is_cut or is_others else parsed.runs(rest)


def _given_a_name(parsed: Parsed, cue: Token) -> list[Span]:
    """The pronoun in "which he called “mad”", or else the noun that stands for it."""
    verb = verbs().get(cue.lower_)
    if verb is None or "naming" not in verb.reports:
        return []
    links = [t for t in parsed.doc[cue.left_edge.i : cue.i] if t.tag_ in ("WDT", "WP", "WRB")]
    if links and links[-1].lower_ != "that":
        is_object = links[-1].head.i == cue.i and links[-1].dep_ not in ("nsubj", "advmod")
        return [parsed.place(links[-1])] if is_object else []
    has_subject = any(t.dep_ == "nsubj" and t not in links for t in cue.lefts)
    return [parsed.mention(cue.head)] if cue.dep_ == "relcl" and has_subject else []


def _is_link(parsed: Parsed, gap: Span, cue: Span) -> bool:
    """Whether the words beside quoted ones link them: "a “mess” | of a | “plan”"."""
    is_beside = any(gap.start == s.span.end or gap.end == s.span.start for s in parsed.stretches)
    if not is_beside or gap.length > _FAR or gap.holds(cue.start):
        return False
    tokens = parsed.tokens_between(*gap)
    if not len(tokens) or any(token.text in ".!?" for token in tokens):
        return False
    return not gap.holds(parsed.offset(tokens[0].sent.root)) and not any(map(_tells, tokens))


def _tells(token: Token) -> bool:
    """Whether somebody may speak by the word."""
    return token.lower_ in verbs() and "tag" in verbs()[token.lower_].reports


def _is_part(child: Token, cue: Token) -> bool:
    """Whether a child of a cue is reported, rather than saying to whom, where or when."""
    if child.dep_ in ("dobj", "dative") and cue.lower_ in HEARING:
        return False
    if child.dep_ == "prep":
        return child.lower_ not in _ADDRESSING
    return child.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "dative")

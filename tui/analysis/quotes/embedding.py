"""The words of the writer's sentence that belong to a quote: "called | the plan “mad” |"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from tui.analysis.quotes.complements import HEARING
from tui.analysis.quotes.draft import Draft
from tui.analysis.quotes.lexicon import verbs
from tui.analysis.quotes.parsed import Parsed
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


def led_in(parsed: Parsed, draft: Draft, starts: int) -> list[Span]:
    """The part of a sentence that the quote completes: "In the end, she said, “it pays off.”".

    ``starts`` is where the sentence begins.
    """
    text, cue = parsed.text, draft.cue
    stretch = next((s for s in parsed.stretches if s.span.start == draft.start), None)
    if stretch is None or cue is None or draft.speaker is None:
        return []
    inside = stretch.inside(text)
    if not inside[:1].islower() or inside.count(" ") + 1 < _SHORT:
        return []
    end = stretch.span.start
    if starts < cue.start < end:
        end = min(cue.start, draft.speaker.start)
        behind = max(cue.end, draft.speaker.end)
        is_between = (
            text[starts:end].rstrip().endswith(",")
            and text[behind : stretch.span.start].rstrip().endswith(",")
            and "," not in text[end:behind]
        )
        if not is_between:
            return []
    tokens = parsed.tokens_between(starts, end)
    return [] if any(map(_tells, tokens)) else parsed.runs(tokens)


def led_out(parsed: Parsed, draft: Draft) -> list[Span]:
    """The rest of a sentence that a quote begins: "“It pays off” if you wait, she said"."""
    text, cue = parsed.text, draft.cue
    stretch = next((s for s in parsed.stretches if s.span.end == draft.end), None)
    if stretch is None or cue is None or stretch.is_spoken(text):
        return []
    end = parsed.span.end
    if cue.start > stretch.span.end:
        end = min(cue.start, draft.speaker.start if draft.speaker else cue.start)
    tokens = parsed.tokens_between(stretch.span.end, end)
    if not len(tokens) or tokens[0].tag_ not in ("IN", "TO", "WDT") or tokens[0].lower_ in _WHEN:
        return []
    tail = list(takewhile(lambda t: t.text not in _ENDS and t.sent == tokens[0].sent, tokens))
    is_others = cue.start > stretch.span.end and tokens[len(tail) :].text.strip() != ","
    if is_others or any(parsed.is_quoted[t.i] or _tells(t) for t in tail):
        return []
    return parsed.runs(tail)


def filled(parsed: Parsed, draft: Draft) -> list[Span]:
    """The parts of a quote, what links them in one sentence included: "a “mess” | of a | “plan”"."""
    parts = draft.content[:1]
    for part in draft.content[1:]:
        gap = Span(parts[-1].end, part.start)
        if _links(parsed, gap, draft.cue):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    return parts


def which_is_named(parsed: Parsed, cue: Token) -> Span | None:
    """The pronoun in "which he called “mad”", which is part of what he said."""
    verb = verbs().get(cue.lower_)
    if verb is None or "naming" not in verb.reports:
        return None
    links = [t for t in parsed.doc[cue.left_edge.i : cue.i] if t.tag_ in ("WDT", "WP", "WRB")]
    if links and links[-1].lower_ != "that":
        is_object = links[-1].head.i == cue.i and links[-1].dep_ not in ("nsubj", "advmod")
        return parsed.place(links[-1]) if is_object else None
    is_named = cue.dep_ == "relcl" and any(t.dep_ == "nsubj" and t not in links for t in cue.lefts)
    return parsed.mention(cue.head) if is_named else None


def _links(parsed: Parsed, gap: Span, cue: Span | None) -> bool:
    """Whether words beside quoted ones are neither a tag, nor another sentence or main clause."""
    tokens = parsed.tokens_between(*gap)
    is_cut = gap.length > _FAR or any(token.text in ".!?" for token in tokens) or not tokens
    if is_cut or (cue is not None and gap.holds(cue.start)):
        return False
    root = tokens[0].sent.root
    is_main = gap.holds(parsed.offset(root)) or any(map(_tells, tokens))
    return not is_main and any(gap.start == s.span.end or gap.end == s.span.start for s in parsed.stretches)


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

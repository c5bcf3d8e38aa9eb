"""The parts of mixed quotes outside quotation marks: "called | the plan “mad” |"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from tui.analysis.quotes.candidate import QuoteCandidate, merge_spans
from tui.analysis.quotes.parse.complements import TELL_FORMS
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.quotes.reporting_verbs import reporting_verbs
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CIRCUMSTANCE_PREPOSITIONS = frozenset(
    ("to", "in", "on", "at", "during", "after", "before", "with", "from", "by")
)
"""Prepositions of phrases after a cue that say to whom, where or when something is said."""
_CIRCUMSTANCE_STARTS = frozenset(
    ("in", "on", "at", "by", "during", "after", "before", "since", "until", "while", "as", "over")
)
"""First tokens of phrases after a quote that say when, where or how something is said."""
_PHRASE_ENDS = (",", ".", ";", ":", "!", "?", "—", "–", "-", "--", "(")
_MAX_LINK = 200
"""Code points; a longer gap between two spans does not link them."""
_MIN_WORDS = 4
"""Words of a quoted span that completes the sentence before it."""


def with_complement(parsed: ParsedParagraph, cue: Token, quote: Span) -> Span:
    """A quoted span with the complement of the cue that it is in.

    In "called | the plan “mad” from the start |" these are the tokens between the bars.

    Args:
        parsed: The paragraph.
        cue: The reporting verb before the quoted span.
        quote: The quoted span.

    Returns:
        The extended span, or ``quote`` if no complement leads into it.
    """
    before = parsed.text[cue.idx + parsed.span.start : quote.start].rstrip()
    start, end = quote
    if before.endswith((",", ":")):
        return quote
    for child in cue.children:
        child_start = parsed.token_start(child.left_edge)
        if child.i < cue.i or child_start >= quote.end or not _is_complement(child, cue):
            continue
        start = min(start, child_start)
        child_end = parsed.token_span(child.right_edge).end
        if child_start <= quote.start < child_end:
            end = max(end, child_end)
    start = min(start, _that_clause_start(parsed, cue, quote))
    if start == quote.start:
        return quote
    content = parsed.text[start:end].rstrip(" ,;:–—-.")
    return Span(start, max(quote.end, start + len(content)))


def _that_clause_start(parsed: ParsedParagraph, cue: Token, quote: Span) -> int:
    """Where the clause starts in "told us at a fair that it was “mad”", else the quote's start.

    The parser attaches the clause to the fair.
    """
    for token in parsed.tokens_between(parsed.token_span(cue).end, quote.start):
        if token.lower_ == "that" and token.dep_ not in ("det", "nsubj", "nsubjpass"):
            return parsed.token_start(token)
    return quote.start


def completed_content(
    parsed: ParsedParagraph, candidate: QuoteCandidate, cue: Token | None
) -> list[Span]:
    """The content of a candidate with the unquoted parts that belong to it.

    Args:
        parsed: The paragraph.
        candidate: A candidate with quoted spans.
        cue: The token of its cue, if that is a verb of the parse.

    Returns:
        The spans of the content in text order, those that are linked joined to one.
    """
    if candidate.cue is None:
        return candidate.content
    added = [*_part_before(parsed, candidate), *_part_after(parsed, candidate)]
    if cue is not None and candidate.start > candidate.cue.start:
        added += _named_object(parsed, cue)
    content: list[Span] = []
    for part in merge_spans([*candidate.content, *added]):
        if content and _is_link(parsed, Span(content[-1].end, part.start), candidate.cue):
            part = Span(content.pop().start, part.end)
        content.append(part)
    return content


def _part_before(parsed: ParsedParagraph, candidate: QuoteCandidate) -> list[Span]:
    """The part of a sentence that the quote completes: "In the end, she said, “it pays off.”"."""
    text, cue, speaker = parsed.text, candidate.cue, candidate.speaker
    quoted_span = next((s for s in parsed.quoted_spans if s.span.start == candidate.start), None)
    if quoted_span is None or cue is None or speaker is None:
        return []
    inner_text = quoted_span.inner_text(text)
    if not inner_text[:1].islower() or inner_text.count(" ") + 1 < _MIN_WORDS:
        return []
    end = quoted_span.span.start
    start = parsed.sentence_at(end).start
    if start <= cue.start < end:
        end, after_cue = min(cue.start, speaker.start), max(cue.end, speaker.end)
        gaps = text[start:end], text[after_cue : quoted_span.span.start]
        if "," in text[end:after_cue] or not all(gap.rstrip().endswith(",") for gap in gaps):
            return []
    tokens = parsed.tokens_between(start, end)
    return [] if any(map(_is_speech_verb, tokens)) else parsed.contiguous_spans(tokens)


def _part_after(parsed: ParsedParagraph, candidate: QuoteCandidate) -> list[Span]:
    """The rest of a sentence that the quote starts: "“It pays off” if you wait, she said"."""
    cue, end = candidate.cue, parsed.span.end
    quoted_span = next((s for s in parsed.quoted_spans if s.span.end == candidate.end), None)
    if quoted_span is None or cue is None or quoted_span.ends_like_speech(parsed.text):
        return []
    is_before_cue = cue.start > candidate.end
    if is_before_cue:
        end = min(cue.start, candidate.speaker.start if candidate.speaker else cue.start)
    end = min(end, parsed.sentence_at(candidate.end).end)
    tokens = parsed.tokens_between(candidate.end, end)
    if not len(tokens) or tokens[0].tag_ not in ("IN", "TO", "WDT"):
        return []
    if tokens[0].lower_ in _CIRCUMSTANCE_STARTS:
        return []
    rest = list(takewhile(lambda token: token.text not in _PHRASE_ENDS, tokens))
    is_incomplete = is_before_cue and tokens[len(rest) :].text.strip() != ","
    has_other_quote = any(parsed.is_quoted[token.i] or _is_speech_verb(token) for token in rest)
    return [] if is_incomplete or has_other_quote else parsed.contiguous_spans(rest)


def _named_object(parsed: ParsedParagraph, cue: Token) -> list[Span]:
    """The pronoun in "which he called “mad”", else the noun before the relative clause."""
    verb = reporting_verbs().get(cue.lower_)
    if verb is None or "naming" not in verb.reports:
        return []
    pronouns = [t for t in parsed.doc[cue.left_edge.i : cue.i] if t.tag_ in ("WDT", "WP", "WRB")]
    if pronouns and pronouns[-1].lower_ != "that":
        pronoun = pronouns[-1]
        is_object = pronoun.head.i == cue.i and pronoun.dep_ not in ("nsubj", "advmod")
        return [parsed.token_span(pronoun)] if is_object else []
    has_subject = any(t.dep_ == "nsubj" and t not in pronouns for t in cue.lefts)
    return [parsed.mention_span(cue.head)] if cue.dep_ == "relcl" and has_subject else []


def _is_link(parsed: ParsedParagraph, gap: Span, cue: Span) -> bool:
    """Whether the text beside a quoted span links it with the next: "a “mess” | of a | “plan”"."""
    is_beside = any(gap.start == s.span.end or gap.end == s.span.start for s in parsed.quoted_spans)
    if not is_beside or gap.length > _MAX_LINK or gap.holds(cue.start):
        return False
    tokens = parsed.tokens_between(*gap)
    if not len(tokens) or any(token.text in ".!?" for token in tokens):
        return False
    has_main_verb = gap.holds(parsed.token_start(tokens[0].sent.root))
    return not has_main_verb and not any(map(_is_speech_verb, tokens))


def _is_speech_verb(token: Token) -> bool:
    """Whether a token is a form of a verb that can be the cue of a quote."""
    verb = reporting_verbs().get(token.lower_)
    return verb is not None and "tag" in verb.reports


def _is_complement(child: Token, cue: Token) -> bool:
    """Whether a child of a cue is reported, and not the hearer, place or time of the report."""
    if child.dep_ in ("dobj", "dative") and cue.lower_ in TELL_FORMS:
        return False
    if child.dep_ == "prep":
        return child.lower_ not in _CIRCUMSTANCE_PREPOSITIONS
    return child.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "dative")

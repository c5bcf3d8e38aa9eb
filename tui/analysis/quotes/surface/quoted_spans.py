"""Quoted spans: text between quotation marks, in the conventions of many languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.model import Span

_CLOSING_MARKS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "《": "》", "＂": "＂",
}  # fmt: skip
"""The marks that can close each opening mark."""
_ALL_MARKS = "\"“”„«»「」『』《》＂'`‘’ \u00a0\u202f"
"""What surrounds the inner text of a quoted span."""
_MIN_UNCLOSED = 30
"""Code points; a shorter span without closing mark counts only at the edges of a paragraph."""
_MAX_NESTED = 2_000
"""Code points in which a nested span must be closed."""
_MAX_INWARD = 2_000
"""Code points in which an inward guillemet (»so«) must be closed."""
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[\w$£€\[(])"
    r"(?:[^‘’'\n]|(?<=\w)[’'](?=\w)|(?<=s)[’'](?= [a-z]))+?"
    r"(?:(?<!s)[’']|(?<=s)[’'](?! [a-z]))(?!\w)"
)
"""A span in single quotation marks, in which apostrophes and plural possessives may stand."""
_MARK = re.compile(r"''|``|[\"“”„«»「」『』《》＂]")
_MISMATCHED = {('"', "“"), ('"', "„"), ("”", '"')}
"""Closing marks with opening marks that they close by mistake."""


class QuotedSpan(NamedTuple):
    """A span in quotation marks."""

    span: Span
    """The span with its quotation marks."""
    is_closed: bool
    """Whether the paragraph holds the closing mark."""

    def inner_text(self, text: str) -> str:
        """The text of the span without its quotation marks."""
        return self.span.of(text).strip(_ALL_MARKS)

    def ends_like_speech(self, text: str) -> bool:
        """Whether the inner text ends in punctuation, or a comma follows the span."""
        next_character = text[self.span.end : self.span.end + 1]
        last = self.inner_text(text)[-1:]
        return last in tuple(".,?!…。，？！") or next_character in (",", "，")

    def continues_sentence(self, text: str) -> bool:
        """Whether its sentence may go on after the span, as in "“...,” she said"."""
        next_character = text[self.span.end : self.span.end + 1]
        last = self.inner_text(text)[-1:]
        return last in tuple(",?!—-，？！") or next_character in (",", "，")


def find_quoted_spans(text: str, paragraph: Span) -> list[QuotedSpan]:
    """The quoted spans of one paragraph.

    Single quotation marks are read only in paragraphs without double ones, as British newspapers
    use them.

    Args:
        text: The whole text.
        paragraph: The paragraph.

    Returns:
        The outermost quoted spans, in text order.
    """
    return _in_double_marks(text, paragraph) or [
        QuotedSpan(Span(*match.span()), True) for match in _SINGLE.finditer(text, *paragraph)
    ]


def _in_double_marks(text: str, paragraph: Span) -> list[QuotedSpan]:
    quoted_spans: list[QuotedSpan] = []
    start, closers, depth, opener = -1, "", 0, ""
    for match in _MARK.finditer(text, *paragraph):
        mark = '"' if match.group() in ("''", "``") else match.group()
        if start < 0:
            if mark == '"' and text[match.start() - 1 : match.start()].isalnum():
                continue  # inches, or a stray mark
            marks = _closers(mark, text, match.end(), quoted_spans)
            if marks:
                start, closers, depth, opener = match.start(), marks, 0, mark
        elif mark == opener and mark not in closers and not _is_after_word(text, match):
            depth += _is_nested(text, match.start(), paragraph, opener)
        elif mark in (*closers, opener) or (mark, opener) in _MISMATCHED:
            if depth:
                depth -= 1
            else:
                quoted_spans.append(QuotedSpan(Span(start, match.end()), True))
                start = -1
    end = paragraph.start + len(paragraph.of(text).rstrip())
    is_continued = text[end : end + 20].lstrip()[:1] == opener and text[end - 1] in ".!?…"
    is_long = start == paragraph.start or end - start > _MIN_UNCLOSED
    if start >= 0 and (is_long or is_continued):
        quoted_spans.append(QuotedSpan(Span(start, end), False))
    return quoted_spans


def _closers(mark: str, text: str, after: int, earlier: list[QuotedSpan]) -> str:
    """The marks that can close what ``mark`` opens; empty if it opens nothing.

    Args:
        mark: The mark.
        text: The whole text.
        after: The offset after the mark.
        earlier: The quoted spans before it in the paragraph.
    """
    if mark == '"':
        return '"”'
    if mark == "»":
        # German and Danish guillemets point inwards: »so«.
        is_inward = (
            after < len(text)
            and not text[after].isspace()
            and "«" in text[after : after + _MAX_INWARD]
        )
        return "«" if is_inward and (not earlier or text[earlier[-1].span.start] == "»") else ""
    return _CLOSING_MARKS.get(mark, "")


def _is_after_word(text: str, match: re.Match[str]) -> bool:
    """Whether an opening mark is in the position of a closing one: "“Yes,“ he said"."""
    next_character = text[match.end() : match.end() + 1]
    return not text[match.start() - 1].isspace() and next_character in " \n,.;:!?)"


def _is_nested(text: str, offset: int, paragraph: Span, opener: str) -> bool:
    """Whether the opening mark at ``offset``, inside a quoted span, opens one that is closed."""
    rest = text[offset : min(paragraph.end, offset + _MAX_NESTED)]
    return rest.count(_CLOSING_MARKS[opener][-1]) > rest.count(opener)

"""Stretches of text between quotation marks, whatever marks they are."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.model import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "《": "》", "＂": "＂"}
_OPEN_END = 30
"""Code points; a stretch that is never closed counts if it is at least so long."""
_NEAR = 2_000
"""Code points in which a nested quote is closed."""
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[\w$£€\[(])"
    r"(?:[^‘’'\n]|(?<=\w)[’'](?=\w)|(?<=s)[’'](?= [a-z]))+?"
    r"(?:(?<!s)[’']|(?<=s)[’'](?! [a-z]))(?!\w)"
)
_MARK = re.compile(r"''|``|[\"“”„«»「」『』《》＂]")
_MIXED = {('"', "“"), ('"', "„"), ("”", '"')}
"""Closing marks, with the opening ones that they close by mistake."""


class QuotedSpan(NamedTuple):
    """Words in quotation marks, the marks included."""

    span: Span
    is_closed: bool
    """Whether the closing mark is there; it may come paragraphs later."""

    def inside(self, text: str) -> str:
        """The words without their marks."""
        return self.span.of(text).strip("\"“”„«»「」『』《》＂'`‘’ \u00a0\u202f")

    def is_spoken(self, text: str) -> bool:
        """Whether it ends like speech: with a mark inside, or a comma right behind it."""
        follows = text[self.span.end : self.span.end + 1]
        return self.inside(text)[-1:] in tuple(".,?!…。，？！") or follows in (",", "，")

    def leads_on(self, text: str) -> bool:
        """Whether its sentence goes on behind it, as in "“...,” she said"."""
        follows = text[self.span.end : self.span.end + 1]
        return self.inside(text)[-1:] in tuple(",?!—-，？！") or follows in (",", "，")


def stretches(text: str, paragraph: Span) -> list[QuotedSpan]:
    """The quoted stretches of one paragraph, outermost ones only, in order."""
    found = list(_double(text, paragraph))
    if not found:
        found = _single(text, paragraph)
    return found


def _double(text: str, paragraph: Span) -> list[QuotedSpan]:
    found: list[QuotedSpan] = []
    start, closers, depth, opener = -1, "", 0, ""
    for mark in _MARK.finditer(text, *paragraph):
        sign = '"' if mark.group() in ("''", "``") else mark.group()
        if start < 0:
            if sign == '"' and text[mark.start() - 1 : mark.start()].isalnum():
                continue  # inches, or a stray mark
            closing = _closers(sign, text, mark.end(), found)
            if closing:
                start, closers, depth, opener = mark.start(), closing, 0, sign
        elif sign == opener and sign not in closers and not _is_behind_word(text, mark):
            depth += _is_nested(text, mark.start(), paragraph, opener)
        elif sign in (*closers, opener) or (sign, opener) in _MIXED:
            if depth:
                depth -= 1
            else:
                found.append(QuotedSpan(Span(start, mark.end()), True))
                start = -1
    end = paragraph.start + len(paragraph.of(text).rstrip())
    goes_on = text[end : end + 20].lstrip()[:1] == opener and text[end - 1] in ".!?…"
    if start >= 0 and (start == paragraph.start or end - start > _OPEN_END or goes_on):
        found.append(QuotedSpan(Span(start, end), False))
    return found


def _closers(sign: str, text: str, after: int, found: list[QuotedSpan]) -> str:
    """The marks that may close what ``sign`` opens; empty if it opens nothing."""
    if sign == '"':
        return '"”'
    if sign == "»":
        # German and Danish print them the other way round: »so«.
        is_inward = (
            after < len(text) and not text[after].isspace() and "«" in text[after : after + 2000]
        )
        return "«" if is_inward and (not found or text[found[-1].span.start] == "»") else ""
    return _PAIRS.get(sign, "")


def _is_behind_word(text: str, mark: re.Match[str]) -> bool:
    """Whether an opening mark stands where only a closing one makes sense: "“Yes,“ he said"."""
    return (
        not text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1] in " \n,.;:!?)"
    )


def _is_nested(text: str, place: int, paragraph: Span, opener: str) -> bool:
    """Whether the same opening mark inside a stretch opens another one that is closed too."""
    rest = text[place : min(paragraph.end, place + _NEAR)]
    return rest.count(_PAIRS[opener][-1]) > rest.count(opener)


def _single(text: str, paragraph: Span) -> list[QuotedSpan]:
    """British single quotes, where the paragraph has no double ones; never an apostrophe."""
    return [QuotedSpan(Span(*match.span()), True) for match in _SINGLE.finditer(text, *paragraph)]

"""Spans in code points -> the units that other programs count: UTF-16, tokens, characters of XML.

``tui.imports.offset_units`` does the reverse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tui.exports.safe_text import forbidden_in_xml
from tui.model import Span

_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
"""Characters that take two UTF-16 code units."""


class Utf16Offsets:
    """Where spans of a text are in UTF-16 code units, as JavaScript and Java count."""

    def __init__(self, text: str) -> None:
        self._pairs = [match.start() for match in _BEYOND_BMP.finditer(text)]

    def span(self, span: Span) -> Span:
        """The span, given in code points, in UTF-16 code units."""
        start, end = (offset + bisect_left(self._pairs, offset) for offset in span)
        return Span(start, end)


class XmlText:
    """A text without the characters that XML 1.0 forbids, and where its spans are then."""

    def __init__(self, text: str) -> None:
        forbidden = forbidden_in_xml()
        self.removed = [match.start() for match in forbidden.finditer(text)]
        """The offset of each forbidden character, in code points of the whole text."""
        self.text = forbidden.sub("", text)

    def span(self, span: Span) -> Span | None:
        """Where the span of the whole text is in ``text``; ``None`` if nothing of it is left."""
        start, end = (offset - bisect_left(self.removed, offset) for offset in span)
        return Span(start, end) if start < end else None


def tokenize(text: str) -> list[Span]:
    """The words and punctuation marks; no grapheme cluster is split."""
    import regex

    return [Span(*match.span()) for match in regex.finditer(r"[\w\p{M}]+|(?!\s)\X", text)]


class TokenSpans:
    """The tokens of a text, by code points."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: Sequence[Span] = tuple(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def overlapping(self, span: Span) -> Span | None:
        """The indices of the tokens that overlap the span, half-open.

        ``None`` if the span holds only white space.
        """
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return Span(first, last) if first < last else None

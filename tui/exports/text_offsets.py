"""Places in UTF-16 code units, as JavaScript and Java count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, indent, tostring

from tui.model import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Text:
    """Tells where spans of a text are in UTF-16."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def span(self, span: Span) -> Span:
        """The span, given in code points, in UTF-16 code units."""
        start, end = (place + bisect_left(self._astral, place) for place in span)
        return Span(start, end)


def tokens_of(text: str) -> list[Span]:
    """The words and the other signs, none cut inside a character as people see it."""
    import regex

    return [Span(*match.span()) for match in regex.finditer(r"[\w\p{M}]+|(?!\s)\X", text)]


class Tokens:
    """Which tokens a span touches."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: Sequence[Span] = tuple(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def touched(self, span: Span) -> Span | None:
        """The numbers of the tokens, half-open; ``None`` if there are only spaces in the span."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return Span(first, last) if first < last else None


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2 (Char)."""


def allowed(text: str) -> str:
    """The text without the characters that XML forbids, line ends as LF."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class XmlText:
    """A text without the characters that XML forbids, and where its spans are then."""

    def __init__(self, text: str) -> None:
        self.gone = [match.start() for match in _FORBIDDEN.finditer(text)]
        """Where such characters were, in code points of the whole text."""
        self.text = _FORBIDDEN.sub("", text)

    def span(self, span: Span) -> Span | None:
        """Where the span of the whole text is; ``None`` if nothing of it is left."""
        start, end = (place - bisect_left(self.gone, place) for place in span)
        return Span(start, end) if start < end else None


def document(root: Element) -> bytes:
    """The element as an indented XML document in UTF-8."""
    indent(root, " ")
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + tostring(root, "unicode").encode() + b"\n"

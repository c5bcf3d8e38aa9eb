"""Text that XML 1.0 can hold, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from xml.etree.ElementTree import Element, indent, tostring

from tui.model import Span

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

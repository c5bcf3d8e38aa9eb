"""Places in UTF-16 code units, as JavaScript and Java count."""

from __future__ import annotations

import re
from bisect import bisect_left

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

"""A text as words and signs, for formats that count in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tui.model import Span


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

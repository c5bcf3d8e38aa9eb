"""Spans of a text."""

from __future__ import annotations

from typing import NamedTuple

from tui.errors import SpanError


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points of an article's text."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read ``"START:END"``.

        Raises:
            SpanError: if it is not two whole numbers with ``0 <= START < END``.
        """
        start, colon, end = text.partition(":")
        if not (colon and start.strip().isdecimal() and end.strip().isdecimal()):
            raise SpanError(f"“{text}” is not a span; write it as START:END, for example 120:180.")
        span = cls(int(start), int(end))
        if span.start >= span.end:
            raise SpanError(f"The span {text} is empty or backwards; START must be below END.")
        return span

    @property
    def length(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of ``other`` is inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is inside."""
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

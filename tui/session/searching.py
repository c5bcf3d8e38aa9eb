"""Searching text by regular expression.

The third-party ``regex`` module is used for its timeout, which ``re`` lacks: a pattern that
backtracks without end must not stop the app.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from tui.errors import UsageError
from tui.model import Span

TIMEOUT = 1.0
"""Seconds that one search may take in a million code points or fewer, and so on."""
MOST_HITS = 100_000
"""Hits that one search gives."""


class Pattern:
    """A regular expression in smart case: capitals in it make it sensitive to case."""

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def _compiled(self) -> Any:
        import regex

        is_sensitive = any(character.isupper() for character in self.words)
        try:
            return regex.compile(self.words, 0 if is_sensitive else regex.IGNORECASE)
        except regex.error as error:
            raise UsageError(
                f"“{self.words}” is not a regular expression: {error}; "
                "put \\ before a sign to search for itself."
            ) from None

    def check(self) -> Pattern:
        """Give itself back if it can be searched for.

        Raises:
            UsageError: if it is not a regular expression.
        """
        _ = self._compiled
        return self

    def is_in(self, text: str) -> bool:
        """Whether it occurs in ``text``.

        Raises:
            UsageError: if it is not a regular expression, or takes longer than it may.
        """
        try:
            return self._compiled.search(text, timeout=_patience(text), concurrent=True) is not None
        except TimeoutError:
            raise self._too_slow() from None

    def hits(self, text: str) -> tuple[Span, ...]:
        """Every non-empty place where it occurs, at most ``MOST_HITS``, in order.

        Raises:
            UsageError: if it is not a regular expression, or takes longer than it may.
        """
        found: list[Span] = []
        try:
            for match in self._compiled.finditer(text, timeout=_patience(text), concurrent=True):
                if match.end() > match.start():
                    found.append(Span(match.start(), match.end()))
                    if len(found) == MOST_HITS:
                        break
        except TimeoutError:
            raise self._too_slow() from None
        return tuple(found)

    def _too_slow(self) -> UsageError:
        return UsageError(f"“{self.words}” takes too long to search for; use fewer nested + and *.")


def counted(hits: int) -> str:
    """How many hits there are, as far as they were looked for."""
    return f"over {MOST_HITS:,}" if hits >= MOST_HITS else str(hits)


def _patience(text: str) -> float:
    """Seconds that a search in the text may take: a longer one is no reason to give up."""
    return TIMEOUT * max(1.0, len(text) / 1_000_000)

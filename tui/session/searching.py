"""Searching text by regular expression.

The third-party ``regex`` module is used for its timeout, which ``re`` lacks: a pattern that
backtracks without end must not stop the app.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from tui.errors import UsageError
from tui.model import Anchored, AnchorState, Annotation, Reading, Span

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


def hit_count(hits: int) -> str:
    """How many hits there are, as far as they were looked for."""
    return f"over {MOST_HITS:,}" if hits >= MOST_HITS else str(hits)


def _patience(text: str) -> float:
    """Seconds that a search in the text may take: a longer one is no reason to give up."""
    return TIMEOUT * max(1.0, len(text) / 1_000_000)


class Query(NamedTuple):
    """What a passage must have; what is empty asks nothing."""

    theme: str = ""
    """A theme id."""
    speaker: str = ""
    """Part of the speaker's full name, without regard to case."""
    entity: str = ""
    """Part of the canonical name or of the words of an entity inside, without regard to case."""
    coder: str = ""
    """Who said so, without regard to case."""
    since: str = ""
    """ISO 8601, a day or a moment in UTC: last changed then or later."""
    until: str = ""
    """The same: made then or earlier."""
    pattern: Pattern | None = None
    """Found in the passage's words or in its note."""
    anchor: AnchorState | None = None
    """How sure its place is."""

    @property
    def needs_findings(self) -> bool:
        """Whether it cannot be answered without an analysis."""
        return bool(self.speaker or self.entity)

    def select(self, reading: Reading) -> Reading:
        """The reading with only the annotations that are asked for."""
        if self == Query():
            return reading
        kept = tuple(a for a in reading.annotations if self._wants(reading, a))
        return replace(reading, annotations=kept)

    def _wants(self, reading: Reading, anchored: Anchored) -> bool:
        annotation = anchored.annotation
        if self.anchor is not None and anchored.state != self.anchor:
            return False
        if self.theme and self.theme not in annotation.themes:
            return False
        if self.coder and self.coder.casefold() != annotation.coder.casefold():
            return False
        if not self._is_in_time(annotation):
            return False
        if self.speaker:
            speaker = reading.speaker(anchored) or ""
            if self.speaker.casefold() not in speaker.casefold():
                return False
        if self.entity and not self._names_entity(reading, anchored):
            return False
        if self.pattern is None:
            return True
        return self.pattern.is_in(annotation.selector.exact) or self.pattern.is_in(annotation.note)

    def _is_in_time(self, annotation: Annotation) -> bool:
        changed, created = annotation.changed or annotation.created, annotation.created
        # A day holds every moment that begins with it.
        return (not self.since or changed[: len(self.since)] >= self.since) and (
            not self.until or "" < created[: len(self.until)] <= self.until
        )

    def _names_entity(self, reading: Reading, anchored: Anchored) -> bool:
        if anchored.span is None:
            return False
        wanted, analysis = self.entity.casefold(), reading.analysis
        inside = map(
            analysis.entities.__getitem__, analysis.entity_spans.overlapping(anchored.span)
        )
        return any(
            wanted in entity.name.casefold()
            or wanted in entity.span.of(reading.article.text).casefold()
            for entity in inside
        )

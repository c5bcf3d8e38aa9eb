"""Searching text by regular expression, and selecting passages by what they have.

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
"""Seconds that a search may take per million code points, and in a shorter text."""
MOST_HITS = 100_000
"""The most hits that a search returns."""


class Pattern:
    """A regular expression, sensitive to case only if it has a capital letter."""

    def __init__(self, expression: str) -> None:
        self.expression = expression

    @cached_property
    def _compiled(self) -> Any:
        import regex

        is_sensitive = any(character.isupper() for character in self.expression)
        try:
            return regex.compile(self.expression, 0 if is_sensitive else regex.IGNORECASE)
        except regex.error as error:
            raise UsageError(
                f"“{self.expression}” is not a regular expression: {error}; "
                "put \\ before a sign to search for itself."
            ) from None

    def check(self) -> Pattern:
        """Return the pattern itself if it is valid.

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
            return self._compiled.search(text, timeout=_timeout(text), concurrent=True) is not None
        except TimeoutError:
            raise self._too_slow() from None

    def hits(self, text: str) -> tuple[Span, ...]:
        """The non-empty matches in order, at most ``MOST_HITS``.

        Raises:
            UsageError: if it is not a regular expression, or takes longer than it may.
        """
        hits: list[Span] = []
        try:
            for match in self._compiled.finditer(text, timeout=_timeout(text), concurrent=True):
                if match.end() > match.start():
                    hits.append(Span(match.start(), match.end()))
                    if len(hits) == MOST_HITS:
                        break
        except TimeoutError:
            raise self._too_slow() from None
        return tuple(hits)

    def _too_slow(self) -> UsageError:
        return UsageError(
            f"“{self.expression}” takes too long to search for; use fewer nested + and *."
        )


def hit_count(count: int) -> str:
    """The number of hits in words, given their count, which stops at ``MOST_HITS``."""
    return f"over {MOST_HITS:,}" if count >= MOST_HITS else str(count)


def _timeout(text: str) -> float:
    """Seconds that a search in the text may take."""
    return TIMEOUT * max(1.0, len(text) / 1_000_000)


class Query(NamedTuple):
    """Conditions on a passage, all of which must hold; an empty one always holds."""

    theme: str = ""
    """A theme id."""
    speaker: str = ""
    """Part of the speaker's full name, without regard to case."""
    entity: str = ""
    """Part of the canonical name or of the words of an entity inside, without regard to case."""
    coder: str = ""
    """The coder, without regard to case."""
    since: str = ""
    """Last changed at this day or moment or later; ISO 8601 in UTC."""
    until: str = ""
    """Created at this day or moment or earlier; ISO 8601 in UTC."""
    pattern: Pattern | None = None
    """Occurs in the passage's words or in its note."""
    anchor: AnchorState | None = None
    """How certain its span is."""

    @property
    def needs_findings(self) -> bool:
        """Whether it depends on the analysis."""
        return bool(self.speaker or self.entity)

    def select(self, reading: Reading) -> Reading:
        """The reading with only the annotations that meet all conditions."""
        if self == Query():
            return reading
        matching = tuple(each for each in reading.annotations if self._matches(reading, each))
        return replace(reading, annotations=matching)

    def _matches(self, reading: Reading, anchored: Anchored) -> bool:
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
        # Only the digits that the condition has are compared: a day holds all its moments.
        return (not self.since or changed[: len(self.since)] >= self.since) and (
            not self.until or "" < created[: len(self.until)] <= self.until
        )

    def _names_entity(self, reading: Reading, anchored: Anchored) -> bool:
        if anchored.span is None:
            return False
        name, analysis = self.entity.casefold(), reading.analysis
        inside = map(
            analysis.entities.__getitem__, analysis.entity_spans.overlapping(anchored.span)
        )
        return any(
            name in entity.name.casefold()
            or name in entity.span.of(reading.article.text).casefold()
            for entity in inside
        )

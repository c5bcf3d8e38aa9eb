"""Which passages are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tui.model import Anchored, AnchorState, Annotation, Reading
from tui.session.searching import Pattern


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

"""Annotations together with the text they are about: what screens show and exports write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import Codebook
from tui.model.findings import Analysis
from tui.model.ordered import Ordered
from tui.model.span import Span

AnchorState = Literal["exact", "moved", "fuzzy", "orphan"]


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and where its words are in today's text."""

    annotation: Annotation
    span: Span | None
    """``None`` only for an orphan: the words are gone, the annotation stays."""
    state: AnchorState
    score: float = 1.0
    """Of a fuzzy one: how like its words and their context are, up to 1."""

    @property
    def order(self) -> tuple[bool, int, int]:
        """Sort key: by start, then the longer first; orphans last."""
        return (False, self.span.start, -self.span.end) if self.span else (True, 0, 0)


@dataclass(frozen=True)
class Reading:
    """One article with everything said and found about it, at one moment."""

    article: Article
    analysis: Analysis
    codebook: Codebook
    annotations: tuple[Anchored, ...] = ()
    """By place in the text (start, then the longer first), orphans last."""

    @cached_property
    def doubtful(self) -> tuple[Anchored, ...]:
        """What needs review: the fuzzy ones in the order of the text, then the orphans."""
        return tuple(a for a in self.annotations if a.state in ("fuzzy", "orphan"))

    @cached_property
    def placed(self) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations that have a place, in the order of the text."""
        return tuple((a.span, a.annotation) for a in self.annotations if a.span is not None)

    @cached_property
    def placed_spans(self) -> Ordered:
        """Where the placed annotations are."""
        return Ordered([span for span, _ in self.placed])

    @cached_property
    def theme_counts(self) -> Counter[str]:
        """How many annotations carry each theme, orphans included."""
        return Counter(theme for a in self.annotations for theme in a.annotation.themes)

    def at(self, offset: int) -> tuple[tuple[Span, Annotation], ...]:
        """Annotations over the code point at ``offset``, the smallest (topmost) first."""
        places = self.placed_spans.overlapping(Span(offset, offset + 1))
        return tuple(sorted((self.placed[i] for i in places), key=lambda pair: pair[0].length))

    def on(self, span: Span) -> Annotation | None:
        """The annotation of exactly ``span``."""
        places = self.placed_spans.overlapping(span)
        return next((self.placed[i][1] for i in places if self.placed[i][0] == span), None)

    def speaker(self, anchored: Anchored) -> str | None:
        """Who says the passage, if it lies in a quote."""
        return self.analysis.speaker_of(anchored.span) if anchored.span else None


@dataclass(frozen=True)
class Notes:
    """Several articles with their annotations: what an export gets."""

    codebook: Codebook
    readings: tuple[Reading, ...]
    """By article id."""

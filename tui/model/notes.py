"""Annotations with their article: what screens show and exports write."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, takewhile
from operator import attrgetter
from typing import Literal, NamedTuple
from weakref import ref

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import Codebook
from tui.model.findings import Analysis
from tui.model.sorted_spans import SortedSpans
from tui.model.span import Span

AnchorState = Literal["exact", "moved", "fuzzy", "orphan"]


class Anchored(NamedTuple):
    """An annotation and its span in the current text."""

    annotation: Annotation
    span: Span | None
    """``None`` only for an orphan, whose words are no longer in the text."""
    state: AnchorState
    score: float = 1.0
    """Of a fuzzy one: the similarity of its words and their context, from 0 to 1."""

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Sort key: by start, then the longer first; orphans last, by their former span."""
        start, end = self.span or self.annotation.selector.span
        return self.span is None, start, -end, self.annotation.id


Difference = tuple[Sequence[Anchored], Sequence[Anchored]]
"""The removed and the added annotations."""

_order = attrgetter("order")


@dataclass(frozen=True, eq=False)
class Reading:
    """One article with its annotations and findings, at one moment.

    Readings are equal only if they are the same object.
    """

    article: Article
    analysis: Analysis
    codebook: Codebook
    annotations: Sequence[Anchored] = ()
    """Sorted by ``Anchored.order``.

    A tuple or a list that nobody changes: converting ten thousand takes as long as saving a tag.
    """

    @cached_property
    def needs_review(self) -> tuple[Anchored, ...]:
        """The fuzzy annotations in the order of the text, then the orphans."""
        return tuple(a for a in self.annotations if a.state in ("fuzzy", "orphan"))

    @cached_property
    def placed(self) -> tuple[tuple[Span, Annotation], ...]:
        """All annotations that have a span, in the order of the text."""
        return tuple((a.span, a.annotation) for a in self.annotations if a.span is not None)

    @cached_property
    def placed_spans(self) -> SortedSpans:
        """The spans of the annotations that have one, by the same index as in ``annotations``."""
        return SortedSpans(list(takewhile(_is_span, map(attrgetter("span"), self.annotations))))

    @cached_property
    def theme_counts(self) -> Counter[str]:
        """How many annotations have each theme, orphans included."""
        return Counter(chain.from_iterable(map(attrgetter("annotation.themes"), self.annotations)))

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Annotation]]:
        """The annotations that share a code point with ``span``, in the order of the text."""
        spans = self.placed_spans
        for index in spans.overlapping(span):
            yield spans[index], self.annotations[index].annotation

    def at(self, offset: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations that hold the code point at ``offset``, the smallest first."""
        placed = self.overlapping(Span(offset, offset + 1))
        return tuple(sorted(placed, key=lambda pair: pair[0].length))

    def on(self, span: Span) -> Annotation | None:
        """The annotation of exactly ``span``; ``None`` without one."""
        return next(
            (annotation for place, annotation in self.overlapping(span) if place == span), None
        )

    def anchored(self, annotation: Annotation) -> Anchored:
        """One of the annotations with its span.

        Raises:
            ValueError: if it is not among them.
        """
        as_made = Anchored(annotation, annotation.selector.span, "exact")
        index = bisect_left(self.annotations, as_made.order, key=_order)
        found = self.annotations[index : index + 1]
        if found and found[0].annotation.id == annotation.id:
            return found[0]
        ids = list(map(attrgetter("annotation.id"), self.annotations))
        return self.annotations[ids.index(annotation.id)]

    def speaker(self, anchored: Anchored) -> str | None:
        """The speaker of the quote around the passage, if there is one."""
        return self.analysis.speaker_of(anchored.span) if anchored.span else None

    def with_findings(self, analysis: Analysis) -> Reading:
        """The reading with other findings."""
        later = replace(self, analysis=analysis)
        later.__dict__.update(
            placed_spans=self.placed_spans,
            theme_counts=self.theme_counts,
        )
        return later

    def with_changes(self, removed: Sequence[Anchored], added: Sequence[Anchored]) -> Reading:
        """The reading without some annotations and with others.

        Cached properties are updated, not computed anew: a tag among ten thousand annotations
        takes as long as among ten.

        Raises:
            KeyError: if one to be removed is not there.
        """
        annotations = list(self.annotations)
        counts = self.theme_counts.copy()
        removed_indices: list[int] = []
        added_spans: list[tuple[int, Span]] = []
        for anchored in removed:
            index, annotation = bisect_left(annotations, anchored.order, key=_order), anchored[0]
            if index == len(annotations) or annotations[index].annotation is not annotation:
                raise KeyError(annotation.id)
            del annotations[index]
            counts.subtract(annotation.themes)
            if anchored.span is not None:
                removed_indices.append(index)
        for anchored in added:
            index = bisect_left(annotations, anchored.order, key=_order)
            annotations.insert(index, anchored)
            counts.update(anchored.annotation.themes)
            if anchored.span is not None:
                added_spans.append((index, anchored.span))
        later = replace(self, annotations=annotations)
        later.__dict__.update(
            placed_spans=self.placed_spans.replaced(removed_indices, added_spans),
            theme_counts=+counts,
            _step=(ref(self), (removed, added)),
        )
        return later

    def difference(self, earlier: Reading) -> Difference:
        """The annotations of an earlier reading that were removed, and those added since."""
        step: tuple[ref[Reading], Difference] | None = self.__dict__.get("_step")
        if step is not None and step[0]() is earlier:
            return step[1]
        before = {anchored.annotation.id: anchored for anchored in earlier.annotations}
        after = {anchored.annotation.id: anchored for anchored in self.annotations}
        return (
            [anchored for key, anchored in before.items() if anchored != after.get(key)],
            [anchored for key, anchored in after.items() if anchored != before.get(key)],
        )


def _is_span(span: Span | None) -> bool:
    return span is not None


class Notes(NamedTuple):
    """Several articles with their annotations, for an export."""

    codebook: Codebook
    readings: tuple[Reading, ...]
    """By article id."""
    earlier_texts: tuple[str, ...] = ()
    """Earlier texts that annotations were made on, sorted by their hashes."""

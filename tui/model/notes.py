"""Annotations together with the text they are about: what screens show and exports write."""

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
    """An annotation and where its words are in today's text."""

    annotation: Annotation
    span: Span | None
    """``None`` only for an orphan: the words are gone, the annotation stays."""
    state: AnchorState
    score: float = 1.0
    """Of a fuzzy one: how like its words and their context are, up to 1."""

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Sort key: by start, then the longer first; orphans last, by where they were."""
        start, end = self.span or self.annotation.selector.span
        return self.span is None, start, -end, self.annotation.id


Difference = tuple[Sequence[Anchored], Sequence[Anchored]]
"""What is gone, and what has come."""

_order = attrgetter("order")


@dataclass(frozen=True, eq=False)
class Reading:
    """One article with everything said and found about it, at one moment.

    Two are equal only if they are the same one.
    """

    article: Article
    analysis: Analysis
    codebook: Codebook
    annotations: Sequence[Anchored] = ()
    """By ``Anchored.order``: place in the text (start, then the longer first), orphans last.

    A tuple or a list, which stays as it is: to make one of ten thousand the other takes as long as
    to keep a tag.
    """

    @cached_property
    def needs_review(self) -> tuple[Anchored, ...]:
        """What needs review: the fuzzy ones in the order of the text, then the orphans."""
        return tuple(a for a in self.annotations if a.state in ("fuzzy", "orphan"))

    @cached_property
    def placed(self) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations that have a place, in the order of the text; ``over`` asks for a few."""
        return tuple((a.span, a.annotation) for a in self.annotations if a.span is not None)

    @cached_property
    def placed_spans(self) -> SortedSpans:
        """Where the placed annotations are; each has the index that it has in ``annotations``."""
        return SortedSpans(list(takewhile(_is_span, map(attrgetter("span"), self.annotations))))

    @cached_property
    def theme_counts(self) -> Counter[str]:
        """How many annotations carry each theme, orphans included."""
        return Counter(chain.from_iterable(map(attrgetter("annotation.themes"), self.annotations)))

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Annotation]]:
        """The annotations that share a code point with ``span``, in the order of the text."""
        places = self.placed_spans
        for i in places.overlapping(span):
            yield places[i], self.annotations[i].annotation

    def at(self, offset: int) -> tuple[tuple[Span, Annotation], ...]:
        """Annotations over the code point at ``offset``, the smallest (topmost) first."""
        here = self.overlapping(Span(offset, offset + 1))
        return tuple(sorted(here, key=lambda pair: pair[0].length))

    def on(self, span: Span) -> Annotation | None:
        """The annotation of exactly ``span``."""
        return next(
            (annotation for place, annotation in self.overlapping(span) if place == span), None
        )

    def anchored(self, annotation: Annotation) -> Anchored:
        """One of the annotations with its place.

        Raises:
            ValueError: if it is not among them.
        """
        as_made = Anchored(annotation, annotation.selector.span, "exact")
        place = bisect_left(self.annotations, as_made.order, key=_order)
        here = self.annotations[place : place + 1]
        if not (here and here[0].annotation.id == annotation.id):
            ids = list(map(attrgetter("annotation.id"), self.annotations))
            here = self.annotations[ids.index(annotation.id) :]
        return here[0]

    def speaker(self, anchored: Anchored) -> str | None:
        """Who says the passage, if it lies in a quote."""
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

        What is known of the rest is taken over: in a book of ten thousand annotations a tag costs
        what it costs in an article.

        Raises:
            KeyError: if one to be removed is not there.
        """
        annotations = list(self.annotations)
        counts = self.theme_counts.copy()
        gone: list[int] = []
        come: list[tuple[int, Span]] = []
        for one in removed:
            place = bisect_left(annotations, one.order, key=_order)
            if place == len(annotations) or annotations[place].annotation is not one.annotation:
                raise KeyError(one.annotation.id)
            del annotations[place]
            counts.subtract(one.annotation.themes)
            if one.span is not None:
                gone.append(place)
        for one in added:
            place = bisect_left(annotations, one.order, key=_order)
            annotations.insert(place, one)
            counts.update(one.annotation.themes)
            if one.span is not None:
                come.append((place, one.span))
        later = replace(self, annotations=annotations)
        later.__dict__.update(
            placed_spans=self.placed_spans.replaced(gone, come),
            theme_counts=+counts,
            _step=(ref(self), (removed, added)),
        )
        return later

    def difference(self, earlier: Reading) -> Difference:
        """Which annotations of an earlier reading are gone, and which have come since."""
        step: tuple[ref[Reading], Difference] | None = self.__dict__.get("_step")
        if step is not None and step[0]() is earlier:
            return step[1]
        was = {one.annotation.id: one for one in earlier.annotations}
        now = {one.annotation.id: one for one in self.annotations}
        return (
            [one for key, one in was.items() if one != now.get(key)],
            [one for key, one in now.items() if one != was.get(key)],
        )


def _is_span(span: Span | None) -> bool:
    return span is not None


class Notes(NamedTuple):
    """Several articles with their annotations: what an export gets."""

    codebook: Codebook
    readings: tuple[Reading, ...]
    """By article id."""
    earlier_texts: tuple[str, ...] = ()
    """The texts that passages were made on and that are not today's, by their hashes."""

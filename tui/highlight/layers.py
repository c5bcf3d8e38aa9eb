"""The layers over each stretch of a text: themes, quotes, entities, notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tui.highlight.token_types import UNKNOWN_THEME, TokenType, family, theme_part, token_for
from tui.model import Anchored, Annotation, Entity, Quote, Reading, Span
from tui.model.span_index import Item, SpanIndex

Run = tuple[int, int, TokenType]
"""Start, end (excluded) and token type of a stretch with the same layers all along."""

_Overlaps = tuple[list[Item[Entity]], list[Item[Quote]], list[Item[Anchored]]]
"""Entities and quotes by start, annotations with the topmost first."""

_WINDOW = 2048
_NO_SPAN = Span(0, 0)


class Stripes(NamedTuple):
    """The themes in the margin of one line of the screen."""

    columns: tuple[str, ...]
    """Theme ids from the left; empty where a column is free."""
    hidden: int = 0
    """How many themes have no column."""


class Layers:
    """The findings and annotations of one ``Reading``, indexed by offset.

    Offsets are code points into the article's text, ends excluded. A query takes time by what
    overlaps the line, not by the length of the text.
    """

    def __init__(self, reading: Reading, lifted: str | None = None) -> None:
        self.reading = reading
        self.lifted = lifted
        """The id of the annotation that is on top where several overlap."""
        self._entities = SpanIndex(reading.analysis.entities, _entity_span)
        self._quotes = SpanIndex(reading.analysis.quotes, _quote_span)
        self._annotations = SpanIndex(_placed(reading.annotations), _annotation_span)
        self._cached: tuple[int, int, _Overlaps] = (0, 0, ([], [], []))
        """Start, end and result of the last query."""
        self._order = {theme.id: index for index, theme in enumerate(reading.codebook)}
        self._parts = {theme.id: theme_part(theme.id) for theme in reading.codebook}

    def following(
        self, reading: Reading, lifted: str | None = None
    ) -> tuple[Layers, tuple[Span, ...] | None]:
        """The layers of a later reading of the same text, and the spans that changed.

        Indexes that did not change are shared, so that the time does not grow with the text. The
        spans are ``None`` if findings or codebook changed, which can show anywhere.
        """
        if lifted != self.lifted or reading.codebook is not self.reading.codebook:
            return Layers(reading, lifted), None
        if reading.analysis is not self.reading.analysis:
            return Layers(reading, lifted), None
        removed, added = reading.difference(self.reading)
        later = object.__new__(Layers)
        later.reading, later.lifted = reading, lifted
        later._entities, later._quotes = self._entities, self._quotes
        later._cached = (0, 0, ([], [], []))
        later._order, later._parts = self._order, self._parts
        later._annotations = self._annotations.replaced(
            _placed(reading.annotations), _placed(removed), _placed(added)
        )
        return later, tuple(p.span for p in (*removed, *added) if p.span is not None)

    def settle(self, end: int) -> None:
        """Index everything before ``end`` now, which a query there would otherwise do."""
        for index in (self._entities, self._quotes, self._annotations):
            index.scan_until(end)

    def runs(self, start: int, end: int) -> list[Run]:
        """Runs that cover ``[start, end)`` exactly, in order, neighbours differing in token."""
        runs: list[Run] = []
        for low in range(start, end, _WINDOW):
            for run in self._window(low, min(end, low + _WINDOW)):
                if runs and runs[-1][2] is run[2]:
                    runs[-1] = (runs[-1][0], run[1], run[2])
                else:
                    runs.append(run)
        return runs

    def stripes(self, start: int, end: int, columns: int = 4, *, whole: bool = False) -> Stripes:
        """The themes over ``[start, end)``, each in its column.

        A theme's column is its index in the codebook modulo ``columns``, so that it is the same on
        every line. Of two themes with one column the first in the codebook gets it, the other the
        first free one.

        Args:
            start: First code point.
            end: Excluded.
            columns: How many columns there are.
            whole: Take only annotations that cover all of ``[start, end)``.
        """
        themes: set[str] = set()
        for low, high, placed in self._overlapping(start, end)[2]:
            if not whole or (low <= start and high >= end):
                themes.update(placed.annotation.themes)
        if not themes:
            return Stripes(("",) * columns)
        shown, without_column = [""] * columns, []
        for theme in sorted(themes, key=self._rank):
            column = self._rank(theme)[0] % columns if columns else 0
            if columns and not shown[column]:
                shown[column] = theme
            else:
                without_column.append(theme)
        for column in range(columns):
            if without_column and not shown[column]:
                shown[column] = without_column.pop(0)
        return Stripes(tuple(shown), len(without_column))

    def entities(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities over ``[start, end)``, by start."""
        return tuple(e for _, _, e in self._overlapping(start, end)[0])

    def quotes(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes with content in ``[start, end)``, by start, each once."""
        return tuple(
            quote
            for _, _, quote in self._overlapping(start, end)[1]
            if any(part[0] < end and part[1] > start for part in quote.content)
        )

    def annotations(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)``, the topmost first."""
        return tuple(
            (Span(low, high), placed.annotation)
            for low, high, placed in self._overlapping(start, end)[2]
        )

    def notes(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)`` that carry a note, the topmost first."""
        return tuple(
            (Span(low, high), placed.annotation)
            for low, high, placed in self._overlapping(start, end)[2]
            if placed.annotation.note
        )

    def _rank(self, theme: str) -> tuple[int, str]:
        return self._order.get(theme, len(self._order)), theme

    def _depth(self, item: Item[Anchored]) -> tuple[bool, int, int, str]:
        """Sort key, topmost first: the lifted, then the smallest, then the later."""
        start, end, placed = item
        return placed.annotation.id != self.lifted, end - start, -start, placed.annotation.id

    def _overlapping(self, start: int, end: int) -> _Overlaps:
        """What overlaps ``[start, end)``; cached, because a line is queried several times."""
        low, high, overlaps = self._cached
        if low != start or high != end:
            entities = self._entities.overlapping(start, end)
            quotes = self._quotes.overlapping(start, end)
            annotations = self._annotations.overlapping(start, end)
            if len(entities) > 1:
                entities.sort(key=_by_start)
            if len(quotes) > 1:
                quotes.sort(key=_by_start)
            if len(annotations) > 1:
                annotations.sort(key=self._depth)
            overlaps = (entities, quotes, annotations)
            self._cached = (start, end, overlaps)
        return overlaps

    def _window(self, start: int, end: int) -> list[Run]:
        """The runs of a short stretch: compares each run with all that overlaps the stretch."""
        entities, quotes, annotations = self._overlapping(start, end)
        if not (entities or quotes or annotations):
            return [(start, end, token_for("", False, "", False))]
        quoted = [part for _, _, quote in quotes for part in quote.content]
        cuts = {start, end}
        spans = [*quoted, *((low, high) for low, high, _ in (*entities, *annotations))]
        for low, high in spans:
            if low < end and high > start:
                cuts.update((max(low, start), min(high, end)))
        runs: list[Run] = []
        for low, high in pairwise(sorted(cuts)):
            # Where two entities overlap, the one that begins later is the inner one.
            inner = max((e for e in entities if e[0] <= low < e[1]), key=_by_start, default=None)
            covering = [placed.annotation for s, e, placed in annotations if s <= low < e]
            top = next((a.themes[-1] for a in covering if a.themes), None)
            token = token_for(
                "" if top is None else self._parts.get(top, UNKNOWN_THEME),
                any(s <= low < e for s, e in quoted),
                family(inner[2].label) if inner else "",
                any(a.note for a in covering),
            )
            if runs and runs[-1][2] is token:
                runs[-1] = (runs[-1][0], high, token)
            else:
                runs.append((low, high, token))
        return runs


def _by_start(item: Item[Entity] | Item[Quote]) -> int:
    return item[0]


_entity_span = attrgetter("span")


def _quote_span(quote: Quote) -> tuple[int, int]:
    return quote.content[0][0], quote.content[-1][1]


def _annotation_span(placed: Anchored) -> tuple[int, int]:
    return placed.span or _NO_SPAN


def _placed(annotations: Sequence[Anchored]) -> Sequence[Anchored]:
    """Those with a span; orphans, which are last, are cut off."""
    if not annotations or annotations[-1].span is not None:
        return annotations
    return annotations[: bisect_left(annotations, True, key=lambda placed: placed.span is None)]

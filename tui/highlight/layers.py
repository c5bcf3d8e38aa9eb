"""What lies over each place of a text: themes, quotes, entities, notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tui.highlight.token_types import STRANGER, TokenType, family, theme_part, token_for
from tui.model import Anchored, Annotation, Entity, Quote, Reading, Span
from tui.model.span_index import Item, SpanIndex

Run = tuple[int, int, TokenType]
"""Start, end (exclusive) and token of a stretch that looks the same all along."""

_Near = tuple[list[Item[Entity]], list[Item[Quote]], list[Item[Anchored]]]
"""Entities and quotes by start, annotations with the topmost first."""

_WINDOW = 2048
_NOWHERE = Span(0, 0)


class Stripes(NamedTuple):
    """The themes beside one line of the screen."""

    columns: tuple[str, ...]
    """Theme ids from the left; empty where a column is free."""
    hidden: int = 0
    """How many themes found no column."""


class Layers:
    """The findings and annotations of one ``Reading``, found by place.

    Positions are code points into the article's text, spans half-open. Asking about a line costs
    what lies near that line, however long the text is.
    """

    def __init__(self, reading: Reading, lifted: str | None = None) -> None:
        self.reading = reading
        self.lifted = lifted
        """The id of an annotation to show above the others, where several overlap."""
        self._entities = SpanIndex(reading.analysis.entities, _entity_place)
        self._quotes = SpanIndex(reading.analysis.quotes, _quote_place)
        self._annotations = SpanIndex(_placed(reading.annotations), _annotation_place)
        self._last: tuple[int, int, _Near] = (0, 0, ([], [], []))
        self._order = {theme.id: place for place, theme in enumerate(reading.codebook)}
        self._parts = {theme.id: theme_part(theme.id) for theme in reading.codebook}

    def following(
        self, reading: Reading, lifted: str | None = None
    ) -> tuple[Layers, tuple[Span, ...] | None]:
        """The layers of a later reading of the same text, and where they look different.

        What did not change is shared, so that one more tag costs no more in a book. ``None``
        instead of spans: findings or codebook changed, which may show anywhere.
        """
        if lifted != self.lifted or reading.codebook is not self.reading.codebook:
            return Layers(reading, lifted), None
        if reading.analysis is not self.reading.analysis:
            return Layers(reading, lifted), None
        removed, added = reading.difference(self.reading)
        later = object.__new__(Layers)
        later.reading, later.lifted = reading, lifted
        later._entities, later._quotes = self._entities, self._quotes
        later._last = (0, 0, ([], [], []))
        later._order, later._parts = self._order, self._parts
        later._annotations = self._annotations.replaced(
            _placed(reading.annotations), _placed(removed), _placed(added)
        )
        return later, tuple(p.span for p in (*removed, *added) if p.span is not None)

    def settle(self, end: int) -> None:
        """Do now what would else be done when somebody asks about a place just before ``end``."""
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

        A theme's column is its place in the codebook, counted round, so that it does not move
        from line to line; two themes that want one column give way in the codebook's order.

        Args:
            start: First code point.
            end: Exclusive.
            columns: How many there are.
            whole: Count only what covers all of the stretch.
        """
        themes: set[str] = set()
        for low, high, placed in self._near(start, end)[2]:
            if not whole or (low <= start and high >= end):
                themes.update(placed.annotation.themes)
        if not themes:
            return Stripes(("",) * columns)
        shown, waiting = [""] * columns, []
        for theme in sorted(themes, key=self._rank):
            wanted = self._rank(theme)[0] % columns if columns else 0
            if columns and not shown[wanted]:
                shown[wanted] = theme
            else:
                waiting.append(theme)
        for column in range(columns):
            if waiting and not shown[column]:
                shown[column] = waiting.pop(0)
        return Stripes(tuple(shown), len(waiting))

    def entities(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities over ``[start, end)`` by start."""
        return tuple(e for _, _, e in self._near(start, end)[0])

    def quotes(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes with words in ``[start, end)``, by start, each once."""
        return tuple(
            quote
            for _, _, quote in self._near(start, end)[1]
            if any(part[0] < end and part[1] > start for part in quote.content)
        )

    def annotations(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)``, the topmost first."""
        found = self._near(start, end)[2]
        return tuple((Span(low, high), placed.annotation) for low, high, placed in found)

    def notes(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)`` that carry a note, the topmost first."""
        return tuple(
            (Span(low, high), placed.annotation)
            for low, high, placed in self._near(start, end)[2]
            if placed.annotation.note
        )

    def _rank(self, theme: str) -> tuple[int, str]:
        return self._order.get(theme, len(self._order)), theme

    def _height(self, item: Item[Anchored]) -> tuple[bool, int, int, str]:
        """Sort key, topmost first: the lifted, then the smallest, then the later."""
        start, end, placed = item
        return placed.annotation.id != self.lifted, end - start, -start, placed.annotation.id

    def _near(self, start: int, end: int) -> _Near:
        """What lies over a stretch; a line asks several times about the same one."""
        low, high, near = self._last
        if low != start or high != end:
            entities = self._entities.overlapping(start, end)
            quotes = self._quotes.overlapping(start, end)
            annotations = self._annotations.overlapping(start, end)
            if len(entities) > 1:
                entities.sort(key=_by_start)
            if len(quotes) > 1:
                quotes.sort(key=_by_start)
            if len(annotations) > 1:
                annotations.sort(key=self._height)
            near = (entities, quotes, annotations)
            self._last = (start, end, near)
        return near

    def _window(self, start: int, end: int) -> list[Run]:
        """The runs of a stretch short enough to compare everything on it with everything."""
        entities, quotes, annotations = self._near(start, end)
        if not (entities or quotes or annotations):
            return [(start, end, token_for("", False, "", False))]
        said = [part for _, _, quote in quotes for part in quote.content]
        cuts = {start, end}
        spans = [*said, *((low, high) for low, high, _ in (*entities, *annotations))]
        for low, high in spans:
            if low < end and high > start:
                cuts.update((max(low, start), min(high, end)))
        runs: list[Run] = []
        for low, high in pairwise(sorted(cuts)):
            # Where two entities overlap, the one that begins later is the inner one.
            inner = max((e for e in entities if e[0] <= low < e[1]), key=_by_start, default=None)
            here = [placed.annotation for s, e, placed in annotations if s <= low < e]
            top = next((a.themes[-1] for a in here if a.themes), None)
            token = token_for(
                "" if top is None else self._parts.get(top, STRANGER),
                any(s <= low < e for s, e in said),
                family(inner[2].label) if inner else "",
                any(a.note for a in here),
            )
            if runs and runs[-1][2] is token:
                runs[-1] = (runs[-1][0], high, token)
            else:
                runs.append((low, high, token))
        return runs


def _by_start(item: Item[Entity] | Item[Quote]) -> int:
    return item[0]


_entity_place = attrgetter("span")


def _quote_place(quote: Quote) -> tuple[int, int]:
    return quote.content[0][0], quote.content[-1][1]


def _annotation_place(placed: Anchored) -> tuple[int, int]:
    return placed.span or _NOWHERE


def _placed(annotations: Sequence[Anchored]) -> Sequence[Anchored]:
    """Those that have a place; orphans are last."""
    if not annotations or annotations[-1].span is not None:
        return annotations
    return annotations[: bisect_left(annotations, True, key=lambda placed: placed.span is None)]

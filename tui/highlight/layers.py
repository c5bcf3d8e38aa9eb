"""What lies over each place of a text: themes, quotes, entities, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import is_
from typing import TypeVar

from tui.highlight.index import SpanIndex
from tui.highlight.tokens import STRANGER, TokenType, family, theme_part, token_for
from tui.model import Anchored, Annotation, Entity, Quote, Reading, Span

Run = tuple[int, int, TokenType]
"""Start, end (exclusive) and token of a stretch that looks the same all along."""

_WINDOW = 2048


@dataclass(frozen=True, slots=True)
class Stripes:
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
        self._entities: SpanIndex[Entity] = SpanIndex(
            (entity.span[0], entity.span[1], entity) for entity in reading.analysis.entities
        )
        self._quotes: SpanIndex[Quote] = SpanIndex(
            (part[0], part[1], quote) for quote in reading.analysis.quotes for part in quote.content
        )
        self._annotations: SpanIndex[Annotation] = SpanIndex(_places(reading.annotations))
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
        removed, added = _difference(self.reading.annotations, reading.annotations)
        later = object.__new__(Layers)
        later.reading, later.lifted = reading, lifted
        later._entities, later._quotes = self._entities, self._quotes
        later._order, later._parts = self._order, self._parts
        gone, come = _places(removed), _places(added)
        later._annotations = self._annotations.replaced(gone, come)
        return later, tuple(Span(start, end) for start, end, _ in (*gone, *come))

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
        for low, high, annotation in self._annotations.over(start, end):
            if not whole or (low <= start and high >= end):
                themes.update(annotation.themes)
        if not themes:
            return Stripes(("",) * columns)
        placed, waiting = [""] * columns, []
        for theme in sorted(themes, key=self._rank):
            wanted = self._rank(theme)[0] % columns if columns else 0
            if columns and not placed[wanted]:
                placed[wanted] = theme
            else:
                waiting.append(theme)
        for column in range(columns):
            if waiting and not placed[column]:
                placed[column] = waiting.pop(0)
        return Stripes(tuple(placed), len(waiting))

    def entities(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities over ``[start, end)`` by start."""
        return tuple(e for _, _, e in sorted(self._entities.over(start, end), key=_by_start))

    def quotes(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes with words in ``[start, end)``, by start, each once."""
        found = {id(quote): quote for _, _, quote in self._quotes.over(start, end)}
        return tuple(sorted(found.values(), key=lambda quote: quote.start))

    def annotations(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)``, the topmost first."""
        found = sorted(self._annotations.over(start, end), key=self._height)
        return tuple((Span(low, high), annotation) for low, high, annotation in found)

    def notes(self, start: int, end: int) -> tuple[tuple[Span, Annotation], ...]:
        """The annotations over ``[start, end)`` that carry a note, the topmost first."""
        return tuple(pair for pair in self.annotations(start, end) if pair[1].note)

    def _rank(self, theme: str) -> tuple[int, str]:
        return self._order.get(theme, len(self._order)), theme

    def _height(self, item: tuple[int, int, Annotation]) -> tuple[bool, int, int, str]:
        """Sort key, topmost first: the lifted, then the smallest, then the later."""
        start, end, annotation = item
        return annotation.id != self.lifted, end - start, -start, annotation.id

    def _window(self, start: int, end: int) -> list[Run]:
        """The runs of a stretch short enough to compare everything on it with everything."""
        entities = self._entities.over(start, end)
        quotes = self._quotes.over(start, end)
        annotations = sorted(self._annotations.over(start, end), key=self._height)
        if not (entities or quotes or annotations):
            return [(start, end, token_for("", False, "", False))]
        cuts = {start, end}
        for low, high, _ in (*entities, *quotes, *annotations):
            cuts.add(low if low > start else start)
            cuts.add(high if high < end else end)
        runs: list[Run] = []
        for low, high in pairwise(sorted(cuts)):
            # Where two entities overlap, the one that begins later is the inner one.
            inner = max((e for e in entities if e[0] <= low < e[1]), key=_by_start, default=None)
            here = [a for s, e, a in annotations if s <= low < e]
            top = next((a.themes[-1] for a in here if a.themes), None)
            token = token_for(
                "" if top is None else self._parts.get(top, STRANGER),
                any(s <= low < e for s, e, _ in quotes),
                family(inner[2].label) if inner else "",
                any(a.note for a in here),
            )
            if runs and runs[-1][2] is token:
                runs[-1] = (runs[-1][0], high, token)
            else:
                runs.append((low, high, token))
        return runs


T = TypeVar("T")


def _by_start(item: tuple[int, int, T]) -> int:
    return item[0]


def _places(annotations: Iterable[Anchored]) -> list[tuple[int, int, Annotation]]:
    return [
        (place.span[0], place.span[1], place.annotation)
        for place in annotations
        if place.span is not None
    ]


def _difference(
    old: tuple[Anchored, ...], new: tuple[Anchored, ...]
) -> tuple[list[Anchored], list[Anchored]]:
    """What of ``old`` is gone and what of ``new`` was not there.

    One change leaves all objects before and after it the same, which is quick to find out.
    """
    shared = min(len(old), len(new))
    head = _first_false(list(map(is_, old, new)), shared)
    rest = shared - head
    tail = _first_false(list(map(is_, old[::-1][:rest], new[::-1][:rest])), rest)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    was = {place.annotation.id: place for place in before}
    now = {place.annotation.id: place for place in after}
    removed = [p for p in before if not _same(p, now.get(p.annotation.id))]
    added = [p for p in after if not _same(p, was.get(p.annotation.id))]
    return removed, added


def _first_false(flags: list[bool], default: int) -> int:
    try:
        return flags.index(False)
    except ValueError:
        return default


def _same(one: Anchored, other: Anchored | None) -> bool:
    if other is None or one.span != other.span:
        return False
    return one.annotation is other.annotation or one.annotation == other.annotation

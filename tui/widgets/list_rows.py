"""The rows of the lists beside the text, made from a reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple, overload

from tui.commands import Listing
from tui.model import Analysis, Annotation, Entity, Quote, Reading, Span

EXCERPT = 80
"""The most code points of a passage in a row."""

READERS = "reader"
"""Marks a quote that the reader added or named the speaker of."""

KINDS = {
    "People": ("PERSON",),
    "Organisations": ("ORG",),
    "Places": ("GPE", "LOC", "FAC"),
    "Groups": ("NORP",),
    "Dates": ("DATE", "TIME"),
    "Money": ("MONEY",),
}
"""Headings of the list of entities, and the OntoNotes labels under each."""


class Row(NamedTuple):
    """One line of a list."""

    text: str
    right: str = ""
    """At the right edge: a count, or a mark."""
    places: tuple[Span, ...] = ()
    """Where Enter goes, one after the other; a row without any cannot be chosen."""
    themes: tuple[str, ...] = ()
    """The ids of the themes whose letters precede the text."""
    is_heading: bool = False
    is_dim: bool = False


def excerpt(text: str, span: Span) -> str:
    """The start of a passage on one line."""
    line = " ".join(span.of(text)[: EXCERPT * 2].split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def note_rows(reading: Reading) -> Iterator[Row]:
    """Annotations in the order of the text, each with its note; orphans at the end."""
    if not reading.annotations:
        yield Row("Nothing is tagged yet.", is_dim=True)
        yield Row("1 tags this sentence as trade,", is_dim=True)
        yield Row("m writes a note, v selects.", is_dim=True)
        return
    for span, annotation in reading.placed:
        yield from _note_rows_of(reading, span, annotation)
    orphans = [a.annotation for a in reading.annotations if a.span is None]
    if orphans:
        yield Row("No longer in the text", str(len(orphans)), is_heading=True)
    for annotation in orphans:
        text = " ".join(annotation.selector.exact.split())
        yield Row(text[:EXCERPT], themes=annotation.themes, is_dim=True)


def updated_note_rows(rows: Sequence[Row], before: Reading, after: Reading) -> Iterable[Row]:
    """The rows of ``after``, by replacing those rows of ``before`` that differ."""
    removed, added = after.difference(before)
    spans = {anchored.span for anchored in (*removed, *added)}
    if None in spans or not (before.annotations and after.annotations):
        return note_rows(after)
    updated = list(rows)
    for span in filter(None, spans):
        key: tuple[float, int] = (span.start, -span.end)
        low = bisect_left(updated, key, key=_sort_key)
        high = bisect_right(updated, key, lo=low, key=_sort_key)
        annotations = [annotation for other, annotation in after.overlapping(span) if other == span]
        updated[low:high] = [
            row for annotation in annotations for row in _note_rows_of(after, span, annotation)
        ]
    return updated


def _sort_key(row: Row) -> tuple[float, int]:
    """By start, the longest first; rows without a span come last."""
    return (row.places[0].start, -row.places[0].end) if row.places else (inf, 0)


def _note_rows_of(reading: Reading, span: Span, annotation: Annotation) -> Iterator[Row]:
    anchored = reading.anchored(annotation)
    score = f"{anchored.score:.0%}" if anchored.state == "fuzzy" else ""
    text = excerpt(reading.article.text, span)
    yield Row(text, score, places=(span,), themes=annotation.themes)
    if annotation.note:
        yield Row(f"✎ {' '.join(annotation.note.split())}", places=(span,), is_dim=True)


class QuoteRows(Sequence[Row]):
    """Headings and quotes; the row of a quote is made when it is asked for."""

    def __init__(self, text: str, items: list[Row | Quote]) -> None:
        self._text = text
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return QuoteRows(self._text, self._items[index])
        item = self._items[index]
        if isinstance(item, Row):
            return item
        mark = READERS if item.correction else ""
        return Row(excerpt(self._text, item.content[0]), mark, places=(item.content[0],))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, QuoteRows):
            return NotImplemented
        return (self._text, self._items) == (other._text, other._items)

    __hash__ = None  # type: ignore[assignment]


def quote_rows(reading: Reading) -> Sequence[Row]:
    """Quotes under their speakers, in order of first appearance; the unnamed last."""
    analysis = reading.analysis
    if not analysis.quotes:
        return (Row(_empty_message("quotes", analysis), is_dim=True),)
    items: list[Row | Quote] = []
    # Sorting is stable: named speakers keep their order.
    for speaker, quotes in sorted(analysis.speakers.items(), key=lambda item: not item[0]):
        heading = speaker or "Nobody named"
        items += [Row(heading, str(len(quotes)), is_heading=True), *quotes]
    return QuoteRows(reading.article.text, items)


def _empty_message(what: str, analysis: Analysis) -> str:
    return f"No {what} found." if analysis.analyser else f"Looking for {what} ..."


def entity_rows(reading: Reading) -> Iterator[Row]:
    """Names under their kinds with the number of mentions, the most frequent first."""
    analysis = reading.analysis
    if not analysis.entities:
        yield Row(_empty_message("entities", analysis), is_dim=True)
        return
    by_kind: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for entity in analysis.entities:
        by_kind[_kind(entity)][entity.name].append(entity.span)
    for kind in (*KINDS, "Other"):
        names = by_kind.get(kind)
        if not names:
            continue
        yield Row(kind, str(sum(map(len, names.values()))), is_heading=True)
        for name, spans in sorted(names.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Row(name, str(len(spans)), places=tuple(spans))


def _kind(entity: Entity) -> str:
    return next((kind for kind, labels in KINDS.items() if entity.label in labels), "Other")


LISTINGS: dict[Listing, tuple[str, Callable[[Reading], Iterable[Row]]]] = {
    "notes": ("Notes", note_rows),
    "quotes": ("Quotes", quote_rows),
    "entities": ("Entities", entity_rows),
}
"""The lists of the side pane: the title of each, and the function that makes its rows."""

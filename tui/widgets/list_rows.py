"""What the side pane lists: rows made from a reading, without a screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple, overload

from tui.commands import Listing
from tui.model import Analysis, Annotation, Entity, Quote, Reading, Span

EXCERPT = 80
"""Code points of a passage that a row shows at most."""

READERS = "reader"
"""Marks a quote that the reader added, or whose speaker the reader named."""

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
    """What stands at the right edge: a count, who says it."""
    places: tuple[Span, ...] = ()
    """Where Enter goes, one after the other; a row without any cannot be chosen."""
    themes: tuple[str, ...] = ()
    """Theme ids whose letters stand before the words."""
    is_heading: bool = False
    is_dim: bool = False


def excerpt(text: str, span: Span) -> str:
    """The first words of a passage on one line."""
    words = " ".join(span.of(text)[: EXCERPT * 2].split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"


def note_rows(reading: Reading) -> Iterator[Row]:
    """Tagged passages in the order of the text, each with its note; orphans at the end."""
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
        words = " ".join(annotation.selector.exact.split())
        yield Row(words[:EXCERPT], themes=annotation.themes, is_dim=True)


def updated_note_rows(rows: Sequence[Row], before: Reading, after: Reading) -> Iterable[Row]:
    """The rows of a later reading: those of the one before, with other ones where it differs."""
    removed, added = after.difference(before)
    spans = {one.span for one in (*removed, *added)}
    if None in spans or not (before.annotations and after.annotations):
        return note_rows(after)
    found = list(rows)
    for span in filter(None, spans):
        place: tuple[float, int] = (span.start, -span.end)
        low = bisect_left(found, place, key=_place)
        high = bisect_right(found, place, lo=low, key=_place)
        here = [annotation for other, annotation in after.over(span) if other == span]
        found[low:high] = [row for one in here for row in _note_rows_of(after, span, one)]
    return found


def _place(row: Row) -> tuple[float, int]:
    """Sort key of a row of notes; what has no place stands last."""
    return (row.places[0].start, -row.places[0].end) if row.places else (inf, 0)


def _note_rows_of(reading: Reading, span: Span, annotation: Annotation) -> Iterator[Row]:
    anchored = reading.anchored(annotation)
    likeness = f"{anchored.score:.0%}" if anchored.state == "fuzzy" else ""
    words = excerpt(reading.article.text, span)
    yield Row(words, likeness, places=(span,), themes=annotation.themes)
    if annotation.note:
        yield Row(f"✎ {' '.join(annotation.note.split())}", places=(span,), is_dim=True)


class QuoteRows(Sequence[Row]):
    """Quotes and the headings over them; a row is made when it is asked for."""

    def __init__(self, text: str, listed: list[Row | Quote]) -> None:
        self._text = text
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return QuoteRows(self._text, self._listed[place])
        one = self._listed[place]
        if isinstance(one, Row):
            return one
        by = READERS if one.correction else ""
        return Row(excerpt(self._text, one.content[0]), by, places=(one.content[0],))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, QuoteRows):
            return NotImplemented
        return (self._text, self._listed) == (other._text, other._listed)

    __hash__ = None  # type: ignore[assignment]


def quote_rows(reading: Reading) -> Sequence[Row]:
    """Quotes under their speakers, in order of first appearance; the unnamed last."""
    analysis = reading.analysis
    if not analysis.quotes:
        return (Row(_nothing("quotes", analysis), is_dim=True),)
    listed: list[Row | Quote] = []
    # Sorted by whether they have a name, they stay in their order.
    for speaker, quotes in sorted(analysis.speakers.items(), key=lambda item: not item[0]):
        heading = speaker or "Nobody named"
        listed += [Row(heading, str(len(quotes)), is_heading=True), *quotes]
    return QuoteRows(reading.article.text, listed)


def _nothing(what: str, analysis: Analysis) -> str:
    return f"No {what} found." if analysis.analyser else f"Looking for {what} ..."


def entity_rows(reading: Reading) -> Iterator[Row]:
    """Names under their kinds with how often each is mentioned, the most frequent first."""
    analysis = reading.analysis
    if not analysis.entities:
        yield Row(_nothing("entities", analysis), is_dim=True)
        return
    by_kind: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for entity in analysis.entities:
        by_kind[_kind(entity)][entity.name].append(entity.span)
    for kind in (*KINDS, "Other"):
        names = by_kind.get(kind)
        if not names:
            continue
        yield Row(kind, str(sum(map(len, names.values()))), is_heading=True)
        for name, places in sorted(names.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Row(name, str(len(places)), places=tuple(places))


def _kind(entity: Entity) -> str:
    return next((kind for kind, labels in KINDS.items() if entity.label in labels), "Other")


LISTINGS: dict[Listing, tuple[str, Callable[[Reading], Iterable[Row]]]] = {
    "notes": ("Notes", note_rows),
    "quotes": ("Quotes", quote_rows),
    "entities": ("Entities", entity_rows),
}
"""The lists of the side pane: what each is called, and its rows."""

"""What formats cannot hold, counted in one way for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.exports.code_names import Codes
from tui.exports.text_offsets import XmlText
from tui.model import Annotation, Notes

CODEBOOK = ("hierarchy", "names", "colours", "descriptions", "keys")
"""What is lost where themes are bare labels."""
SPANS = (
    "orphans", "untagged", "notes", "speakers", "coders", "times", "fuzzy", "corrections", *CODEBOOK
)  # fmt: skip
"""What is lost where passages are bare spans with a label."""


def left_out(notes: Notes, *kinds: str) -> list[str]:
    """A sentence with its count for each kind of thing that is there and has no place.

    The kinds: orphans, untagged, overlaps, notes, line-ends, speakers, coders, times, moments,
    fuzzy, corrections, hierarchy, names, colours, descriptions, keys, sources.
    """
    found = (_KINDS[kind] for kind in kinds)
    return [f"{words}: {count:,}." for words, counted in found if (count := counted(notes))]


def passages_left_out(notes: Notes, held: str) -> list[str]:
    """The same for a format that holds no passage at all but, say, "only themes"."""
    count = sum(len(reading.annotations) for reading in notes.readings)
    return [f"It holds {held}; passages left out: {count:,}."] if count else []


def forbidden_by_xml(notes: Notes) -> list[str]:
    """The same for characters that XML cannot hold and for passages that have no others."""
    gone = empty = 0
    for reading in notes.readings:
        text = XmlText(reading.article.text)
        gone += len(text.gone)
        empty += sum(text.span(span) is None for span, _ in reading.placed)
    told = [f"Characters that XML forbids are left out: {gone:,}."] if gone else []
    return told + ([f"Passages only of such characters are left out: {empty:,}."] if empty else [])


def without_words(notes: Notes) -> list[str]:
    """The same for passages of white space, where only words can be marked."""
    count = sum(span.of(r.article.text).isspace() for r in notes.readings for span, _ in r.placed)
    return [f"Passages of white space are left out: {count:,}."] if count else []


def overlapping(notes: Notes) -> int:
    """How many passages share words with one that begins before them or is longer."""
    count = 0
    for reading in notes.readings:
        reach = 0
        for span, _ in reading.placed:
            count += span.start < reach
            reach = max(reach, span.end)
    return count


def _annotations(notes: Notes) -> Iterator[Annotation]:
    return (one.annotation for reading in notes.readings for one in reading.annotations)


def _orphans(notes: Notes) -> int:
    return sum(one.span is None for reading in notes.readings for one in reading.annotations)


def _speakers(notes: Notes) -> int:
    return sum(bool(r.speaker(one)) for r in notes.readings for one in r.annotations)


_KINDS: dict[str, tuple[str, Callable[[Notes], int]]] = {
    "orphans": ("Passages whose words are gone are left out", _orphans),
    "untagged": (
        "Passages without a theme are left out",
        lambda notes: sum(not one.themes for one in _annotations(notes)),
    ),
    "overlaps": ("Passages that overlap another are left out", overlapping),
    "notes": (
        "Notes are left out",
        lambda notes: sum(bool(one.note) for one in _annotations(notes)),
    ),
    "line-ends": (
        "Notes lose their line ends",
        lambda notes: sum("\n" in one.note for one in _annotations(notes)),
    ),
    "speakers": ("Passages lose their speakers", _speakers),
    "coders": (
        "Passages lose their coders",
        lambda notes: sum(bool(one.coder) for one in _annotations(notes)),
    ),
    "times": (
        "Passages lose their times",
        lambda notes: sum(bool(one.created or one.changed) for one in _annotations(notes)),
    ),
    "moments": (
        "Times are cut to the day",
        lambda notes: sum("T" in one.created + one.changed for one in _annotations(notes)),
    ),
    "fuzzy": (
        "Passages that wait for review look like any other",
        lambda notes: sum(a.state == "fuzzy" for r in notes.readings for a in r.annotations),
    ),
    "corrections": (
        "Corrections of what was found are left out",
        lambda notes: sum(len(reading.analysis.corrections) for reading in notes.readings),
    ),
    "names": (
        "Themes get a number, for another has their name",
        lambda notes: sum(
            theme.label not in ("", codes.names[theme.id])
            for codes in [Codes(notes)]
            for theme in codes.themes
        ),
    ),
    "colours": (
        "Themes lose their colours",
        lambda notes: sum(bool(theme.colour) for theme in notes.codebook),
    ),
    "hierarchy": (
        "Themes lose their place under another",
        lambda notes: sum(map(bool, Codes(notes).parents.values())),
    ),
    "descriptions": (
        "Descriptions of themes are left out",
        lambda notes: sum(bool(theme.description) for theme in notes.codebook),
    ),
    "keys": (
        "Themes lose their keys and cues",
        lambda notes: sum(bool(theme.key or theme.cues) for theme in notes.codebook),
    ),
    "sources": (
        "Articles lose what is known of them beside their words",
        lambda notes: sum(
            bool(a.outlet or a.byline or a.date or a.path)
            for a in (reading.article for reading in notes.readings)
        ),
    ),
}

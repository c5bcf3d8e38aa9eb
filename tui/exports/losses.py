"""What formats cannot hold: a sentence with its count for each kind of loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tui.exports.code_system import CodeSystem
from tui.exports.offset_units import XmlText
from tui.model import Annotation, Notes

BARE_LABEL_LOSSES = ("hierarchy", "names", "colours", "descriptions", "keys")
"""The kinds that are lost where a theme is only a label."""
BARE_SPAN_LOSSES = (
    "orphans", "untagged", "notes", "speakers", "coders", "times", "fuzzy", "corrections",
    *BARE_LABEL_LOSSES,
)  # fmt: skip
"""The kinds that are lost where a passage is only a span with a label."""


def loss_sentences(notes: Notes, *kinds: str) -> list[str]:
    """A sentence with its count for each of these kinds that the notes have.

    The kinds: orphans, untagged, overlaps, notes, line-ends, speakers, coders, times, moments,
    fuzzy, corrections, hierarchy, names, colours, descriptions, keys, sources.
    """
    return count_sentences(
        {sentence: count(notes) for sentence, count in (_KINDS[kind] for kind in kinds)}
    )


def count_sentences(counts: Mapping[str, int]) -> list[str]:
    """A sentence with its count for each count that is not 0."""
    return [f"{sentence}: {count:,}." for sentence, count in counts.items() if count]


def all_passages_lost(notes: Notes, content: str) -> list[str]:
    """The sentence for a format that holds no passages but, say, "only themes"."""
    passages = sum(len(reading.annotations) for reading in notes.readings)
    return count_sentences({f"It holds {content}; passages left out": passages})


def xml_losses(notes: Notes) -> list[str]:
    """The sentences for characters that XML forbids, and for passages that hold no others."""
    removed = empty = 0
    for reading in notes.readings:
        text = XmlText(reading.article.text)
        removed += len(text.removed)
        empty += sum(text.span(span) is None for span, _ in reading.placed)
    return count_sentences(
        {
            "Characters that XML forbids are left out": removed,
            "Passages only of such characters are left out": empty,
        }
    )


def white_space_losses(notes: Notes) -> list[str]:
    """The sentence for passages of white space, where only tokens can be marked."""
    blank = sum(span.of(r.article.text).isspace() for r in notes.readings for span, _ in r.placed)
    return count_sentences({"Passages of white space are left out": blank})


def overlap_count(notes: Notes) -> int:
    """How many passages overlap one that begins earlier, or one as early and longer."""
    count = 0
    for reading in notes.readings:
        end_so_far = 0
        for span, _ in reading.placed:
            count += span.start < end_so_far
            end_so_far = max(end_so_far, span.end)
    return count


def _annotations(notes: Notes) -> Iterator[Annotation]:
    return (a.annotation for reading in notes.readings for a in reading.annotations)


def _orphans(notes: Notes) -> int:
    return sum(a.span is None for reading in notes.readings for a in reading.annotations)


def _speakers(notes: Notes) -> int:
    return sum(bool(r.speaker(a)) for r in notes.readings for a in r.annotations)


_KINDS: dict[str, tuple[str, Callable[[Notes], int]]] = {
    "orphans": ("Passages whose words are gone are left out", _orphans),
    "untagged": (
        "Passages without a theme are left out",
        lambda notes: sum(not a.themes for a in _annotations(notes)),
    ),
    "overlaps": ("Passages that overlap another are left out", overlap_count),
    "notes": (
        "Notes are left out",
        lambda notes: sum(bool(a.note) for a in _annotations(notes)),
    ),
    "line-ends": (
        "Notes lose their line ends",
        lambda notes: sum("\n" in a.note for a in _annotations(notes)),
    ),
    "speakers": ("Passages lose their speakers", _speakers),
    "coders": (
        "Passages lose their coders",
        lambda notes: sum(bool(a.coder) for a in _annotations(notes)),
    ),
    "times": (
        "Passages lose their times",
        lambda notes: sum(bool(a.created or a.changed) for a in _annotations(notes)),
    ),
    "moments": (
        "Times are cut to the day",
        lambda notes: sum("T" in a.created + a.changed for a in _annotations(notes)),
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
            for codes in [CodeSystem(notes)]
            for theme in codes.themes
        ),
    ),
    "colours": (
        "Themes lose their colours",
        lambda notes: sum(bool(theme.colour) for theme in notes.codebook),
    ),
    "hierarchy": (
        "Themes lose their place under another",
        lambda notes: sum(map(bool, CodeSystem(notes).parents.values())),
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
"""By the kind of loss: the sentence without its count, and what counts it."""

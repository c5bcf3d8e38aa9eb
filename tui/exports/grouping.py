"""Passages gathered by theme, article or speaker, for formats that people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.exports.code_names import Codes
from tui.exports.exporter import Group
from tui.model import Anchored, Notes, Reading

ORPHANS = "Passages whose words are gone"
WITHOUT = {"theme": "Notes without a theme", "speaker": "Passages without a speaker"}


class Passage(NamedTuple):
    """An annotation with its article."""

    reading: Reading
    anchored: Anchored


class Section(NamedTuple):
    """The passages that have one thing in common, orphans among them."""

    id: str
    """The id of the theme or article, or the speaker's name; empty for what has none."""
    way: tuple[str, ...]
    """What it is called, after what is above it: "migration", "asylum"."""
    description: str
    passages: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """What it is called, in one line: "migration › asylum"."""
        return " › ".join(self.way)

    @property
    def placed(self) -> tuple[Passage, ...]:
        """The passages that are in today's text."""
        return tuple(one for one in self.passages if one.anchored.span is not None)


def passages_of(notes: Notes) -> list[Passage]:
    """All of them, by article and place."""
    return [Passage(r, anchored) for r in notes.readings for anchored in r.annotations]


def orphans_of(notes: Notes) -> list[Passage]:
    """Those whose words are gone."""
    return [one for one in passages_of(notes) if one.anchored.span is None]


def sections(notes: Notes, by: Group) -> list[Section]:
    """The passages in sections.

    Themes come as in the codebook, those that nobody uses too; a passage is under each of its
    themes. Articles come by id, speakers by name. What has no theme or no speaker comes last.
    """
    if by == "theme":
        return _by_theme(notes)
    if by == "article":
        return [
            Section(
                r.article.id,
                (r.article.title or r.article.id,),
                "",
                tuple(Passage(r, anchored) for anchored in r.annotations),
            )
            for r in notes.readings
        ]
    return _by_speaker(notes)


def _by_theme(notes: Notes) -> list[Section]:
    codes = Codes(notes)
    members: dict[str, list[Passage]] = {theme.id: [] for theme in codes.themes}
    without = []
    for passage in passages_of(notes):
        for theme in passage.anchored.annotation.themes:
            members[theme].append(passage)
        if not passage.anchored.annotation.themes:
            without.append(passage)
    found = [
        Section(
            theme.id,
            tuple(codes.label(step) for step in codes.way(theme.id)),
            theme.description,
            tuple(members[theme.id]),
        )
        for theme in codes.themes
    ]
    return found + _without("theme", without)


def _by_speaker(notes: Notes) -> list[Section]:
    members: dict[str, list[Passage]] = {}
    for passage in passages_of(notes):
        speaker = passage.reading.speaker(passage.anchored) or ""
        members.setdefault(speaker, []).append(passage)
    without = members.pop("", [])
    found = [Section(name, (name,), "", tuple(members[name])) for name in sorted(members)]
    return found + _without("speaker", without)


def _without(kind: str, passages: Iterable[Passage]) -> list[Section]:
    found = tuple(passages)
    return [Section("", (WITHOUT[kind],), "", found)] if found else []

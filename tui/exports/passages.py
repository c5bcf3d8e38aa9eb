"""Passages, and passages grouped by theme, article or speaker, for formats that people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Group
from tui.model import Anchored, Notes, Reading

ORPHANS_HEADING = "Passages whose words are gone"
UNGROUPED_HEADINGS = {
    "theme": "Notes without a theme",
    "speaker": "Passages without a speaker",
}


class Passage(NamedTuple):
    """An annotation with its article."""

    reading: Reading
    anchored: Anchored


class Section(NamedTuple):
    """The passages of one theme, article or speaker, orphans included."""

    id: str
    """The id of the theme or article, or the speaker's name; empty for what has none."""
    path: tuple[str, ...]
    """The labels from the top of the tree down: "migration", "asylum"."""
    description: str
    passages: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """The path in one line: "migration › asylum"."""
        return " › ".join(self.path)

    @property
    def placed(self) -> tuple[Passage, ...]:
        """The passages that are in today's text."""
        return tuple(passage for passage in self.passages if passage.anchored.span is not None)


def passage_text(reading: Reading, anchored: Anchored) -> str:
    """The passage's text in today's article; an orphan's is the text it was made on."""
    if anchored.span is None:
        return anchored.annotation.selector.exact
    return anchored.span.of(reading.article.text)


def all_passages(notes: Notes) -> list[Passage]:
    """Every passage, by article and offset, orphans included."""
    return [Passage(r, anchored) for r in notes.readings for anchored in r.annotations]


def all_orphans(notes: Notes) -> list[Passage]:
    """The passages that are not in today's text."""
    return [passage for passage in all_passages(notes) if passage.anchored.span is None]


def sections(notes: Notes, group: Group) -> list[Section]:
    """The passages in sections, orphans included.

    Themes come in the order of the codebook, unused ones too; a passage is under each of its
    themes. Articles come by id, speakers by name. What has no theme or no speaker comes last.
    """
    if group == "theme":
        return _by_theme(notes)
    if group == "speaker":
        return _by_speaker(notes)
    return [
        Section(
            r.article.id,
            (r.article.title or r.article.id,),
            "",
            tuple(Passage(r, anchored) for anchored in r.annotations),
        )
        for r in notes.readings
    ]


def placed_sections(notes: Notes, group: Group) -> list[Section]:
    """The sections with a passage in today's text, without orphans; all orphans are the last."""
    placed = [
        section._replace(passages=section.placed)
        for section in sections(notes, group)
        if section.placed
    ]
    orphans = tuple(all_orphans(notes))
    return placed + ([Section("", (ORPHANS_HEADING,), "", orphans)] if orphans else [])


def _by_theme(notes: Notes) -> list[Section]:
    codes = CodeSystem(notes)
    members: dict[str, list[Passage]] = {theme.id: [] for theme in codes.themes}
    without = []
    for passage in all_passages(notes):
        for theme_id in passage.anchored.annotation.themes:
            members[theme_id].append(passage)
        if not passage.anchored.annotation.themes:
            without.append(passage)
    themed = [
        Section(
            theme.id,
            tuple(codes.label(theme_id) for theme_id in codes.path(theme.id)),
            theme.description,
            tuple(members[theme.id]),
        )
        for theme in codes.themes
    ]
    return themed + _ungrouped("theme", without)


def _by_speaker(notes: Notes) -> list[Section]:
    members: dict[str, list[Passage]] = {}
    for passage in all_passages(notes):
        speaker = passage.reading.speaker(passage.anchored) or ""
        members.setdefault(speaker, []).append(passage)
    without = members.pop("", [])
    spoken = [Section(name, (name,), "", tuple(members[name])) for name in sorted(members)]
    return spoken + _ungrouped("speaker", without)


def _ungrouped(group: Group, passages: Iterable[Passage]) -> list[Section]:
    members = tuple(passages)
    return [Section("", (UNGROUPED_HEADINGS[group],), "", members)] if members else []

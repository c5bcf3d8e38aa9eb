"""Themes of an import: from bare labels, from paths, and from themes with GUIDs as ids."""

from __future__ import annotations

from collections.abc import Iterable

from tui.imports.incoming import IncomingPassage
from tui.model import Theme

_NO_THEME = "no-theme"
_COLOURS = (
    "#2e86de", "#e67e22", "#c0392b", "#27ae60", "#8e44ad", "#16a085", "#b7950b", "#2c3e50",
)  # fmt: skip


def default_colour(index: int) -> str:
    """A colour for the theme at that index of a codebook that has none for it."""
    return _COLOURS[index % len(_COLOURS)]


def without_placeholder(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels, each once, without the one that our exports write for a passage without one."""
    return tuple(dict.fromkeys(label for label in labels if label != _NO_THEME))


def themes_from_labels(labels: Iterable[str]) -> tuple[Theme, ...]:
    """A theme for each label, in the order of their first occurrence."""
    unique = dict.fromkeys(labels)
    return tuple(
        Theme(label, label, colour=default_colour(index)) for index, label in enumerate(unique)
    )


def themes_from_passages(passages: Iterable[IncomingPassage]) -> tuple[Theme, ...]:
    """A theme for each label that a passage has, in the order of their first occurrence."""
    return themes_from_labels(label for passage in passages for label in passage.themes)


def themes_from_paths(themes: Iterable[Theme]) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """As `themes_by_label`, for ids that are paths: "migration.asylum" is below "migration"."""
    themes = list(themes)
    paths = {theme.id for theme in themes}
    with_parents = []
    for theme in themes:
        dots = [index for index, char in enumerate(theme.id) if char == "."]
        parent = next((theme.id[:dot] for dot in reversed(dots) if theme.id[:dot] in paths), "")
        label = theme.id[len(parent) + 1 :] if parent else theme.id
        with_parents.append(theme._replace(label=label or theme.id, parent=parent))
    return themes_by_label(with_parents)


def themes_by_label(themes: Iterable[Theme]) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """The themes with their labels as ids, which people can type, and the new id of each old one.

    Of two themes with one label the later gets the label of its parent in front.
    """
    themes = list(themes)
    labels = {theme.id: theme.label for theme in themes}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for theme in themes:
        label = theme.label
        if label.casefold() in taken:
            label = f"{labels.get(theme.parent, theme.id)} / {theme.label}"
        while label.casefold() in taken:
            label += "+"
        taken.add(label.casefold())
        ids[theme.id] = label
    return tuple(
        theme._replace(id=ids[theme.id], label=ids[theme.id], parent=ids.get(theme.parent, ""))
        for theme in themes
    ), ids

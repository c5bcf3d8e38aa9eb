"""Themes that a format knows by numbers, under ids that people can type."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model import Theme


def themes_from_paths(themes: Iterable[Theme]) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """As `themes_by_label`, for themes whose ids are paths: "migration.asylum" is below "migration"."""
    themes = list(themes)
    paths = {theme.id for theme in themes}
    placed = []
    for theme in themes:
        dots = [place for place, char in enumerate(theme.id) if char == "."]
        above = next((theme.id[:dot] for dot in reversed(dots) if theme.id[:dot] in paths), "")
        label = theme.id[len(above) + 1 :] if above else theme.id
        placed.append(theme._replace(label=label or theme.id, parent=above))
    return themes_by_label(placed)


def themes_by_label(themes: Iterable[Theme]) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """The themes with their labels for ids, and the new id of each old one.

    Of two with one label the later is called by the label of its parent, too.
    """
    themes = list(themes)
    labels = {theme.id: theme.label for theme in themes}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for theme in themes:
        name = theme.label
        if name.casefold() in taken:
            name = f"{labels.get(theme.parent, theme.id)} / {theme.label}"
        while name.casefold() in taken:
            name += "+"
        taken.add(name.casefold())
        ids[theme.id] = name
    return tuple(
        theme._replace(id=ids[theme.id], label=ids[theme.id], parent=ids.get(theme.parent, ""))
        for theme in themes
    ), ids

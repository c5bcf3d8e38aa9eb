"""Repairing a codebook that can be read and contradicts itself or the annotations."""

from __future__ import annotations

import itertools

from tui.model import Codebook, Theme
from tui.store.store import Records


def repair_codebook(records: Records) -> tuple[Codebook, list[str]]:
    """The codebook without its flaws, and a message for each of them.

    Of two themes with one key the first keeps it. A theme that is used and in no codebook is
    added at the end. A parent that does not exist, or that makes a cycle of parents, is removed.
    """
    flaws: list[str] = []
    themes = [*_without_shared_keys(records.codebook, flaws), *_missing_themes(records, flaws)]
    return Codebook(tuple(_without_cycles(themes, flaws))), flaws


def _without_shared_keys(codebook: Codebook, flaws: list[str]) -> list[Theme]:
    owners: dict[str, Theme] = {}
    themes = []
    for theme in codebook:
        owner = owners.setdefault(theme.key, theme) if theme.key else theme
        if owner is not theme:
            flaws.append(f"The key {theme.key} belongs to “{owner.id}” and to “{theme.id}”.")
            theme = theme._replace(key="")
        themes.append(theme)
    return themes


def _missing_themes(records: Records, flaws: list[str]) -> list[Theme]:
    used = (id_ for annotation in records.annotations.values() for id_ in annotation.themes)
    unknown = [id_ for id_ in dict.fromkeys(used) if id_ and id_ not in records.codebook]
    flaws += [f"“{id_}” is in use, but not in the codebook." for id_ in unknown]
    return [Theme(id_, id_) for id_ in unknown]


def _without_cycles(themes: list[Theme], flaws: list[str]) -> list[Theme]:
    parents = {theme.id: theme.parent for theme in themes}
    for theme in themes:
        if theme.parent and theme.parent not in parents:
            flaws.append(f"The parent “{theme.parent}” of “{theme.id}” is not in the codebook.")
            parents[theme.id] = ""
    for theme in themes:
        ancestor = theme.id
        for _ in itertools.repeat(None, len(parents)):
            ancestor = parents.get(ancestor, "")
            if ancestor == theme.id:
                flaws.append(f"“{theme.id}” is among its own parents.")
                parents[theme.id] = ""
    return [theme._replace(parent=parents[theme.id]) for theme in themes]

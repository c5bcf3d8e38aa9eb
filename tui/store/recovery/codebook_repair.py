"""What may be wrong with a codebook that can be read, and the codebook that it should be."""

from __future__ import annotations

import itertools

from tui.model import Codebook, Theme
from tui.store.store import Records


def mended_codebook(records: Records) -> tuple[Codebook, list[str]]:
    """The codebook without what is wrong with it, and a sentence for each thing that is.

    Of two themes with one key the first keeps it. A theme that is in use and in no codebook joins
    it at the end. A parent that is none, or that would make a ring of parents, is let go.
    """
    flaws: list[str] = []
    themes = [*_with_keys_of_their_own(records.codebook, flaws), *_missing(records, flaws)]
    return Codebook(tuple(_without_rings(themes, flaws))), flaws


def _with_keys_of_their_own(codebook: Codebook, flaws: list[str]) -> list[Theme]:
    owners: dict[str, Theme] = {}
    themes = []
    for theme in codebook:
        owner = owners.setdefault(theme.key, theme) if theme.key else theme
        if owner is not theme:
            flaws.append(f"The key {theme.key} belongs to “{owner.id}” and to “{theme.id}”.")
            theme = theme._replace(key="")
        themes.append(theme)
    return themes


def _missing(records: Records, flaws: list[str]) -> list[Theme]:
    used = (theme for one in records.annotations.values() for theme in one.themes)
    unknown = [theme for theme in dict.fromkeys(used) if theme and theme not in records.codebook]
    flaws += [f"“{theme}” is in use, but not in the codebook." for theme in unknown]
    return [Theme(theme, theme) for theme in unknown]


def _without_rings(themes: list[Theme], flaws: list[str]) -> list[Theme]:
    parents = {theme.id: theme.parent for theme in themes}
    for theme in themes:
        if theme.parent and theme.parent not in parents:
            flaws.append(f"The parent “{theme.parent}” of “{theme.id}” is not in the codebook.")
            parents[theme.id] = ""
    for theme in themes:
        above = theme.id
        for _ in itertools.repeat(None, len(parents)):
            above = parents.get(above, "")
            if above == theme.id:
                flaws.append(f"“{theme.id}” is among its own parents.")
                parents[theme.id] = ""
    return [theme._replace(parent=parents[theme.id]) for theme in themes]

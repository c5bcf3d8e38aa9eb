"""The themes as other programs want them: a tree without circles, names without doubles."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from tui.exports.identifiers import distinct
from tui.model import Notes, Theme

NO_THEME = "no-theme"
"""The name that a passage without a theme gets where every passage needs one."""


class Codes:
    """The themes of the codebook, then those that only passages know."""

    def __init__(self, notes: Notes) -> None:
        used = (t for r in notes.readings for a in r.annotations for t in a.annotation.themes)
        self.used = Counter(used)
        """How many passages carry each theme, orphans included."""
        known = {theme.id: theme for theme in notes.codebook}
        strangers = sorted(self.used.keys() - known.keys())
        self.themes = (*known.values(), *(Theme(theme, theme) for theme in strangers))
        self._by_id = {theme.id: theme for theme in self.themes}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The id of the theme above each, empty at the top; circles are cut open."""
        parents: dict[str, str] = {}
        for theme in self.themes:
            above = theme.parent if theme.parent in self._by_id else ""
            step = above
            while step and step != theme.id:
                step = parents.get(step, "")
            parents[theme.id] = "" if step == theme.id else above
        return parents

    @cached_property
    def children(self) -> dict[str, list[Theme]]:
        """The themes below each id, those at the top below "", in the order of the codebook."""
        below: dict[str, list[Theme]] = defaultdict(list)
        for theme in self.themes:
            below[self.parents[theme.id]].append(theme)
        return below

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each theme so that no two are the same: its label, numbered if need be."""
        return distinct({theme.id: theme.label or theme.id for theme in self.themes})

    def label(self, theme_id: str) -> str:
        """What the reader calls the theme."""
        return self._by_id[theme_id].label

    def way(self, theme_id: str) -> list[str]:
        """The ids from the top down to the theme."""
        way = [theme_id]
        while above := self.parents[way[0]]:
            way.insert(0, above)
        return way

"""The themes as programs for qualitative analysis want them: a tree of codes, with unique names."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from tui.exports.identifiers import unique_names
from tui.model import Notes, Theme

NO_THEME = "no-theme"
"""The name that a passage without a theme gets where the format needs one."""


class CodeSystem:
    """The themes of the codebook, then those that only annotations name."""

    def __init__(self, notes: Notes) -> None:
        used = (t for r in notes.readings for a in r.annotations for t in a.annotation.themes)
        self.used = Counter(used)
        """How many annotations carry each theme, orphans included."""
        defined = {theme.id: theme for theme in notes.codebook}
        undefined = sorted(self.used.keys() - defined.keys())
        self.themes = (*defined.values(), *(Theme(theme, theme) for theme in undefined))
        self._by_id = {theme.id: theme for theme in self.themes}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The id of each theme's parent, empty at the top; a cycle is cut at its last theme."""
        parents: dict[str, str] = {}
        for theme in self.themes:
            parent = theme.parent if theme.parent in self._by_id else ""
            ancestor = parent
            while ancestor and ancestor != theme.id:
                ancestor = parents.get(ancestor, "")
            parents[theme.id] = "" if ancestor == theme.id else parent
        return parents

    @cached_property
    def children(self) -> dict[str, list[Theme]]:
        """The children of each id, those at the top under "", in the order of the codebook."""
        children: dict[str, list[Theme]] = defaultdict(list)
        for theme in self.themes:
            children[self.parents[theme.id]].append(theme)
        return children

    @cached_property
    def names(self) -> dict[str, str]:
        """A unique name for each id: the theme's label, with a number if another has it."""
        return unique_names({theme.id: theme.label or theme.id for theme in self.themes})

    def label(self, theme_id: str) -> str:
        """The theme's label as the reader wrote it, perhaps empty or not unique."""
        return self._by_id[theme_id].label

    def path(self, theme_id: str) -> list[str]:
        """The ids from the top of the tree down to the theme, both included."""
        path = [theme_id]
        while parent := self.parents[path[0]]:
            path.insert(0, parent)
        return path

"""Notes for a vault of Obsidian."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.losing import left_out
from tui.exports.templating import laid_out, ready_made
from tui.model import Notes


class Obsidian(Exporter):
    """Markdown with properties, tags and a block id for each passage.

    ``[[notes#^pq-ID]]`` links to a passage from anywhere in the vault; a passage that belongs to
    several sections is written once and embedded in the others.
    """

    name = "obsidian"
    label = "Obsidian (Markdown with properties and block links)"
    suffix = ".obsidian.md"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """A section per theme, article or speaker, then what has none, then orphans."""
        return laid_out(ready_made("obsidian.md.j2"), notes, self.group)

    def losses(self, notes: Notes) -> list[str]:
        """What the page does not show."""
        return left_out(notes, "coders", "times", "corrections", "colours", "keys", "sources")

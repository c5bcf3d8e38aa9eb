"""Articles with their highlights for LaTeX."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.joined import highlighted
from tui.exports.losing import left_out
from tui.model import Notes


class Latex(Exporter):
    """A document of its own; LuaLaTeX sets the scripts for which it finds DejaVu and Noto fonts."""

    name = "latex"
    label = "LaTeX"
    suffix = ".tex"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")

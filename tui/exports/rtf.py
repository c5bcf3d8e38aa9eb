"""Articles with their highlights as rich text."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.joined import highlighted
from tui.exports.losing import left_out
from tui.model import Notes


class Rtf(Exporter):
    """What every word processor opens."""

    name = "rtf"
    label = "Rich text"
    suffix = ".rtf"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")

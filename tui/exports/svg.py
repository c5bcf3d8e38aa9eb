"""Articles with their highlights as a picture."""

from __future__ import annotations

from tui.exports.base import Exporter
from tui.exports.joined import highlighted
from tui.exports.losing import left_out
from tui.model import Notes


class Svg(Exporter):
    """A picture that can be made larger without loss; lines are at most 80 characters long."""

    name = "svg"
    label = "SVG picture"
    suffix = ".svg"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")

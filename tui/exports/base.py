"""What every export is."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from tui.model import Notes
from tui.registry import Extension


class Exporter(Extension):
    """Writes notes in one format. It makes bytes; somebody else writes the file."""

    suffix: ClassVar[str]
    """The file name's ending, with its dot."""

    @abstractmethod
    def render(self, notes: Notes) -> bytes:
        """The notes as the content of a file: the same notes give the same bytes."""

    def losses(self, notes: Notes) -> list[str]:
        """What the format cannot hold of these notes, a sentence with its count each."""
        return []

"""What every export is."""

from __future__ import annotations

from abc import abstractmethod
from copy import copy
from typing import Any, ClassVar, Literal, NamedTuple, Self, get_args

from tui.errors import UsageError
from tui.model import Notes
from tui.registry import Extension

Group = Literal["theme", "article", "speaker"]
GROUPS: tuple[Group, ...] = get_args(Group)


class Template(NamedTuple):
    """A Jinja2 template of the reader's own."""

    name: str
    source: str


class Exporter(Extension):
    """Writes notes in one format. It makes bytes; somebody else writes the file."""

    suffix: ClassVar[str]
    """The file name's ending, with its dot."""
    needs_passages: ClassVar[bool] = True
    """Whether without passages there is nothing to write."""
    choices: ClassVar[tuple[str, ...]] = ()
    """Which of the following the format lets the reader choose."""
    group: Group = "theme"
    """What the passages are gathered by."""
    template: Template | None = None
    """What lays the page out in place of the format's own way."""

    @abstractmethod
    def render(self, notes: Notes) -> bytes:
        """The notes as the content of a file: the same notes give the same bytes.

        Raises:
            ExportError: if what the reader chose cannot be carried out.
        """

    def losses(self, notes: Notes) -> list[str]:
        """What the format cannot hold of these notes, a sentence with its count each."""
        return []

    def chosen(self, **choices: Any) -> Self:
        """The same format with what the reader chose.

        Raises:
            UsageError: if the format has no such choice.
        """
        for name in choices:
            if name not in self.choices:
                raise UsageError(f"The format “{self.name}” takes no --{name}; leave it out.")
        other = copy(self)
        vars(other).update(choices)
        return other

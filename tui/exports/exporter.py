"""The base class of all export formats."""

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
    """A Jinja2 template: its file name, for messages, and its source."""

    name: str
    source: str


class Exporter(Extension):
    """Writes notes in one format.

    It makes bytes: no file, no clock and no random order. ``export_writing`` writes the file.
    """

    suffix: ClassVar[str]
    """The ending of the file name, with its dot."""
    needs_passages: ClassVar[bool] = True
    """Whether notes without passages give nothing to write."""
    choices: ClassVar[tuple[str, ...]] = ()
    """Which of ``group`` and ``template`` the reader can choose for this format."""
    group: Group = "theme"
    """What the passages are grouped by."""
    template: Template | None = None
    """What renders the document in place of the format's own layout."""

    @abstractmethod
    def render(self, notes: Notes) -> bytes:
        """The notes as the content of a file: the same notes give the same bytes.

        Raises:
            ExportError: if the chosen template fails or a helper process ends too early.
        """

    def losses(self, notes: Notes) -> list[str]:
        """What the format cannot hold of these notes: a sentence with its count for each kind."""
        return []

    def with_choices(self, **choices: Any) -> Self:
        """A copy of this exporter with the reader's choices.

        Raises:
            UsageError: if the format has no such choice.
        """
        for name in choices:
            if name not in self.choices:
                raise UsageError(f"The format “{self.name}” takes no --{name}; leave it out.")
        exporter = copy(self)
        vars(exporter).update(choices)
        return exporter

"""What every store is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tui.config import Workspace
from tui.errors import StoreError
from tui.model import DEFAULT_CODEBOOK, Annotation, Change, Codebook, Correction
from tui.registry import Extension

if TYPE_CHECKING:
    from tui.store.writer_lock import WriterLock


class ArticleRecord(NamedTuple):
    """An article that has annotations or a place: enough to find it again."""

    id: str
    path: str
    """Relative to the workspace where it lies inside, else absolute; empty for a pipe."""
    title: str
    sha256: str
    place: int = 0
    """Code point offset at which the reader left it."""
    marks: tuple[tuple[str, int], ...] = ()
    """The places that the reader gave a letter, by letter: letter and code point offset."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that is kept, at one moment."""

    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    """By annotation id."""
    codebook: Codebook = DEFAULT_CODEBOOK
    articles: Mapping[str, ArticleRecord] = field(default_factory=dict)
    """By article id."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """By their id."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """What the reader should hear about how they came to be read; each is told once."""


class CheckResult(NamedTuple):
    """What a check found in one part of what is kept."""

    part: str
    is_well: bool
    sentence: str
    counts: Mapping[str, int] = MappingProxyType({})


class LoggedChange(NamedTuple):
    """A change that was made."""

    who: str
    when: str
    """ISO 8601 in UTC, to the millisecond."""
    change: Change
    is_proven: bool = True
    """Whether checksums prove that it was this one."""

    @property
    def told(self) -> str:
        """What was done, and whether that is certain."""
        return f"{self.change.description}{'' if self.is_proven else ' (damaged)'}"


class Store(Extension):
    """Keeps annotations, codebook and places. A method that returns has made it durable."""

    @abstractmethod
    def load(self, workspace: Workspace) -> Records:
        """Everything kept in the workspace; the defaults where nothing was kept yet.

        Raises:
            StoreCorrupt: if what is there cannot be trusted; it is not touched.
        """

    def preview(self, workspace: Workspace) -> Records | None:
        """What is kept but the annotations, to be shown until `load` has read all of it.

        ``None``, where `load` takes no time that would be felt, or this cannot be told before.
        """
        return None

    @abstractmethod
    def apply(self, workspace: Workspace, change: Change) -> Records:
        """Make the change durable, whole or not at all, and give back what is kept now.

        Changes of other processes made since the last look are in the answer, too.

        Raises:
            StoreConflict: if an annotation or a correction is not as ``before`` says.
            StoreError: if it could not be written; nothing was changed.
        """

    @abstractmethod
    def remember(self, workspace: Workspace, article: ArticleRecord) -> Records:
        """Keep where an article is and how far it is read.

        Raises:
            StoreError: if it could not be written; nothing was changed.
        """

    def log(self, workspace: Workspace) -> Sequence[LoggedChange]:
        """Every change that was made, oldest first, as far as this kind of store keeps them.

        It may take a second where there are many.

        Raises:
            StoreError: if it could not be read.
        """
        return ()

    def is_behind(self, workspace: Workspace) -> bool:
        """Whether others may have written since the last look; so quick that anybody may ask."""
        return False

    def writer_lock(self, workspace: Workspace) -> WriterLock | None:
        """What one app at a time can hold; ``None`` if many may change things at once."""
        return None

    def close(self, workspace: Workspace) -> None:
        """Bring what is kept into its lasting form; call it when the workspace is closed.

        It never raises a `StoreError`: what cannot be done now is done at another time, and
        nothing is lost by it.
        """

    def check(self, workspace: Workspace) -> tuple[list[CheckResult], Records | None]:
        """Look through everything kept, changing nothing; the records if they can be used."""
        try:
            records = self.load(workspace)
        except StoreError as error:
            return [CheckResult(self.label, False, str(error))], None
        return [CheckResult(self.label, True, "It can be read.")], records

    def repair(self, workspace: Workspace) -> list[str]:
        """Mend what `check` finds, after a backup, and say what was done; nothing readable is lost.

        Raises:
            StoreError: if it could not be done, or this kind of store cannot do it.
        """
        raise StoreError(f"{self.label} cannot be repaired here; use the tools of its own.")

    def back_up(self, workspace: Workspace) -> str:
        """Copy everything kept, so that it can be put back, and say where the copy is.

        Raises:
            StoreError: if it could not be done, or this kind of store makes no copies.
        """
        raise StoreError(f"{self.label} keeps no backups; use the tools of its own.")

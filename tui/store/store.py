"""The base class of stores, and the records that they keep."""

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
    from tui.store.file_lock import WriterLock


class ArticleRecord(NamedTuple):
    """An article with annotations or a reading position: enough to find it again."""

    id: str
    path: str
    """Relative to the workspace if it is inside, else absolute; empty for text from a pipe."""
    title: str
    sha256: str
    position: int = 0
    """Code point offset at which the reader left it; ``place`` in the files."""
    marks: tuple[tuple[str, int], ...] = ()
    """The reader's bookmarks: letter and code point offset, sorted by letter."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that is stored, at one moment."""

    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    """By annotation id."""
    codebook: Codebook = DEFAULT_CODEBOOK
    articles: Mapping[str, ArticleRecord] = field(default_factory=dict)
    """By article id."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """By correction id."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """Messages to the reader about how the files were read; each is given once."""


class CheckResult(NamedTuple):
    """The result of checking one part of what is stored."""

    part: str
    is_ok: bool
    message: str
    counts: Mapping[str, int] = MappingProxyType({})


class LoggedChange(NamedTuple):
    """A change that was made."""

    who: str
    when: str
    """ISO 8601 in UTC, to the millisecond."""
    change: Change
    is_verified: bool = True
    """Whether the checksums of its record are right."""

    @property
    def description(self) -> str:
        """What was done, marked if its record is damaged."""
        return f"{self.change.description}{'' if self.is_verified else ' (damaged)'}"


class Store(Extension):
    """Keeps annotations, codebook and article records.

    A method that returns has made its change durable; one that raises has changed nothing.
    """

    @abstractmethod
    def load(self, workspace: Workspace) -> Records:
        """Everything stored in the workspace; the defaults if nothing was stored yet.

        Raises:
            StoreCorrupt: if a file has unexpected content; it is not changed.
        """

    def preview(self, workspace: Workspace) -> Records | None:
        """Everything but the annotations, to be shown until `load` has returned.

        ``None`` if `load` takes no noticeable time, or if reading a part is not possible.
        """
        return None

    @abstractmethod
    def apply(self, workspace: Workspace, change: Change) -> Records:
        """Make the whole change durable, or nothing of it, and return the new records.

        They include what other processes have changed since the last read.

        Raises:
            StoreConflict: if an annotation or a correction differs from ``before`` of its edit.
            StoreError: if it could not be written; nothing was changed.
        """

    @abstractmethod
    def save_article(self, workspace: Workspace, article: ArticleRecord) -> Records:
        """Store an article's record, and return the new records.

        Raises:
            StoreError: if it could not be written; nothing was changed.
        """

    def log(self, workspace: Workspace) -> Sequence[LoggedChange]:
        """Every change, oldest first, as far as this kind of store keeps them.

        It may take a second if there are many.

        Raises:
            StoreError: if it could not be read.
        """
        return ()

    def is_behind(self, workspace: Workspace) -> bool:
        """Whether others may have written since the last read; takes microseconds."""
        return False

    def writer_lock(self, workspace: Workspace) -> WriterLock | None:
        """The lock of the one app that may write; ``None`` if several may write at once."""
        return None

    def close(self, workspace: Workspace) -> None:
        """Compact the files when the workspace is closed.

        It never raises a `StoreError`: what cannot be done now is done at the next close, and
        nothing is lost.
        """

    def check(self, workspace: Workspace) -> tuple[list[CheckResult], Records | None]:
        """Check everything stored without changing it; the records, if they can be read."""
        try:
            records = self.load(workspace)
        except StoreError as error:
            return [CheckResult(self.label, False, str(error))], None
        return [CheckResult(self.label, True, "It can be read.")], records

    def repair(self, workspace: Workspace) -> list[str]:
        """Repair what `check` finds, after a backup; messages about what was done.

        Nothing that can be read is lost.

        Raises:
            StoreError: if it could not be done, or this kind of store cannot do it.
        """
        raise StoreError(f"{self.label} cannot be repaired here; use the tools of its own.")

    def back_up(self, workspace: Workspace) -> str:
        """Copy everything stored; the path of the copy.

        Raises:
            StoreError: if it could not be done, or this kind of store makes no copies.
        """
        raise StoreError(f"{self.label} keeps no backups; use the tools of its own.")

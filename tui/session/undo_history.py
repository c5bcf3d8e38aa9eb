"""The changes that can be undone and redone, in order, across restarts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tui.config import coder_name
from tui.errors import StoreConflict, UsageError
from tui.model import Change
from tui.session.library import Library


class UndoHistory:
    """The reader's own changes, for undo in one article or in the whole workspace.

    A change of several articles is one change in each of them; a change of the codebook concerns
    all. The log of the store is read when no change of this session is left.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._own_changes: list[Change] = []
        self._done: dict[str, Change] = {}
        self._undone: dict[str, Change] = {}
        self._is_read = False
        self._is_outdated = False

    @contextmanager
    def adding(self, change: Change) -> Iterator[None]:
        """Add the change when the body of the ``with`` has saved it.

        Raises:
            StoreConflict: if it undoes or redoes a change that no longer fits the records.
        """
        try:
            yield
        except StoreConflict as error:
            self.forget()
            raise (
                undo_conflict(change, error) if change.undoes or change.redoes else error
            ) from None
        self._own_changes.append(change)
        self._take([change])

    def forget(self) -> None:
        """Read the log again before the next undo or redo, because others have written."""
        self._is_read, self._is_outdated = False, True

    def last_done(self, article: str | None) -> Change:
        """The change to undo next, in the article or, for ``None``, anywhere.

        Raises:
            UsageError: if there is none.
            StoreError: if the log cannot be read.
        """
        return self._last("undo", article)

    def last_undone(self, article: str | None) -> Change:
        """The change to redo next, in the article or, for ``None``, anywhere.

        Raises:
            UsageError: if there is none.
            StoreError: if the log cannot be read.
        """
        return self._last("redo", article)

    def _last(self, verb: str, article: str | None) -> Change:
        if self._is_outdated:
            self._read()
        while True:
            changes = self._done if verb == "undo" else self._undone
            matches = (each for each in reversed(changes.values()) if concerns(each, article))
            change = next(matches, None)
            if change is not None:
                return change
            if self._is_read:
                raise UsageError(f"There is nothing to {verb}.")
            self._read()

    def _read(self) -> None:
        log = self._library.store.log(self._library.workspace)
        own = [entry.change for entry in log if entry.who == coder_name() and entry.is_verified]
        self._done, self._undone = {}, {}
        self._take(own or self._own_changes)
        self._is_read, self._is_outdated = True, False

    def _take(self, changes: Iterable[Change]) -> None:
        done, undone = self._done, self._undone
        for change in changes:
            if change.undoes in done:
                undone[change.undoes] = done.pop(change.undoes)
            elif change.redoes in undone:
                done[change.redoes] = undone.pop(change.redoes)
            elif not (change.undoes or change.redoes):
                done[change.id] = change
                for other in [each for each in undone.values() if _share_article(each, change)]:
                    del undone[other.id]


def undo_conflict(change: Change, error: StoreConflict) -> StoreConflict:
    """The error for an undo or redo that no longer fits the records."""
    # The reader may have made the other change, and trying again would not help.
    reason, _, _ = str(error).rpartition(" by another Pullquote")
    participle = "undone" if change.undoes else "redone"
    return StoreConflict(
        f"{reason} since, so “{change.label}” cannot be {participle}; "
        "H in the app restores an earlier moment."
    )


def concerns(change: Change, article: str | None) -> bool:
    """Whether the change concerns the article; for ``None`` it always does."""
    articles = {passage.article for passage in change.passages()}
    return article is None or not articles or article in articles


def _share_article(change: Change, other: Change) -> bool:
    """Whether two changes concern an article in common."""
    articles = {passage.article for passage in other.passages()}
    return not articles or any(concerns(change, article) for article in articles)

"""What can be undone and redone: in the order in which it was done, across restarts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tui.config import coder_name
from tui.errors import StoreConflict, UsageError
from tui.model import Change
from tui.session.library import Library


class UndoHistory:
    """The reader's own steps: undo belongs to an article, or to the whole workspace.

    A step that spans articles is the same one step in each of them, and a change of themes belongs
    to all. The log of the store is read when the steps that are known do not suffice.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._steps: list[Change] = []
        self._done: dict[str, Change] = {}
        self._undone: dict[str, Change] = {}
        self._is_read = False
        self._is_doubtful = False

    @contextmanager
    def adding(self, change: Change) -> Iterator[None]:
        """Take the change for a step once what happens inside has kept it.

        Raises:
            StoreConflict: if it undoes or redoes a step that no longer fits what is kept.
        """
        try:
            yield
        except StoreConflict as error:
            self.forget()
            raise (
                undo_conflict(change, error) if change.undoes or change.redoes else error
            ) from None
        self._steps.append(change)
        self._take([change])

    def forget(self) -> None:
        """Read the log anew before the next undo or redo: others have written."""
        self._is_read, self._is_doubtful = False, True

    def last_done(self, article: str | None) -> Change:
        """The step to take back next, in the article or, for ``None``, anywhere.

        Raises:
            UsageError: if there is none.
            StoreError: if the log cannot be read.
        """
        return self._last("undo", article)

    def last_undone(self, article: str | None) -> Change:
        """The step to do again next.

        Raises:
            UsageError: if there is nothing.
            StoreError: if the log cannot be read.
        """
        return self._last("redo", article)

    def _last(self, what: str, article: str | None) -> Change:
        if self._is_doubtful:
            self._read()
        while True:
            steps = self._done if what == "undo" else self._undone
            found = (one for one in reversed(steps.values()) if concerns(one, article))
            step = next(found, None)
            if step is not None:
                return step
            if self._is_read:
                raise UsageError(f"There is nothing to {what}.")
            self._read()

    def _read(self) -> None:
        log = self._library.store.log(self._library.workspace)
        own = [one.change for one in log if one.who == coder_name() and one.is_proven]
        self._done, self._undone = {}, {}
        self._take(own or self._steps)
        self._is_read, self._is_doubtful = True, False

    def _take(self, changes: Iterable[Change]) -> None:
        done, undone = self._done, self._undone
        for change in changes:
            if change.undoes in done:
                undone[change.undoes] = done.pop(change.undoes)
            elif change.redoes in undone:
                done[change.redoes] = undone.pop(change.redoes)
            elif not (change.undoes or change.redoes):
                done[change.id] = change
                for old in [one for one in undone.values() if _share(one, change)]:
                    del undone[old.id]


def undo_conflict(change: Change, error: StoreConflict) -> StoreConflict:
    """What to say if the change, of a step that is undone or redone, does not fit any more."""
    # It may be the reader's own doing, in another article, and to try again would not help.
    why, _, _ = str(error).rpartition(" by another Pullquote")
    what = "undone" if change.undoes else "redone"
    return StoreConflict(
        f"{why} since, so “{change.label}” cannot be {what}; "
        "H in the app restores an earlier moment."
    )


def concerns(change: Change, article: str | None) -> bool:
    """Whether the change concerns the article; for ``None`` it always does."""
    articles = {one.article for one in change.passages()}
    return article is None or not articles or article in articles


def _share(one: Change, other: Change) -> bool:
    """Whether two changes concern an article in common."""
    articles = {passage.article for passage in other.passages()}
    return not articles or any(concerns(one, article) for article in articles)

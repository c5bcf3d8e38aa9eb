"""What can be undone, article by article."""

from __future__ import annotations

from collections import defaultdict

from tui.errors import UsageError
from tui.model import Change


class History:
    """The steps of a session: undo belongs to the article that is read."""

    def __init__(self) -> None:
        self._done: dict[str, list[Change]] = defaultdict(list)
        self._undone: dict[str, list[Change]] = defaultdict(list)

    def add(self, article: str, change: Change) -> None:
        """A new step; what was undone before it cannot be done again."""
        self._done[article].append(change)
        self._undone[article].clear()

    def last_done(self, article: str) -> Change:
        """The step to take back next.

        Raises:
            UsageError: if there is none.
        """
        if not self._done[article]:
            raise UsageError("There is nothing to undo.")
        return self._done[article][-1]

    def last_undone(self, article: str) -> Change:
        """The step to do again next.

        Raises:
            UsageError: if there is none.
        """
        if not self._undone[article]:
            raise UsageError("There is nothing to redo.")
        return self._undone[article][-1]

    def undone(self, article: str) -> None:
        """The last step was taken back."""
        self._undone[article].append(self._done[article].pop())

    def redone(self, article: str) -> None:
        """The step that was taken back last was done again."""
        self._done[article].append(self._undone[article].pop())

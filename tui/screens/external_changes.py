"""Other processes that have the workspace open: which one may write, and what they changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.app import App
from textual.worker import Worker

from tui.errors import StoreError
from tui.session.session import Session

SECONDS = 1.0
"""Time between two checks of the directory; each takes some microseconds."""
_SKIPPED = 5
"""Checks that are left out after a failed read, which may have been slow."""


class WriterView(Protocol):
    """What shows whether this process may write."""

    def show_title(self) -> None:
        """Show the title, with a mark if another process is the writer."""

    def show_notice(self, text: str) -> None:
        """Show a notice on the status line; an empty one removes the last one."""


class ExternalChanges:
    """Checks the workspace at intervals, and reads it only when its files have changed.

    Args:
        app: Where the timer and the reading thread run.
        session: What takes the changes in.
        view: Is told when the right to write is gained or lost.
        warn: Shows a sentence that the reader should not miss.
    """

    def __init__(
        self, app: App[Any], session: Session, view: WriterView, warn: Callable[[str], None]
    ) -> None:
        self._app = app
        self._session = session
        self._view = view
        self._warn = warn
        self._library = session.library
        self._writer_lock = self._library.store.writer_lock(self._library.workspace)
        self._error = ""
        """Why the last read failed, as the reader was told; empty if it did not."""
        self._skips_left = 0
        self._worker: Worker[None] | None = None
        self._update_writer()
        # In a new workspace the lock's directory exists only after the first change.
        session.listeners.append(lambda _: self._update_writer())
        app.set_interval(SECONDS, self.check)

    def check(self) -> None:
        """Become the writer if there is none, and load what other processes have saved."""
        self._update_writer()
        if self._skips_left:
            self._skips_left -= 1
            return
        if self._worker is not None and not self._worker.is_finished:
            return
        if self._library.store.is_behind(self._library.workspace):
            self._worker = self._app.run_worker(
                self._load, group="watching", thread=True, exit_on_error=False
            )

    def close(self) -> None:
        """Release the writer lock, so that another process can become the writer."""
        if self._writer_lock is not None:
            self._writer_lock.release()
            self._writer_lock = None

    def _update_writer(self) -> None:
        library, last_writer = self._library, self._library.writer
        library.writer = self._writer_lock.acquire() if self._writer_lock is not None else ""
        if library.writer and not last_writer:
            self._view.show_title()
            self._warn(
                f"{library.writer} has this workspace open, so this one only reads. "
                "It takes over by itself when the other quits."
            )
        elif last_writer and not library.writer:
            self._view.show_title()
            self._view.show_notice("")  # it may say that this one only reads
            self._warn("The other Pullquote has quit; this one can change things now.")

    def _load(self) -> None:
        """Load the records in a thread, which may be slow; the session then finds them loaded."""
        try:
            records = self._library.store.load(self._library.workspace)
        except StoreError as error:
            self._skips_left = _SKIPPED
            last_error, self._error = self._error, str(error)
            if last_error != self._error:
                self._app.call_from_thread(self._warn, self._error)
            return
        had_failed, self._error = bool(self._error), ""
        if had_failed or records is not self._library.records:
            self._app.call_from_thread(self._session.reload)

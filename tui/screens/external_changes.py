"""Others who have the workspace open: who may change it, and what they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import StoreError

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.app import PullquoteApp
    from tui.session.session import Session

SECONDS = 1.0
"""Between two looks at the directory; each takes some microseconds."""
_REST = 5
"""Looks that are left out after one that found what cannot be used: it may have been long."""


class ExternalChanges:
    """Looks at the workspace from time to time, and reads only when something has changed."""

    def __init__(self, app: PullquoteApp, session: Session) -> None:
        self._app = app
        self._session = session
        self._library = session.library
        self._seat = self._library.store.writer_lock(self._library.workspace)
        self._flaw = ""
        """Why nothing could be read, as the reader was told; empty if it could."""
        self._rest = 0
        self._reading: Worker[None] | None = None
        self._sit()
        # The first change of all makes the place in which a seat can be taken.
        session.listeners.append(lambda _: self._sit())
        app.set_interval(SECONDS, self.look)

    def look(self) -> None:
        """Take the seat if it has become free, and show what others have kept."""
        self._sit()
        if self._rest:
            self._rest -= 1
            return
        if self._reading is not None and not self._reading.is_finished:
            return
        if self._library.store.is_behind(self._library.workspace):
            self._reading = self._app.run_worker(
                self._read, group="watching", thread=True, exit_on_error=False
            )

    def end(self) -> None:
        """Let another app have the seat."""
        if self._seat is not None:
            self._seat.release()
            self._seat = None

    def _sit(self) -> None:
        library, before = self._library, self._library.writer
        library.writer = self._seat.acquire() if self._seat is not None else ""
        if library.writer and not before:
            self._app.reader.show_title()
            self._app.tell(
                f"{library.writer} has this workspace open, so this one only reads. "
                "It takes over by itself when the other quits."
            )
        elif before and not library.writer:
            self._app.reader.show_title()
            self._app.reader.show_notice("")  # it may say that this one only reads
            self._app.tell("The other Pullquote has quit; this one can change things now.")

    def _read(self) -> None:
        """Read beside the screen what may be long; then the screen has it at hand."""
        try:
            records = self._library.store.load(self._library.workspace)
        except StoreError as error:
            self._rest = _REST
            known, self._flaw = self._flaw, str(error)
            if known != self._flaw:
                self._app.call_from_thread(self._app.tell, self._flaw)
            return
        was_flawed, self._flaw = bool(self._flaw), ""
        if was_flawed or records is not self._library.records:
            self._app.call_from_thread(self._session.reload)

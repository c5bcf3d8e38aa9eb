"""The first seconds: the text is there, what is kept about it is still being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.messages import Begun

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen
    from tui.session.background_loading import BackgroundLoading


class Startup:
    """Brings what is kept to the screen, and then has names and quotes looked for."""

    def __init__(self, screen: ReaderScreen, beginning: BackgroundLoading | None) -> None:
        self._screen = screen
        self._beginning = beginning
        self._is_painted = False

    @property
    def is_over(self) -> bool:
        """Whether all that is kept is there."""
        return self._beginning is None or self._beginning.is_over

    def begin(self) -> None:
        """Read beside the screen what is kept; call it when the text has been painted."""
        self._is_painted = True
        if self._beginning is None or self._beginning.is_over:
            self._screen.look()
        else:
            self._screen.run_worker(self._read, thread=True)

    def finish(self) -> None:
        """Show what is kept, waiting for it if need be: nobody may act on half of it."""
        if self._beginning is None or self._beginning.is_over:
            return
        self._beginning.finish()
        self._screen.tell_doubts()
        self._screen.post_message(Begun())
        if self._is_painted:  # else a key came before
            self._screen.look()

    def _read(self) -> None:
        assert self._beginning is not None
        self._beginning.read()
        self._screen.call_later(self.finish)

"""The first seconds of the app: the text is shown while its annotations are still being read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.message import Message

from tui.screens.screen_messages import LibraryLoaded
from tui.session.background_loading import BackgroundLoading


class StartupScreen(Protocol):
    """What the startup needs of the reading screen."""

    def run_worker(self, work: Callable[[], None], *, thread: bool = False) -> object:
        """Run ``work`` in the background, in a thread if ``thread``."""

    def call_later(self, callback: Callable[[], None]) -> bool:
        """Call ``callback`` on the screen's own thread, after the messages before it."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the screen and to what contains it."""

    def show_review_count(self) -> None:
        """Say how many passages need review."""

    def start_analysis(self) -> None:
        """Look for names and quotes in the open article."""


class Startup:
    """Loads the annotations of the first article, and then starts its analysis."""

    def __init__(self, screen: StartupScreen, loading: BackgroundLoading | None) -> None:
        self._screen = screen
        self._loading = loading
        self._is_painted = False

    @property
    def is_over(self) -> bool:
        """Whether all annotations are loaded."""
        return self._loading is None or self._loading.is_over

    def begin(self) -> None:
        """Load the annotations in a thread; call it once the text has been painted."""
        self._is_painted = True
        if self.is_over:
            self._screen.start_analysis()
        else:
            self._screen.run_worker(self._read, thread=True)

    def finish(self) -> None:
        """Show the annotations, waiting for them if need be: no command may act on a part."""
        if self._loading is None or self._loading.is_over:
            return
        self._loading.finish()
        self._screen.show_review_count()
        self._screen.post_message(LibraryLoaded())
        # Before the first paint `begin` is still to come, and starts the analysis itself.
        if self._is_painted:
            self._screen.start_analysis()

    def _read(self) -> None:
        assert self._loading is not None
        self._loading.read()
        self._screen.call_later(self.finish)

"""The parent's side of analysing: start, ask, cancel, restart once, recycle, close."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.analysis.analyser import PartialAnalysis
from tui.analysis.serialization import Failed, analysis_from_json
from tui.analysis.workers.process_memory import resident
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Span

if TYPE_CHECKING:
    from tui.analysis.workers.worker_process import WorkerProcess

_STARTS = 2
"""How often a request is tried: a worker that dies or hangs is replaced once."""
_RECYCLED_AT = 1 << 30
"""Bytes; a worker that holds more after an article is replaced. With the model it begins at 0.4."""
_PATIENCE = 60.0
"""Seconds that any answer may take, which may begin with loading the model."""
_SLOWEST = 1_000
"""Code points that are read in a second at the very least; 20 times as many are usual."""


class AnalysisProcess:
    """Analyses articles in a process of its own, so that the screen never waits.

    Every method may be called from any thread; ``analyse`` blocks its caller. ``child`` is a
    process that runs already.
    """

    def __init__(self, analyser_name: str, child: WorkerProcess | None = None) -> None:
        self.analyser_name = analyser_name
        self._child = child
        self._is_closed = False
        self._refusal = ""
        """Why the worker cannot begin, now or later."""
        self._latest = 0
        """The number of the newest request; older ones are not wanted any more."""
        self._lock = threading.Lock()
        """Guards what stands above, for moments only."""
        self._turn = threading.Lock()
        """Held for a whole conversation with the child."""

    @property
    def pid(self) -> int | None:
        """The process id of the worker, if there is one."""
        child = self._child
        return child.pid if child else None

    def warm(self) -> None:
        """Start the worker, which begins to load its model; does not wait for it."""
        with suppress(Failed):
            self._running()

    def analyse(
        self,
        article: Article,
        on_view: Callable[[PartialAnalysis], None] | None = None,
        offset: int = 0,
        timeout: float | None = None,
    ) -> Analysis | None:
        """All findings of the article; ``on_view`` gets the growing ones before.

        A long text is looked at around ``offset`` first. ``timeout`` is in seconds; without it, it
        grows with the text. A newer call ends this one, which then gives ``None``.

        Raises:
            AnalysisError: if the worker failed twice, refused, or was closed.
        """
        if timeout is None:
            timeout = _PATIENCE + len(article.text) / _SLOWEST
        with self._lock:
            self._latest += 1
            number = self._latest
            if self._child is not None:
                self._child.wake()
        with self._turn:
            failure = ""
            for _ in range(_STARTS):
                try:
                    return self._ask(number, article, on_view or _ignore, offset, timeout)
                except Failed as error:
                    failure = str(error)
                    self._drop()
            raise AnalysisError(
                f"The analysis of “{article.title or article.id}” stopped: the analysing process "
                f"{failure}, twice; the text can be read and tagged all the same."
            )

    def close(self) -> None:
        """End the worker; a blocked ``analyse`` raises ``AnalysisError``."""
        with self._lock:
            self._is_closed = True
        self._drop()

    def _running(self) -> WorkerProcess:
        with self._lock:
            if self._is_closed:
                raise AnalysisError("The analysis was stopped because Pullquote is closing.")
            if self._child is None:
                from tui.analysis.workers.worker_process import (
                    WorkerProcess,  # what came from the cache needs none
                )

                self._child = WorkerProcess.start(self.analyser_name)
            return self._child

    def _drop(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _ask(
        self,
        number: int,
        article: Article,
        on_view: Callable[[PartialAnalysis], None],
        offset: int,
        timeout: float,
    ) -> Analysis | None:
        if number != self._latest:
            return None
        if self._refusal:
            raise AnalysisError(self._refusal)
        child = self._running()
        child.send({"id": number, "text": article.text, "offset": offset})
        deadline = time.monotonic() + timeout
        while True:
            message = child.receive(deadline)
            if number != self._latest:
                return None
            if message.get("kind") == "error":
                if "id" not in message:
                    self._drop()
                    self._refusal = str(message.get("message"))
                raise AnalysisError(str(message.get("message")))
            if message.get("id") != number:
                continue
            try:
                analysis = analysis_from_json(message["analysis"])
                read = Span(*message["read"])
            except (LookupError, TypeError, ValueError, OverflowError) as error:
                raise Failed("answered nonsense") from error
            if message.get("kind") == "done":
                self._recycle(child)
                return analysis
            on_view(PartialAnalysis(analysis, read))

    def _recycle(self, child: WorkerProcess) -> None:
        """Replace a worker that has grown; the next one loads before anybody asks."""
        if resident(child.pid) > _RECYCLED_AT:
            self._drop()
            self.warm()


def _ignore(view: PartialAnalysis) -> None:
    """Nobody wants to see it."""

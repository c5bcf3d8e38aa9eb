"""Analysis of articles, one at a time, in a worker process that is restarted when it fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.analysis.analyser import PartialAnalysis
from tui.analysis.serialization import analysis_from_json
from tui.analysis.workers.protocol import WorkerError
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Span

if TYPE_CHECKING:
    from tui.analysis.workers.worker_process import WorkerProcess

_ATTEMPTS = 2
"""How often a request is sent: a worker that fails is replaced once."""
_RECYCLE_MEMORY = 1 << 30
"""Bytes; a worker with more after an article is replaced. A loaded model takes 0.4 GiB."""
_BASE_TIMEOUT = 60.0
"""Seconds that any answer may take, including the loading of the model."""
_MIN_SPEED = 1_000
"""Code points per second; the timeout assumes this speed, 20 times as much is usual."""


class AnalysisProcess:
    """Analyses articles in a worker process.

    Every method may be called from any thread; ``analyse`` blocks its caller.
    """

    def __init__(self, analyser_name: str, worker: WorkerProcess | None = None) -> None:
        """Create it without starting a process.

        Args:
            analyser_name: Name of the analyser in the registry.
            worker: A worker that is already running, if there is one.
        """
        self.analyser_name = analyser_name
        self._worker = worker
        self._is_closed = False
        self._load_error = ""
        """Why the analyser cannot be loaded; no other worker is started after that."""
        self._latest_request = 0
        """Number of the newest request; older ones are cancelled."""
        self._state_lock = threading.Lock()
        """Guards the attributes above; held for short moments."""
        self._conversation_lock = threading.Lock()
        """Held from a request to its last answer."""

    @property
    def pid(self) -> int | None:
        """The process id of the worker, or ``None`` if none is running."""
        worker = self._worker
        return worker.pid if worker else None

    def preload(self) -> None:
        """Start the worker, which loads its model; do not wait for it."""
        with suppress(WorkerError):
            self._running_worker()

    def analyse(
        self,
        article: Article,
        on_partial: Callable[[PartialAnalysis], None] | None = None,
        offset: int = 0,
        timeout: float | None = None,
    ) -> Analysis | None:
        """All findings of the article; blocks until they are there.

        Args:
            article: The article to analyse.
            on_partial: Called with partial findings, in this thread.
            offset: Code points; a long text is analysed around it first.
            timeout: Seconds; ``None`` for one that grows with the text.

        Returns:
            The findings, or ``None`` if a newer call cancelled this one.

        Raises:
            AnalysisError: If the worker failed twice, cannot load its analyser, or was closed.
        """
        if timeout is None:
            timeout = _BASE_TIMEOUT + len(article.text) / _MIN_SPEED
        with self._state_lock:
            self._latest_request += 1
            number = self._latest_request
            if self._worker is not None:
                self._worker.interrupt_receive()
        with self._conversation_lock:
            failure = ""
            for _ in range(_ATTEMPTS):
                try:
                    return self._request(number, article, on_partial, offset, timeout)
                except WorkerError as error:
                    failure = str(error)
                    self._end_worker()
            raise AnalysisError(
                f"The analysis of “{article.title or article.id}” stopped: the analysing process "
                f"{failure}, twice; the text can be read and tagged all the same."
            )

    def close(self) -> None:
        """End the worker; a blocked ``analyse`` raises ``AnalysisError``."""
        with self._state_lock:
            self._is_closed = True
        self._end_worker()

    def _running_worker(self) -> WorkerProcess:
        with self._state_lock:
            if self._is_closed:
                raise AnalysisError("The analysis was stopped because Pullquote is closing.")
            if self._worker is None:
                # Imported late: findings from the cache need no worker.
                from tui.analysis.workers.worker_process import WorkerProcess

                self._worker = WorkerProcess.start(self.analyser_name)
            return self._worker

    def _end_worker(self) -> None:
        with self._state_lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _request(
        self,
        number: int,
        article: Article,
        on_partial: Callable[[PartialAnalysis], None] | None,
        offset: int,
        timeout: float,
    ) -> Analysis | None:
        """Send one request and read its answers; ``None`` if a newer request cancelled it."""
        if number != self._latest_request:
            return None
        if self._load_error:
            raise AnalysisError(self._load_error)
        worker = self._running_worker()
        worker.send({"id": number, "text": article.text, "offset": offset})
        deadline = time.monotonic() + timeout
        while True:
            message = worker.receive(deadline)
            if number != self._latest_request:
                return None
            if message.get("kind") == "error":
                if "id" not in message:
                    self._end_worker()
                    self._load_error = str(message.get("message"))
                raise AnalysisError(str(message.get("message")))
            if message.get("id") != number:
                continue
            try:
                analysis = analysis_from_json(message["analysis"])
                analysed_span = Span(*message["read"])
            except (LookupError, TypeError, ValueError, OverflowError) as error:
                raise WorkerError("answered nonsense") from error
            if message.get("kind") == "done":
                self._recycle(worker)
                return analysis
            if on_partial is not None:
                on_partial(PartialAnalysis(analysis, analysed_span))

    def _recycle(self, worker: WorkerProcess) -> None:
        """Replace a worker that has grown; the next one loads its model meanwhile."""
        if worker.resident_memory() > _RECYCLE_MEMORY:
            self._end_worker()
            self.preload()

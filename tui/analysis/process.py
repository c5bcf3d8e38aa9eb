"""The parent's side of the analysing process: start, ask, restart once, close."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.analysis.wire import Json, analysis_from_json
from tui.errors import AnalysisError
from tui.model import Analysis, Article

_STARTS = 2
"""How often a request is tried: a worker that dies or hangs is replaced once."""


def _environment() -> dict[str, str]:
    """The parent's, with the place of our own package, be it installed or not."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


class _Failed(Exception):
    """The worker died, hung or wrote nonsense; the text says which."""


class _Worker:
    """One child process and the thread that reads what it writes."""

    def __init__(self, analyser: str) -> None:
        try:
            self._child = subprocess.Popen(
                # -P: a file in the reader's directory must not pass for one of our modules.
                [sys.executable, "-P", "-m", "tui.analysis.worker", analyser],
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A Ctrl+C in the terminal is the app's business.
                start_new_session=True,
            )
        except OSError as error:
            raise _Failed(f"could not be started: {error.strerror}") from error
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="analysis-reader", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._child.pid

    def _read(self) -> None:
        stdout = self._child.stdout
        with suppress(ValueError, OSError):
            for line in stdout or ():
                self._lines.put(line)
        self._lines.put(None)

    def send(self, request: Json) -> None:
        try:
            stdin = self._child.stdin
            if stdin is not None:
                stdin.write(json.dumps(request, separators=(",", ":")).encode("ascii") + b"\n")
                stdin.flush()
        except (OSError, ValueError) as error:
            raise _Failed("died") from error

    def receive(self, deadline: float) -> Json:
        """The next message; ``deadline`` in seconds of the monotonic clock."""
        try:
            line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise _Failed("did not answer in time") from None
        if line is None:
            raise _Failed("died")
        try:
            message = json.loads(line)
        except ValueError as error:
            raise _Failed("answered nonsense") from error
        if not isinstance(message, dict):
            raise _Failed("answered nonsense")
        return message

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            # Closing flushes what the dead child did not read.
            with suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


class AnalysisProcess:
    """Analyses articles in a process of its own, so that the screen never waits.

    ``warm`` and ``close`` may be called from any thread; ``analyse`` blocks its caller, one call at
    a time.
    """

    def __init__(self, analyser_name: str) -> None:
        self.analyser_name = analyser_name
        self._worker: _Worker | None = None
        self._is_closed = False
        self._number = 0
        self._lock = threading.Lock()
        """Guards ``_worker`` and ``_is_closed``, for moments only."""
        self._turn = threading.Lock()
        """Held for a whole ``analyse``."""

    @property
    def pid(self) -> int | None:
        """The process id of the worker, if there is one."""
        worker = self._worker
        return worker.pid if worker else None

    def warm(self) -> None:
        """Start the worker, which begins to load its model; does not wait for it."""
        with suppress(_Failed):
            self._running()

    def analyse(
        self,
        article: Article,
        on_partial: Callable[[Analysis], None] | None = None,
        timeout: float = 120.0,
    ) -> Analysis:
        """All findings of the article; ``on_partial`` gets the growing ones of a long text.

        ``timeout`` is in seconds and counts from the last sign of life.

        Raises:
            AnalysisError: if the worker failed twice, refused, or was closed.
        """
        with self._turn:
            failure = ""
            for _ in range(_STARTS):
                try:
                    return self._ask(self._running(), article, on_partial, timeout)
                except _Failed as error:
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
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _running(self) -> _Worker:
        with self._lock:
            if self._is_closed:
                raise AnalysisError("The analysis was stopped because Pullquote is closing.")
            if self._worker is None:
                self._worker = _Worker(self.analyser_name)
            return self._worker

    def _drop(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _ask(
        self,
        worker: _Worker,
        article: Article,
        on_partial: Callable[[Analysis], None] | None,
        timeout: float,
    ) -> Analysis:
        self._number += 1
        number = self._number
        worker.send({"id": number, "text": article.text})
        while True:
            message = worker.receive(time.monotonic() + timeout)
            kind = message.get("kind")
            if kind == "error":
                self._drop()
                raise AnalysisError(str(message.get("message")))
            if message.get("id") != number:
                continue
            try:
                analysis = analysis_from_json(message["analysis"])
            except (LookupError, TypeError, ValueError, OverflowError) as error:
                raise _Failed("answered nonsense") from error
            if kind == "done":
                return analysis
            if on_partial is not None:
                on_partial(analysis)

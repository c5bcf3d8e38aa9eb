"""The parent's side of one analysing process, and of several that share a model."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from tui.analysis.serialization import Failed, Json
from tui.analysis.workers.process_memory import resident

MOST_MEMORY = 4 << 30
"""Bytes; a process that holds more is ended, whatever it does."""
_READY = re.compile(rb'\{"kind":"ready","pid":(\d+)\}')
_GLANCE = 0.5
"""Seconds between two looks at the memory of a process that is waited for."""


class WorkerProcess:
    """One analysing process and the thread that reads what it writes."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        stdin: IO[bytes],
        out: IO[bytes],
        team: list[WorkerProcess],
    ) -> None:
        self.pid = process.pid
        self._process = process
        self._team = team
        """Those that live in the process's group."""
        team.append(self)
        self._stdin = stdin
        self._out = out
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="analysis-reader", daemon=True).start()

    @classmethod
    def start(cls, analyser: str) -> WorkerProcess:
        """A process of its own.

        Raises:
            Failed: if the system does not allow it.
        """
        process = _started([analyser], subprocess.PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        return cls(process, process.stdin, process.stdout, [])

    @classmethod
    def team(cls, analyser: str, size: int) -> list[WorkerProcess]:
        """Processes that load the model once and share its memory.

        Raises:
            Failed: if the system does not allow it.
        """
        requests = [os.pipe() for _ in range(size)]
        answers = [os.pipe() for _ in range(size)]
        theirs = [(r[0], a[1]) for r, a in zip(requests, answers, strict=True)]
        ends = [f"{reading}:{writing}" for reading, writing in theirs]
        try:
            process = _started([analyser, *ends], None, [end for pair in theirs for end in pair])
        finally:
            for pair in theirs:
                os.close(pair[0])
                os.close(pair[1])
        team: list[WorkerProcess] = []
        for r, a in zip(requests, answers, strict=True):
            cls(process, os.fdopen(r[1], "wb"), os.fdopen(a[0], "rb"), team)
        return [*team]

    def _read(self) -> None:
        with suppress(ValueError, OSError):
            for line in self._out:
                if ready := _READY.match(line):
                    # One of a team is not the process that was started.
                    self.pid = int(ready[1])
                else:
                    self._lines.put(line)
        self._lines.put(None)

    def send(self, request: Json) -> None:
        """Write a request.

        Raises:
            Failed: if nobody reads it.
        """
        try:
            self._stdin.write(json.dumps(request, separators=(",", ":")).encode("ascii") + b"\n")
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise Failed("died") from error

    def wake(self) -> None:
        """Let ``receive`` give back an empty message."""
        self._lines.put(b"{}")

    def receive(self, deadline: float) -> Json:
        """The next message; ``deadline`` in seconds of the monotonic clock.

        Raises:
            Failed: if there is none, or no message.
        """
        line = self._line(deadline)
        if line is None:
            raise Failed("died")
        try:
            message = json.loads(line)
        except ValueError as error:
            raise Failed("answered nonsense") from error
        if not isinstance(message, dict):
            raise Failed("answered nonsense")
        return message

    def _line(self, deadline: float) -> bytes | None:
        while True:
            left = deadline - time.monotonic()
            try:
                return self._lines.get(timeout=max(0.0, min(left, _GLANCE)))
            except queue.Empty:
                if left <= _GLANCE:
                    raise Failed("did not answer in time") from None
                if resident(self.pid) > MOST_MEMORY:
                    raise Failed("needed too much memory") from None

    def kill(self) -> None:
        """End the process at once."""
        self._team.remove(self)
        with suppress(ProcessLookupError, PermissionError):
            if self.pid != self._process.pid:
                os.kill(self.pid, signal.SIGKILL)
            elif not self._team:
                os.killpg(self.pid, signal.SIGKILL)
        if not self._team:
            # The one that forked the others goes when all of them are gone.
            self._process.wait()
        for stream in (self._stdin, self._out):
            # Closing flushes what the dead process did not read.
            with suppress(OSError, ValueError):
                stream.close()


def _started(
    arguments: Sequence[str], pipe: int | None, descriptors: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: a file in the reader's directory must not pass for one of our modules.
            [sys.executable, "-P", "-m", "tui.analysis.workers.worker_main", *arguments],
            env=_environment(),
            stdin=pipe or subprocess.DEVNULL,
            stdout=pipe or subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=descriptors,
            # A Ctrl+C in the terminal is the app's business.
            start_new_session=True,
        )
    except OSError as error:
        raise Failed(f"could not be started: {error.strerror}") from error


def _environment() -> dict[str, str]:
    """The parent's, with the place of our own package, be it installed or not."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    # The sums are too small to be worth sharing among threads, and processes share the cores.
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {**os.environ, **dict.fromkeys(threads, "1"), "PYTHONPATH": os.pathsep.join(paths)}

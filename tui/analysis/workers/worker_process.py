"""The parent's side of a worker process: start, send, receive, memory limit, end."""

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

from tui.analysis.serialization import Json
from tui.analysis.workers.protocol import WorkerError, encode_message

MEMORY_LIMIT = 4 << 30
"""Bytes; a worker with more resident memory is ended."""
_READY = re.compile(rb'\{"kind":"ready","pid":(\d+)\}')
_MEMORY_CHECK_INTERVAL = 0.5
"""Seconds between two checks of the memory of a worker that is waited for."""
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


class WorkerProcess:
    """A worker process and the thread that reads its messages."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        stdin: IO[bytes],
        stdout: IO[bytes],
        group: list[WorkerProcess],
    ) -> None:
        self.pid = process.pid
        self._process = process
        self._group = group
        """The workers that are still running in the process group of ``process``."""
        group.append(self)
        self._stdin = stdin
        self._stdout = stdout
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        """Lines from the worker; ``None`` after the last."""
        threading.Thread(target=self._read_lines, name="analysis-reader", daemon=True).start()

    @classmethod
    def start(cls, analyser_name: str) -> WorkerProcess:
        """Start one worker.

        Raises:
            WorkerError: If the system cannot start a process.
        """
        process = _start_process([analyser_name], subprocess.PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        return cls(process, process.stdin, process.stdout, [])

    @classmethod
    def start_group(cls, analyser_name: str, size: int) -> list[WorkerProcess]:
        """Start several workers that load the model once and share its memory.

        Raises:
            WorkerError: If the system cannot start a process.
        """
        requests = [os.pipe() for _ in range(size)]
        answers = [os.pipe() for _ in range(size)]
        inherited = [(r[0], a[1]) for r, a in zip(requests, answers, strict=True)]
        pairs = [f"{read_end}:{write_end}" for read_end, write_end in inherited]
        descriptors = [descriptor for pair in inherited for descriptor in pair]
        try:
            process = _start_process([analyser_name, *pairs], None, descriptors)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        group: list[WorkerProcess] = []
        for r, a in zip(requests, answers, strict=True):
            cls(process, os.fdopen(r[1], "wb"), os.fdopen(a[0], "rb"), group)
        return [*group]

    def send(self, request: Json) -> None:
        """Write a request.

        Raises:
            WorkerError: If the worker has died.
        """
        try:
            self._stdin.write(encode_message(request).encode("ascii"))
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerError("died") from error

    def interrupt_receive(self) -> None:
        """Make a blocked ``receive`` return an empty message."""
        self._lines.put(b"{}")

    def receive(self, deadline: float) -> Json:
        """The next message.

        Args:
            deadline: Seconds of the monotonic clock until which to wait.

        Raises:
            WorkerError: If the worker died, wrote no JSON object, exceeded the memory limit or did
                not answer in time.
        """
        line = self._next_line(deadline)
        if line is None:
            raise WorkerError("died")
        try:
            message = json.loads(line)
        except ValueError as error:
            raise WorkerError("answered nonsense") from error
        if not isinstance(message, dict):
            raise WorkerError("answered nonsense")
        return message

    def resident_memory(self) -> int:
        """Bytes of the worker that are in memory; 0 if unknown."""
        return _resident_memory(self.pid)

    def kill(self) -> None:
        """End the worker at once."""
        self._group.remove(self)
        with suppress(ProcessLookupError, PermissionError):
            if self.pid != self._process.pid:
                os.kill(self.pid, signal.SIGKILL)
            elif not self._group:
                os.killpg(self.pid, signal.SIGKILL)
        if not self._group:
            # The process that forked the workers of a group ends with the last of them.
            self._process.wait()
        for stream in (self._stdin, self._stdout):
            # Closing flushes what the dead process did not read.
            with suppress(OSError, ValueError):
                stream.close()

    def _read_lines(self) -> None:
        with suppress(ValueError, OSError):
            for line in self._stdout:
                if ready := _READY.match(line):
                    # A worker of a group is a child of the process that was started.
                    self.pid = int(ready[1])
                else:
                    self._lines.put(line)
        self._lines.put(None)

    def _next_line(self, deadline: float) -> bytes | None:
        while True:
            remaining = deadline - time.monotonic()
            try:
                return self._lines.get(timeout=max(0.0, min(remaining, _MEMORY_CHECK_INTERVAL)))
            except queue.Empty:
                if remaining <= _MEMORY_CHECK_INTERVAL:
                    raise WorkerError("did not answer in time") from None
                if self.resident_memory() > MEMORY_LIMIT:
                    raise WorkerError("needed too much memory") from None


def _resident_memory(pid: int) -> int:
    """Bytes of the process ``pid`` that are in memory; 0 if unknown."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE_SIZE
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        command = ["ps", "-o", "rss=", "-p", str(pid)]
        output = subprocess.run(command, capture_output=True, timeout=5, check=True).stdout
        return int(output) * 1024
    return 0


def _start_process(
    arguments: Sequence[str], pipe: int | None, descriptors: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: modules in the reader's working directory must not shadow ours.
            [sys.executable, "-P", "-m", "tui.analysis.workers.worker_main", *arguments],
            env=_environment(),
            stdin=pipe or subprocess.DEVNULL,
            stdout=pipe or subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=descriptors,
            # Ctrl+C in the terminal must reach the app only.
            start_new_session=True,
        )
    except OSError as error:
        raise WorkerError(f"could not be started: {error.strerror}") from error


def _environment() -> dict[str, str]:
    """The parent's environment, with our package on the path and one thread per process."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    # The matrices are too small for several threads, and the workers already share the cores.
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {**os.environ, **dict.fromkeys(threads, "1"), "PYTHONPATH": os.pathsep.join(paths)}

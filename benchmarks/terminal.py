"""Runs a program in a pseudo-terminal and measures when its output comes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

COLUMNS, ROWS = 100, 40
QUIET_SECONDS = 0.06
"""Seconds without output after which a response is over; they are not part of its time."""
TIMEOUT = 120
"""Seconds to wait for output before ``NoResponse`` is raised."""
ENVIRONMENT = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
}
REMOVED_VARIABLES = (
    "COLUMNS",
    "LINES",
    "TMUX",
    "NO_COLOR",
    "LESS",
    "LESSOPEN",
    "TEXTUAL_THEME",
    "TEXTUAL",
    "PULLQUOTE_PALETTE",
)
QUERY_REPLIES = {b"\x1b[c": b"\x1b[?62;c", b"\x1b[6n": b"\x1b[1;1R"}
"""Queries that a program may send to a terminal, and the replies."""


class NoResponse(Exception):
    """The program ended, or its expected output did not come."""


@dataclass(frozen=True, slots=True)
class Response:
    """The output after a key: seconds to its first and to its last byte, and its size in bytes."""

    first: float
    last: float
    size: int


class Terminal:
    """A context in which a program runs in a window of ``columns`` x ``rows`` cells."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        rows: int = ROWS,
        columns: int = COLUMNS,
        cwd: Path | None = None,
    ) -> None:
        environment = {
            k: v for k, v in os.environ.items() if k not in REMOVED_VARIABLES
        } | ENVIRONMENT
        self.output = bytearray()
        self._scanned = 0
        self.started = self.last_byte = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.chdir(cwd or ".")
                os.execvpe(command[0], list(command), environment)
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Kill the program and its child processes."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def wait_for(self, text: str, *, since: int = 0, timeout: float = TIMEOUT) -> float:
        """Seconds from the start until the text was in the output after byte ``since``.

        Raises:
            NoResponse: if the program ends or the time is over before.
        """
        wanted = text.encode()
        end = time.perf_counter() + timeout
        while wanted not in self.output[since:]:
            if time.perf_counter() > end or not self._read(0.5):
                raise NoResponse(f"“{text}” did not appear; the last output was {self._tail!r}")
        return self.last_byte - self.started

    def wait_for_output(self, timeout: float = TIMEOUT) -> None:
        """Wait until there is new output.

        Raises:
            NoResponse: if none comes.
        """
        if not self._has_output(timeout) or not self._read(0):
            raise NoResponse(f"no more output came; the last output was {self._tail!r}")

    def read_until_exit(self, timeout: float = TIMEOUT) -> None:
        """Read until the program has ended.

        Raises:
            NoResponse: if it does not end in time.
        """
        end = time.perf_counter() + timeout
        while self._read(0.5):
            if time.perf_counter() > end:
                raise NoResponse(f"the program did not end; the last output was {self._tail!r}")

    def wait_until_quiet(self, quiet: float = 0.3, timeout: float = 30) -> float:
        """Read until no output has come for ``quiet`` seconds.

        Returns:
            Seconds from the start to the last byte.
        """
        end = time.perf_counter() + timeout
        while self._has_output(quiet):
            if time.perf_counter() > end or not self._read(0):
                break
        return self.last_byte - self.started

    def send(self, keys: str) -> float:
        """Send keys; returns the time at which they were sent."""
        sent = time.perf_counter()
        os.write(self._fd, keys.encode())
        return sent

    def press(self, keys: str, *, quiet: float = QUIET_SECONDS, timeout: float = 20) -> Response:
        """Send keys and read the response."""
        return self._response(self.send(keys), quiet, timeout)

    def resize(self, columns: int, rows: int) -> Response:
        """Change the size of the window and read the response."""
        sent = time.perf_counter()
        self.set_size(columns, rows)
        return self._response(sent, 0.25, 20)

    def set_size(self, columns: int, rows: int) -> None:
        """Change the size of the window, and read the output that has come so far."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        while self._has_output(0) and self._read(0):
            pass

    def resident_megabytes(self) -> float:
        """Resident memory of the program, without its child processes, in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise NoResponse("the program has ended")

    @property
    def _tail(self) -> str:
        return bytes(self.output[-300:]).decode(errors="replace")

    def _response(self, sent: float, quiet: float, timeout: float) -> Response:
        before = len(self.output)
        if not self._has_output(timeout) or not self._read(0):
            raise NoResponse("no output came")
        first = self.last_byte
        self.wait_until_quiet(quiet, timeout)
        return Response(first - sent, self.last_byte - sent, len(self.output) - before)

    def _has_output(self, timeout: float) -> bool:
        return bool(select.select([self._fd], [], [], timeout)[0])

    def _read(self, timeout: float) -> bool:
        """Read the output that is there; false when the program has ended."""
        if timeout and not self._has_output(timeout):
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux raises it when the other side is closed
            return False
        if data:
            self.last_byte = time.perf_counter()
            self.output += data
            self._reply_to_queries()
        return bool(data)

    def _reply_to_queries(self) -> None:
        new_output = bytes(self.output[self._scanned :])
        for query, reply in QUERY_REPLIES.items():
            if query in new_output:
                os.write(self._fd, reply)
        self._scanned = len(self.output)

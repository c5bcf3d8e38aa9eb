"""A program in a pseudo-terminal, with the time of every byte that it writes."""

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
SETTLED = 0.06
"""Seconds without a byte after which an answer is over: the time of its last byte is kept."""
PATIENCE = 120
"""Seconds after which what is waited for is taken for something that never comes."""
ENVIRONMENT = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
}
DROPPED = (
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
ANSWERS = {b"\x1b[c": b"\x1b[?62;c", b"\x1b[6n": b"\x1b[1;1R"}
"""What a program may ask a terminal, and what the terminal says."""


class NoAnswer(Exception):
    """The program ended, or did not do what was waited for."""


@dataclass(frozen=True, slots=True)
class Echo:
    """What came after a key: seconds to the first and to the last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Terminal:
    """Starts a program, as large as a window of ``COLUMNS`` x ``ROWS``; ends it on leaving."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        rows: int = ROWS,
        columns: int = COLUMNS,
        cwd: Path | None = None,
    ) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in DROPPED} | ENVIRONMENT
        self.output = bytearray()
        self._asked = 0
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
        """End the program and whatever it has started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def wait_for(self, words: str, *, since: int = 0, timeout: float = PATIENCE) -> float:
        """Seconds from the start until the words were in the output after byte ``since``."""
        wanted = words.encode()
        end = time.perf_counter() + timeout
        while wanted not in self.output[since:]:
            if time.perf_counter() > end or not self._read(0.5):
                raise NoAnswer(f"“{words}” did not appear; the last output was {self._tail!r}")
        return self.last_byte - self.started

    def wait_for_more(self, timeout: float = PATIENCE) -> None:
        """Wait until anything more is in the output."""
        if not self._ready(timeout) or not self._read(0):
            raise NoAnswer(f"nothing more came; the last output was {self._tail!r}")

    def read_to_the_end(self, timeout: float = PATIENCE) -> None:
        """Read until the program has ended."""
        end = time.perf_counter() + timeout
        while self._read(0.5):
            if time.perf_counter() > end:
                raise NoAnswer(f"the program did not end; the last output was {self._tail!r}")

    def settle(self, quiet: float = 0.3, timeout: float = 30) -> float:
        """Read until nothing has come for so long; seconds from the start to the last byte."""
        end = time.perf_counter() + timeout
        while self._ready(quiet):
            if time.perf_counter() > end or not self._read(0):
                break
        return self.last_byte - self.started

    def send(self, keys: str) -> float:
        """Type, and give back when."""
        sent = time.perf_counter()
        os.write(self._fd, keys.encode())
        return sent

    def press(self, keys: str, *, quiet: float = SETTLED, timeout: float = 20) -> Echo:
        """Send keys and take everything that comes back."""
        return self._echo(self.send(keys), quiet, timeout)

    def resize(self, columns: int, rows: int) -> Echo:
        """Make the window another size and take everything that comes back."""
        sent = time.perf_counter()
        self.turn(columns, rows)
        return self._echo(sent, 0.25, 20)

    def turn(self, columns: int, rows: int) -> None:
        """Make the window another size, and take what has come so far."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        while self._ready(0) and self._read(0):
            pass

    def memory(self) -> float:
        """Resident megabytes of the program itself."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise NoAnswer("the program has ended")

    @property
    def _tail(self) -> str:
        return bytes(self.output[-300:]).decode(errors="replace")

    def _echo(self, sent: float, quiet: float, timeout: float) -> Echo:
        before = len(self.output)
        if not self._ready(timeout) or not self._read(0):
            raise NoAnswer("no byte came back")
        first = self.last_byte
        self.settle(quiet, timeout)
        return Echo(first - sent, self.last_byte - sent, len(self.output) - before)

    def _ready(self, timeout: float) -> bool:
        return bool(select.select([self._fd], [], [], timeout)[0])

    def _read(self, timeout: float) -> bool:
        """Take what is there; false when the program has ended."""
        if timeout and not self._ready(timeout):
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # how Linux says that the other side is closed
            return False
        if data:
            self.last_byte = time.perf_counter()
            self.output += data
            self._answer()
        return bool(data)

    def _answer(self) -> None:
        fresh = bytes(self.output[self._asked :])
        for question, answer in ANSWERS.items():
            if question in fresh:
                os.write(self._fd, answer)
        self._asked = len(self.output)

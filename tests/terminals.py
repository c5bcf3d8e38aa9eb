"""The real command in a pseudo-terminal whose output goes to a terminal emulator."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyte

from benchmarks.terminal import TIMEOUT, Terminal

ESCAPE = "\x1b[27u"
"""The key as newer terminals send it, so that no key behind it makes another sequence of it."""
# Sequences that pyte misinterprets.
_UNSUPPORTED = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
_INCOMPLETE = re.compile(rb"\x1b(\[[\x20-\x3f]*)?\Z")


def command(root: Path, *arguments: str) -> list[str]:
    """The command line that opens the app in a workspace."""
    return [sys.executable, "-m", "tui", "--workspace", str(root), *arguments]


class EmulatedScreen:
    """An emulated screen that interprets the output of a program."""

    def __init__(self, columns: int = 100, rows: int = 30) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._consumed = 0

    def rows(self, output: bytes | bytearray) -> list[str]:
        """The rows of the screen after ``output``, which continues that of the last call."""
        fresh = bytes(output[self._consumed :])
        if incomplete := _INCOMPLETE.search(fresh):
            fresh = fresh[: incomplete.start()]
        self._consumed += len(fresh)
        self._stream.feed(_UNSUPPORTED.sub(b"", fresh))
        # `pyte.Screen.display` fails while only half of a wide character is overwritten.
        columns, lines = range(self._screen.columns), range(self._screen.lines)
        return ["".join(self._screen.buffer[y][x].data for x in columns) for y in lines]


class TerminalWindow(Terminal):
    """A terminal with an emulated screen, and waits for what is shown on it."""

    def __init__(
        self, arguments: list[str], *, columns: int = 100, rows: int = 30, cwd: Path | None = None
    ) -> None:
        super().__init__(arguments, columns=columns, rows=rows, cwd=cwd)
        self._emulated = EmulatedScreen(columns, rows)

    def set_size(self, columns: int, rows: int) -> None:
        """Resize the window; the emulated screen starts empty."""
        super().set_size(columns, rows)
        self._emulated = EmulatedScreen(columns, rows)

    @property
    def screen_rows(self) -> list[str]:
        """The rows of the screen after the output so far."""
        return self._emulated.rows(self.output)

    def wait_until(self, condition: Callable[[list[str]], bool]) -> list[str]:
        """Wait until the rows of the screen meet a condition, and return them."""
        while not condition(rows := self.screen_rows):
            self.wait_for_output()
        return rows

    def wait_for_text(self, *texts: str) -> str:
        """Wait until all texts are on the screen, and return the whole screen."""
        rows = self.wait_until(lambda rows: all(text in "\n".join(rows) for text in texts))
        return "\n".join(rows)

    def wait_until_hidden(self, text: str) -> None:
        """Wait until a text is no longer on the screen."""
        self.wait_until(lambda rows: text not in "\n".join(rows))

    def close(self) -> None:
        """Close the window, and wait until the program has ended."""
        null_device = os.open(os.devnull, os.O_RDWR)
        os.dup2(null_device, self._fd)
        os.close(null_device)
        deadline = time.monotonic() + TIMEOUT
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < deadline, "the program has not ended"
            time.sleep(0.05)

    def quit(self) -> bytes:
        """Press ``q``, and return the output from there to the end of the program."""
        since = len(self.output)
        self.send("q")
        self.read_until_exit()
        output = bytes(self.output[since:])
        assert b"\x1b[?1049l" in output
        assert b"Traceback" not in output
        return output

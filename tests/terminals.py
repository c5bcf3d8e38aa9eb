"""The real command in a pseudo-terminal, seen through a terminal emulator."""

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
# Sequences that pyte takes for something else.
_PRIVATE = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
_BROKEN_OFF = re.compile(rb"\x1b(\[[\x20-\x3f]*)?\Z")


def command(root: Path, *words: str) -> list[str]:
    """What opens the app in a workspace."""
    return [sys.executable, "-m", "tui", "--workspace", str(root), *words]


class Emulated:
    """The screen of a terminal that gets what a program writes."""

    def __init__(self, columns: int = 100, rows: int = 30) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._taken = 0

    def rows(self, output: bytes | bytearray) -> list[str]:
        """What is shown after all this, which begins with what was given before."""
        fresh = bytes(output[self._taken :])
        if broken := _BROKEN_OFF.search(fresh):
            fresh = fresh[: broken.start()]
        self._taken += len(fresh)
        self._stream.feed(_PRIVATE.sub(b"", fresh))
        return list(self._screen.display)


class Window(Terminal):
    """A terminal that is waited for by what stands on its screen, however it came there."""

    def __init__(
        self, words: list[str], *, columns: int = 100, rows: int = 30, cwd: Path | None = None
    ) -> None:
        super().__init__(words, columns=columns, rows=rows, cwd=cwd)
        self._emulated = Emulated(columns, rows)

    def set_size(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        super().set_size(columns, rows)
        self._emulated = Emulated(columns, rows)

    @property
    def picture(self) -> list[str]:
        """The rows of the screen as far as they were sent."""
        return self._emulated.rows(self.output)

    def until(self, holds: Callable[[list[str]], bool]) -> list[str]:
        """The rows of the screen, once they are like that."""
        while not holds(rows := self.picture):
            self.wait_for_output()
        return rows

    def shows(self, *words: str) -> str:
        """The screen, once all the words are on it."""
        rows = self.until(lambda rows: all(one in "\n".join(rows) for one in words))
        return "\n".join(rows)

    def hides(self, words: str) -> None:
        """Wait until the words are on the screen no more."""
        self.until(lambda rows: words not in "\n".join(rows))

    def close(self) -> None:
        """Close the window, and wait until the program has ended."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._fd)
        os.close(nothing)
        end = time.monotonic() + TIMEOUT
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end, "it runs on"
            time.sleep(0.05)

    def left(self) -> bytes:
        """What is written from ``q`` to the end."""
        since = len(self.output)
        self.send("q")
        self.read_until_exit()
        farewell = bytes(self.output[since:])
        assert b"\x1b[?1049l" in farewell
        assert b"Traceback" not in farewell
        return farewell

"""The one room that writes: data to stdout, talk to stderr, nothing that a terminal obeys."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from tui.hostile_characters import one_line, sanitise

_FALLBACK_WIDTH = 80
_BLOCK = 1 << 16


class Output:
    """Where a verb's answer goes.

    Pipes and files get UTF-8 whatever the locale says: what reads them counts code points.
    """

    def __init__(self) -> None:
        self.is_terminal = sys.stdout is not None and sys.stdout.isatty()
        encoding = (sys.stdout.encoding or "utf-8") if self.is_terminal else "utf-8"
        self._encoding = encoding
        self._waiting = bytearray()

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        named = os.environ.get("COLUMNS", "")
        if named.isdecimal() and int(named) > 0:
            return int(named)
        if sys.stdout is not None:
            with suppress(OSError, ValueError):
                return os.get_terminal_size(sys.stdout.fileno()).columns or _FALLBACK_WIDTH
        return _FALLBACK_WIDTH

    def line(self, text: str) -> None:
        """One line of data."""
        self.document(one_line(text) + "\n")

    def json(self, value: dict[str, Any]) -> None:
        """One object on a line of its own."""
        from tui.exports.safe_text import json_text

        self.document(json_text(value) + "\n")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Aligned columns on a terminal; elsewhere a line per row, its cells between tabs."""
        cleaned = [_clean(row) for row in rows]
        if self.is_terminal:
            from tui.cli.table import laid_out

            lines = laid_out(heads, cleaned, self.width)
        else:
            lines = ["\t".join(row) for row in cleaned]
        self.document("".join(f"{line}\n" for line in lines))

    def document(self, text: str) -> None:
        """A whole document, as it is; whoever made it has cleaned it."""
        self.data(text.encode(self._encoding, "replace"))

    def data(self, data: bytes) -> None:
        """A whole file, byte for byte."""
        self._waiting += data
        if len(self._waiting) >= _BLOCK:
            self.flush()

    def info(self, sentence: str) -> None:
        """A sentence for the reader; it is not part of the answer."""
        if sys.stderr is not None:
            self.flush()  # on a terminal the two streams are read in the order of writing
            line = one_line(" ".join(sentence.split())) + "\n"
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(line.encode(encoding, "replace").decode(encoding))
            sys.stderr.flush()

    def flush(self) -> None:
        """Send what was written.

        Raises:
            OSError: if nobody takes it.
        """
        stream = sys.stdout
        waiting, self._waiting = self._waiting, bytearray()
        if stream is None:  # closed by whoever started us
            return
        stream.flush()
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(waiting.decode(self._encoding, "replace"))
            stream.flush()
            return
        rest = memoryview(waiting)
        while rest:  # an unbuffered stream may take a part only
            rest = rest[buffer.write(rest) :]
        buffer.flush()

    def abandon(self) -> None:
        """Let the interpreter end without another try at a stdout that nobody reads."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        except (OSError, ValueError, AttributeError):
            return


def _clean(row: Sequence[str]) -> list[str]:
    # All cells at once, since there are thousands; without white space at their ends or line
    # ends of their own they come apart again.
    joined = "\n".join(" ".join(cell.split()) for cell in row)
    return sanitise(joined)[0].split("\n")


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr, if that is a terminal and there is more than one step to make.

    What is given back is called after each step; the bar is gone at the end.
    """
    if total < 2 or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("Looking for names and quotes"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # the answer is no part of the picture
    )
    with bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)

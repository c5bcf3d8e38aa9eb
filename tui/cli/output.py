"""The only module that writes to stdout and stderr: data to one, messages to the other.

Control and bidirectional characters of articles and notes are made visible, so that a terminal
obeys none of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from tui.hostile_characters import one_line, sanitise

_FALLBACK_WIDTH = 80
_BUFFER_SIZE = 1 << 16
"""Bytes of data after which they are sent."""


class Output:
    """Where a verb writes its data and its messages.

    Pipes and files get UTF-8 whatever the locale says: spans count code points.
    """

    def __init__(self) -> None:
        self.is_terminal = sys.stdout is not None and sys.stdout.isatty()
        """Whether stdout is one."""
        self._encoding = (sys.stdout.encoding or "utf-8") if self.is_terminal else "utf-8"
        self._buffer = bytearray()

    def write_line(self, text: str) -> None:
        """Write one line of data."""
        self.write_text(one_line(text) + "\n")

    def write_json(self, record: dict[str, Any]) -> None:
        """Write one JSON object on a line of its own."""
        from tui.exports.safe_text import json_text

        self.write_text(json_text(record) + "\n")

    def write_table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write aligned columns to a terminal; elsewhere a line per row, cells between tabs."""
        cleaned = [_clean(row) for row in rows]
        if self.is_terminal:
            from tui.cli.table import format_table

            lines = format_table(headers, cleaned, terminal_width())
        else:
            lines = ["\t".join(row) for row in cleaned]
        self.write_text("".join(f"{line}\n" for line in lines))

    def write_text(self, text: str) -> None:
        """Write text as it is; the caller has made hostile characters visible."""
        self.write_bytes(text.encode(self._encoding, "replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write data as it is."""
        self._buffer += data
        if len(self._buffer) >= _BUFFER_SIZE:
            self.flush()

    def info(self, message: str) -> None:
        """Write a sentence for the reader to stderr."""
        if sys.stderr is not None:
            self.flush()  # a terminal shows both streams in the order of writing
            line = one_line(" ".join(message.split())) + "\n"
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(line.encode(encoding, "replace").decode(encoding))
            sys.stderr.flush()

    def flush(self) -> None:
        """Send the data that was written.

        Raises:
            OSError: if stdout does not take it.
        """
        stream = sys.stdout
        data, self._buffer = self._buffer, bytearray()
        if stream is None:  # the parent process has closed it
            return
        stream.flush()
        binary = getattr(stream, "buffer", None)
        if binary is None:
            stream.write(data.decode(self._encoding, "replace"))
            stream.flush()
            return
        rest = memoryview(data)
        while rest:  # an unbuffered stream may take only a part
            rest = rest[binary.write(rest) :]
        binary.flush()

    def abandon(self) -> None:
        """Redirect stdout to nowhere, so that the interpreter's last flush does not fail, too."""
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, sys.stdout.fileno())
            os.close(null)
        except (OSError, ValueError, AttributeError):
            return


def terminal_width() -> int:
    """Columns of the terminal: ``COLUMNS``, else those of stdout, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            return os.get_terminal_size(sys.stdout.fileno()).columns or _FALLBACK_WIDTH
    return _FALLBACK_WIDTH


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr, if that is a terminal and there are at least two steps.

    Yields:
        What is to be called after each step. The bar is removed at the end.
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

    progress = Progress(
        TextColumn("Looking for names and quotes"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # data does not go through the bar's console
    )
    with progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _clean(row: Sequence[str]) -> list[str]:
    """The cells of a row as one line each, hostile characters made visible."""
    # Joined by line ends, which no cell has after the split: one call per row, not one per cell.
    joined = "\n".join(" ".join(cell.split()) for cell in row)
    return sanitise(joined)[0].split("\n")

"""The one room that writes: data to stdout, talk to stderr, nothing that a terminal obeys."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from tui.cli.table import laid_out
from tui.sources.sanitise import one_line

_FALLBACK_WIDTH = 80


class Out:
    """Where a verb's answer goes.

    Pipes and files get UTF-8 whatever the locale says: what reads them counts code points.
    """

    def __init__(self) -> None:
        self.is_terminal = sys.stdout is not None and sys.stdout.isatty()

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        named = os.environ.get("COLUMNS", "")
        if named.isdecimal() and int(named) > 0:
            return int(named)
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or _FALLBACK_WIDTH
        except (OSError, ValueError):
            return _FALLBACK_WIDTH

    def line(self, text: str) -> None:
        """One line of data."""
        _write(sys.stdout, one_line(text) + "\n")

    def json(self, value: dict[str, Any]) -> None:
        """One object on a line of its own."""
        from tui.exports.json_text import dumps

        _write(sys.stdout, dumps(value) + "\n")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Aligned columns on a terminal; elsewhere a line per row, its cells between tabs."""
        cleaned = [[one_line(" ".join(cell.split())) for cell in row] for row in rows]
        if self.is_terminal:
            lines = laid_out(heads, cleaned, self.width)
        else:
            lines = ["\t".join(row) for row in cleaned]
        _write(sys.stdout, "".join(f"{line}\n" for line in lines))

    def document(self, text: str) -> None:
        """A whole document, as it is; whoever made it has cleaned it."""
        _write(sys.stdout, text)

    def data(self, data: bytes) -> None:
        """A whole file, byte for byte."""
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            _write(sys.stdout, data.decode("utf-8", "replace"))
        else:
            buffer.write(data)

    def talk(self, sentence: str) -> None:
        """A sentence for the reader; it is not part of the answer."""
        if sys.stderr is not None:
            self.flush()  # on a terminal the two streams are read in the order of writing
            _write(sys.stderr, one_line(" ".join(sentence.split())) + "\n")
            sys.stderr.flush()

    def flush(self) -> None:
        """Send what was written.

        Raises:
            OSError: if nobody takes it.
        """
        if sys.stdout is not None:
            sys.stdout.flush()

    def abandon(self) -> None:
        """Let the interpreter end without another try at a stdout that nobody reads."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        except (OSError, ValueError, AttributeError):
            return


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # closed by whoever started us
        return
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
        return
    encoding = (stream.encoding or "utf-8") if stream.isatty() else "utf-8"
    stream.flush()
    buffer.write(text.encode(encoding, "replace"))

"""The programs that are measured side by side, ours and others'."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal import COLUMNS, ROWS, Terminal
from benchmarks.texts import Sample

APPS = Path(__file__).with_name("apps")
PULLQUOTE = Path(sys.executable).with_name("pullquote")
DOWN = "\x1b[6~"
"""The PageDown key."""


class Missing(Exception):
    """A peer is not installed here."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, what it shows once it can be used, and the keys for what we compare."""

    name: str
    command: tuple[str, ...]
    shows: str
    """Words that are on the screen once it has painted."""
    opening: str
    """A word of the text near its top: once it is there, reading can begin."""
    answers: str = ""
    """What a first `j` brings to the screen."""
    sample: Sample | None = None
    page: str = DOWN

    def start(self, *, columns: int = COLUMNS, rows: int = ROWS) -> Terminal:
        """Start it in a terminal of its own."""
        if shutil.which(self.command[0]) is None:
            raise Missing(f"{self.command[0]} is not installed")
        cwd = self.sample.workspace if self.sample else None
        return Terminal(self.command, columns=columns, rows=rows, cwd=cwd)

    def ready(self, *, columns: int = COLUMNS, rows: int = ROWS) -> Terminal:
        """Start it and wait until it has nothing left to paint."""
        terminal = self.start(columns=columns, rows=rows)
        terminal.wait_for(self.shows)
        terminal.settle(0.5)
        return terminal


def _app(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, str(APPS / f"{name}.py"), *arguments)


HELLO = Peer("hello", _app("hello"), "HELLO", "HELLO", "ANSWERED")
FLOOR = Peer("floor", _app("floor"), "FLOOR 0", "FLOOR 0", "FLOOR 1")


def less(sample: Sample) -> Peer:
    """The pager."""
    return _text("less", sample, "less", str(sample.path), page=" ")


def vim(sample: Sample) -> Peer:
    """The editor, read only, without anybody's settings."""
    options = ("-u", "NONE", "-i", "NONE", "-n", "-R")
    return _text("vim", sample, "vim", *options, str(sample.path), page="\x06")


def text_area(sample: Sample) -> Peer:
    """Textual's text area."""
    return _text("TextArea", sample, *_app("text_area", str(sample.path)))


def static(sample: Sample) -> Peer:
    """One of Textual's static widgets."""
    return _text("Static", sample, *_app("static", str(sample.path)))


def pullquote(sample: Sample) -> Peer:
    """Us: painted when the theme bar is there, and `j` underlines the word that it goes to."""
    command = (str(PULLQUOTE), "--workspace", str(sample.workspace), str(sample.path))
    name = f"pullquote {sample.article.id}"
    return Peer(name, command, "4 aid", sample.opening, f"{sample.opening}\x1b[24", sample)


def _text(name: str, sample: Sample, *command: str, page: str = DOWN) -> Peer:
    return Peer(name, command, sample.opening, sample.opening, sample=sample, page=page)

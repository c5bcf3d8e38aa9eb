"""The programs that are measured: Pullquote and those that it is compared with."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.samples import Sample
from benchmarks.terminal import COLUMNS, ROWS, Terminal

APPS = Path(__file__).with_name("apps")
PULLQUOTE = Path(sys.executable).with_name("pullquote")
PAGE_DOWN = "\x1b[6~"
"""What a terminal sends for the key."""


class PeerMissing(Exception):
    """A peer is not installed."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, the texts that show its progress, and its keys."""

    name: str
    command: tuple[str, ...]
    painted_text: str
    """A text that is on the screen once it has painted."""
    first_text: str
    """A word near the top of the article: reading can begin once it is there."""
    reply_to_j: str = ""
    """What the first `j` writes to the screen."""
    sample: Sample | None = None
    page_key: str = PAGE_DOWN

    def start(self, *, columns: int = COLUMNS, rows: int = ROWS) -> Terminal:
        """Start it in a terminal of its own."""
        if shutil.which(self.command[0]) is None:
            raise PeerMissing(f"{self.command[0]} is not installed")
        cwd = self.sample.workspace if self.sample else None
        return Terminal(self.command, columns=columns, rows=rows, cwd=cwd)

    def start_and_wait(self, *, columns: int = COLUMNS, rows: int = ROWS) -> Terminal:
        """Start it and wait until it has painted everything."""
        terminal = self.start(columns=columns, rows=rows)
        terminal.wait_for(self.painted_text)
        terminal.wait_until_quiet(0.5)
        return terminal


def _app_command(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, str(APPS / f"{name}.py"), *arguments)


HELLO = Peer("hello", _app_command("hello"), "HELLO", "HELLO", "ANSWERED")
FLOOR = Peer("floor", _app_command("floor"), "FLOOR 0", "FLOOR 0", "FLOOR 1")


def less(sample: Sample) -> Peer:
    """The pager."""
    return _text_peer("less", sample, "less", str(sample.path), page_key=" ")


def vim(sample: Sample) -> Peer:
    """The editor, read only, without settings."""
    options = ("-u", "NONE", "-i", "NONE", "-n", "-R")
    return _text_peer("vim", sample, "vim", *options, str(sample.path), page_key="\x06")


def text_area(sample: Sample) -> Peer:
    """Textual's text area."""
    return _text_peer("TextArea", sample, *_app_command("text_area", str(sample.path)))


def static(sample: Sample) -> Peer:
    """One of Textual's static widgets."""
    return _text_peer("Static", sample, *_app_command("static", str(sample.path)))


def pullquote(sample: Sample) -> Peer:
    """Pullquote: the theme bar is painted last, and `j` underlines the word that it goes to."""
    command = (str(PULLQUOTE), "--workspace", str(sample.workspace), str(sample.path))
    name = f"pullquote {sample.article.id}"
    return Peer(name, command, "4 aid", sample.opening, f"{sample.opening}\x1b[24", sample)


def _text_peer(name: str, sample: Sample, *command: str, page_key: str = PAGE_DOWN) -> Peer:
    return Peer(name, command, sample.opening, sample.opening, sample=sample, page_key=page_key)

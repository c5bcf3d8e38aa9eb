"""In tmux, which counts cells by its own rules, characters of every width keep their columns."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from tests.app.test_terminal import PAINTED
from tests.pilot_waits import TIMEOUT
from tests.terminals import ESCAPE, command
from tui.config import Workspace
from tui.text_layout.cell_sanitizer import sanitize
from tui.text_layout.columns import side_width
from tui.widgets.row_list import EDGE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]
COLUMNS, ROWS = 120, 50
WORDS = (
    "漢字", "かな", "한국어", "cafe\u0301", "n\u0303andu\u0301",
    "👨\u200d👩\u200d👧", "🇺🇸", "❤\ufe0f",
    "1\ufe0f\u20e3", "👍\U0001f3fd", "שלום", "مرحبا", "सुख", "में", "go\u00advern", "a\tb",
)  # fmt: skip
TEXT = "".join(f"Start {word} middle {word}{word} finish\n" for word in WORDS)
_UNDERLINED = re.compile(r"\x1b\[4m(?:\x1b\[[0-9;]*m)*([^\x1b]*)")

CURSOR_PROBE = """
import pathlib, sys, tty
tty.setraw(0)
cells = []
for row in pathlib.Path(sys.argv[1]).read_text("utf-8").split("\\n"):
    sys.stdout.write("\\x1b[H\\x1b[2J" + row + "\\x1b[6n")
    sys.stdout.flush()
    reply = ""
    while not reply.endswith("R"):
        reply += sys.stdin.read(1)
    cells.append(str(int(reply[:-1].rpartition(";")[2]) - 1))
answer = pathlib.Path(sys.argv[2])
answer.with_suffix(".part").write_text(" ".join(cells))
answer.with_suffix(".part").rename(answer)
"""
"""Writes the width of each row in cells, by asking the terminal for its cursor position."""

Tmux = Callable[..., str]
T = TypeVar("T")


@pytest.fixture
def tmux(workspace: Workspace) -> Iterator[Tmux]:
    """The app on the text, in a tmux server of its own."""
    path = workspace.root / "wide.txt"
    path.write_text(TEXT, "utf-8")
    socket = str(workspace.root / "tmux")

    def run(*words: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", socket, "-f", "/dev/null", *words],
            capture_output=True, check=True, encoding="utf-8",
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin", "TERM": "xterm"},
        )  # fmt: skip
        return done.stdout

    app = [
        "env",
        f"PYTHONPATH={':'.join(filter(None, sys.path))}",
        *command(workspace.root, str(path)),
    ]
    run("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), *app)
    try:
        wait_for_text(run, PAINTED)
        yield run
    finally:
        run("kill-server")


def wait_until(get: Callable[[], T | None]) -> T:
    """Call ``get`` until it returns something, and return that."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        if (result := get()) is not None:
            return result
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def wait_for_text(tmux: Tmux, text: str) -> str:
    """Wait until a text is on the screen, and return the whole screen."""

    def screen() -> str | None:
        rows = tmux("capture-pane", "-p")
        return rows if text in rows else None

    return wait_until(screen)


def columns_of(tmux: Tmux, beginnings: Sequence[str], folder: Path) -> list[int]:
    """The widths of the beginnings of rows, in cells of tmux."""
    question, answer = folder / "question", folder / "answer"
    question.write_text("\n".join(beginnings), "utf-8")
    tmux("new-window", sys.executable, "-c", CURSOR_PROBE, str(question), str(answer))
    wait_until(lambda: answer.exists() or None)
    return list(map(int, answer.read_text().split()))


def underlined(tmux: Tmux, row: int) -> list[str]:
    """The underlined texts in one row of the screen."""
    return _UNDERLINED.findall(tmux("capture-pane", "-p", "-e").split("\n")[row])


def test_margin_text_and_lists_keep_their_columns(tmux: Tmux, tmp_path: Path) -> None:
    rows = wait_for_text(tmux, "govern").split("\n")
    bars = [row[: row.index(EDGE)] for row in rows if EDGE in row]
    assert len(bars) > len(WORDS)
    assert set(columns_of(tmux, bars, tmp_path)) == {COLUMNS - side_width(COLUMNS)}
    text_rows = [row for row in rows[1:] if "Start" in row]
    assert len({row.index("Start") for row in text_rows}) == 1
    for row, word in zip(text_rows, WORDS, strict=True):
        assert sanitize(word.replace("\t", " ")) in row


def test_a_click_on_a_cell_selects_the_word_that_tmux_shows_there(
    tmux: Tmux, tmp_path: Path
) -> None:
    rows = wait_for_text(tmux, "govern").split("\n")
    text_rows = [(y, row) for y, row in enumerate(rows, 1) if "finish" in row and y > 1]
    assert len(text_rows) == len(WORDS)
    cells = columns_of(tmux, [row[: row.index("finish")] for _, row in text_rows], tmp_path)
    tmux("select-window", "-t", ":0")
    for (y, _), x in zip(text_rows, cells, strict=True):
        for column in (x + 1, x + len("finish")):
            click = f"\x1b[<0;{column};{y}M\x1b[<0;{column};{y}m"
            tmux("send-keys", "-l", click + click)
            wait_for_text(tmux, "1 word selected")
            wait_until(lambda row=y - 1: underlined(tmux, row) == ["finish"] or None)
            tmux("send-keys", "-l", "j" + ESCAPE)
            wait_for_text(tmux, "no mark here")

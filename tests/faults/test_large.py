"""However large the text or small the terminal, it is readable and keys are answered."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pyte
import pytest

from benchmarks.terminal import Terminal
from tests.app.test_terminal import _PRIVATE
from tui.config import Workspace

LINE = "The minister said that “trade will slow” and the border would stay open for now.\n"
TEXTS = {
    "50 MB": LINE * (50_000_000 // len(LINE.encode())),
    "a line of 10 MB": "The minister said that trade will slow. " * 250_000,
    "200,000 empty lines": "The top.\n" + "\n" * 200_000 + "The end.\n",
    "a line of wide characters": "The " + "貿易は減速する。" * 100_000,
}


def opened(workspace: Workspace, path: Path, columns: int = 80, rows: int = 24) -> Terminal:
    command = [sys.executable, "-m", "tui", "--workspace", str(workspace.root), str(path)]
    return Terminal(command, columns=columns, rows=rows)


def picture(terminal: Terminal, columns: int, rows: int) -> list[str]:
    """The rows of the screen as they are now."""
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(_PRIVATE.sub(b"", bytes(terminal.output)))
    return list(screen.display)


def left(terminal: Terminal) -> None:
    """Quit, which must end well."""
    terminal.send("q")
    terminal.wait_for("\x1b[?1049l")
    terminal.settle(0.1)
    assert b"Traceback" not in terminal.output


@pytest.mark.slow
@pytest.mark.parametrize("kind", TEXTS)
def test_a_large_text_is_read_tagged_and_left(workspace: Workspace, kind: str) -> None:
    path = workspace.root / "large.txt"
    path.write_text(TEXTS[kind], "utf-8")
    with opened(workspace, path) as terminal:
        terminal.wait_for("I 4 aid")
        terminal.send("1")
        terminal.wait_for("✓")  # of a changed line only the changed cells are sent
        terminal.send("G")
        terminal.send("-")
        terminal.wait_for("Lines of ")
        terminal.settle(0.2)
        assert any(row.strip() for row in picture(terminal, 80, 24)[1:20])
        left(terminal)


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (1, 24)])
def test_a_tiny_terminal_is_left_well(workspace: Workspace, columns: int, rows: int) -> None:
    path = workspace.root / "small.txt"
    path.write_text(LINE * 9, "utf-8")
    with opened(workspace, path, columns, rows) as terminal:
        terminal.wait_for("\x1b[?1049h")
        terminal.settle(0.5)
        if columns == 20:
            assert "The minister" in "".join(picture(terminal, columns, rows))
        for key in ("j", "1", "s", "\t", "\t"):
            terminal.send(key)
            terminal.settle(0.1)
        left(terminal)


@pytest.mark.slow
def test_a_storm_of_resizes_ends_at_the_last_size(workspace: Workspace) -> None:
    path = workspace.root / "storm.txt"
    path.write_text(LINE * 40_000, "utf-8")
    with opened(workspace, path) as terminal:
        terminal.wait_for("I 4 aid")
        for number in range(200):
            terminal.turn(20 + number * 7 % 140, 5 + number % 40)
            time.sleep(0.01)
        terminal.turn(100, 30)
        terminal.send("1")
        terminal.wait_for("✓")  # of a changed line only the changed cells are sent
        terminal.settle(0.3)
        since = len(terminal.output)
        terminal.turn(90, 28)
        terminal.wait_for("I 4 aid", since=since)
        terminal.settle(0.3)
        rows = picture(terminal, 90, 28)
        assert "The minister said that" in rows[1]
        assert "j sentence" in rows[27]
        left(terminal)

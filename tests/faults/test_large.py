"""However large the text or small the terminal, it is readable and keys are answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.terminals import TerminalWindow, command
from tui.config import Workspace

LINE = "The minister said that “trade will slow” and the border would stay open for now.\n"
TEXTS = {
    "50 MB": LINE * (50_000_000 // len(LINE.encode())),
    "a line of 10 MB": "The minister said that trade will slow. " * 250_000,
    "200,000 empty lines": "The top.\n" + "\n" * 200_000 + "The end.\n",
    "a line of wide characters": "The " + "貿易は減速する。" * 100_000,
}


def opened(workspace: Workspace, path: Path, columns: int = 80, rows: int = 24) -> TerminalWindow:
    return TerminalWindow(command(workspace.root, str(path)), columns=columns, rows=rows)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TEXTS)
def test_a_large_text_is_read_tagged_and_left(workspace: Workspace, kind: str) -> None:
    path = workspace.root / "large.txt"
    path.write_text(TEXTS[kind], "utf-8")
    with opened(workspace, path) as window:
        window.wait_for_text("I 4 aid")
        window.send("1")
        window.wait_for_text("✓")
        window.send("G-")
        window.wait_for_text("Lines of ")
        window.wait_until(lambda picture: any(row.strip() for row in picture[1:20]))
        window.quit()


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (1, 24)])
def test_a_tiny_terminal_is_left_well(workspace: Workspace, columns: int, rows: int) -> None:
    path = workspace.root / "small.txt"
    path.write_text(LINE * 9, "utf-8")
    with opened(workspace, path, columns, rows) as window:
        window.wait_for("\x1b[?1049h")
        if columns == 20:
            window.wait_for_text("The minister")
        window.send("j1s\t\t")
        window.quit()


@pytest.mark.slow
def test_a_storm_of_resizes_ends_at_the_last_size(workspace: Workspace) -> None:
    path = workspace.root / "storm.txt"
    path.write_text(LINE * 40_000, "utf-8")
    with opened(workspace, path) as window:
        window.wait_for_text("I 4 aid")
        for number in range(200):
            window.set_size(20 + number * 7 % 140, 5 + number % 40)
            time.sleep(0.01)
        window.set_size(100, 30)
        window.send("1")
        window.wait_for_text("✓")
        window.set_size(90, 28)
        window.wait_until(
            lambda rows: "The minister said that" in rows[1] and "j sentence" in rows[27]
        )
        window.quit()

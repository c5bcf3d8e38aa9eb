"""The terminal is given back, whatever ends the app."""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from tests.app.test_terminal import PAINTED, SIZE, command
from tui.config import Workspace

OFF = [b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?1004l"]
CRASHING = """
import sys
from tui.cli.main import run
from tui.screens.reader import ReaderScreen
def crash(*_):
    raise RuntimeError("a mistake of ours")
ReaderScreen.on_key = crash
sys.exit(run(sys.argv[1:]))
"""


def is_cooked(terminal: Terminal) -> bool:
    modes = termios.tcgetattr(terminal._fd)
    return bool(modes[3] & termios.ICANON and modes[3] & termios.ECHO and modes[1] & termios.OPOST)


@pytest.mark.slow
def test_after_a_mistake_of_ours(workspace: Workspace) -> None:
    words = [sys.executable, "-c", CRASHING, "--workspace", str(workspace.root)]
    with Terminal(["sh", "-c", '"$@"; echo ended $?', "sh", *words], **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        terminal.settle(0.3)
        assert not is_cooked(terminal)
        since = len(terminal.output)
        terminal.send("j")
        terminal.wait_for("ended 1", since=since)
        farewell = bytes(terminal.output[since:])
        assert [sequence for sequence in OFF if sequence not in farewell] == []
        assert farewell.index(b"\x1b[?1049l") < farewell.index(b"a mistake of ours")
        assert is_cooked(terminal)


@pytest.mark.slow
def test_after_a_hard_kill(workspace: Workspace) -> None:
    run = " ".join(command(workspace))
    reset = f"{sys.executable} -m tui --reset-terminal"
    script = f"echo $$; {run}; echo killed; read line; {reset}; echo given back $?; read line"
    with Terminal(["bash", "-c", script], **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        terminal.settle(0.3)
        shell = int(bytes(terminal.output).split()[0])
        (child,) = children(shell)
        os.kill(child, signal.SIGKILL)
        terminal.wait_for("killed")
        assert not is_cooked(terminal)
        since = len(terminal.output)
        terminal.send("\n")
        terminal.wait_for("given back 0", since=since)
        assert [code for code in OFF if code not in terminal.output[since:]] == []
        assert is_cooked(terminal)


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("this system does not tell the children of a process")
    return list(map(int, path.read_text().split()))

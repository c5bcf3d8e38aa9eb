"""The terminal is restored, whatever ends the app."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.app.test_terminal import PAINTED
from tests.terminals import TerminalWindow, command
from tui.config import Workspace

RESETS = [
    b"\x1b[?1049l",
    b"\x1b[?25h",
    b"\x1b[?1000l",
    b"\x1b[?1003l",
    b"\x1b[?2004l",
    b"\x1b[?1004l",
]
CRASHING = """
import sys
from tui.cli.main import run
from tui.screens.reader_screen import ReaderScreen
def crash(*_):
    raise RuntimeError("an error in the app")
ReaderScreen.on_key = crash
sys.exit(run(sys.argv[1:]))
"""


def is_cooked(window: TerminalWindow) -> bool:
    """Whether the terminal echoes and edits lines, as a shell expects it."""
    modes = termios.tcgetattr(window._fd)
    return bool(modes[3] & termios.ICANON and modes[3] & termios.ECHO and modes[1] & termios.OPOST)


@pytest.mark.slow
def test_after_an_exception_in_the_app(workspace: Workspace) -> None:
    words = [sys.executable, "-c", CRASHING, "--workspace", str(workspace.root)]
    with TerminalWindow(["sh", "-c", '"$@"; echo ended $?', "sh", *words]) as window:
        window.wait_for_text(PAINTED)
        assert not is_cooked(window)
        since = len(window.output)
        window.send("j")
        window.wait_for("ended 1", since=since)
        output = bytes(window.output[since:])
        assert [sequence for sequence in RESETS if sequence not in output] == []
        assert output.index(b"\x1b[?1049l") < output.index(b"an error in the app")
        assert is_cooked(window)


@pytest.mark.slow
def test_after_sigkill_by_reset_terminal(workspace: Workspace) -> None:
    run = shlex.join(command(workspace.root))
    reset = shlex.join([sys.executable, "-m", "tui", "--reset-terminal"])
    script = f"echo $$; {run}; echo killed; read line; {reset}; echo given back $?; read line"
    with TerminalWindow(["bash", "-c", script]) as window:
        window.wait_for_text(PAINTED)
        shell = int(bytes(window.output).split()[0])
        (child,) = children(shell)
        os.kill(child, signal.SIGKILL)
        window.wait_for("killed")
        assert not is_cooked(window)
        since = len(window.output)
        window.send("\n")
        window.wait_for("given back 0", since=since)
        assert [code for code in RESETS if code not in window.output[since:]] == []
        assert is_cooked(window)


@pytest.mark.slow
@pytest.mark.parametrize("make", ["", "sh -c '\"$@\"; true' sh "], ids=["alone", "below make"])
def test_when_suspended_and_at_the_end(workspace: Workspace, make: str) -> None:
    run = make + " ".join(command(workspace.root))
    script = f"set -m; {run}; echo IN BETWEEN; read line; fg; echo AT THE END"
    with TerminalWindow(["bash", "-c", script]) as window:
        window.wait_for_text(PAINTED)
        since = len(window.output)
        window.send("j\x1a")
        window.wait_for("IN BETWEEN", since=since)
        assert [code for code in RESETS if code not in window.output[since:]] == []
        assert is_cooked(window)
        since = len(window.output)
        window.set_size(90, 28)
        window.send("\n")
        window.wait_for("\x1b[?1049h", since=since)
        window.wait_until(lambda rows: "j sentence" in rows[27])
        window.send("1")
        window.wait_for_text("✓")
        assert not is_cooked(window)
        since = len(window.output)
        window.send("q")
        window.wait_for("AT THE END", since=since)
        assert is_cooked(window)


@pytest.mark.slow
@pytest.mark.parametrize("make", [[], ["sh", "-c", '"$@"; true', ""]], ids=["alone", "below make"])
def test_without_a_shell_the_app_is_not_suspended(workspace: Workspace, make: list[str]) -> None:
    with TerminalWindow([*make, *command(workspace.root)]) as window:
        window.wait_for_text(PAINTED)
        window.send("\x1a")
        window.wait_for_text("There is no shell behind this window")
        window.quit()


def children(process: int) -> list[int]:
    """The ids of the child processes."""
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("this system does not tell the children of a process")
    return list(map(int, path.read_text().split()))

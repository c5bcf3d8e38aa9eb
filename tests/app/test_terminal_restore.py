"""The terminal is given back, whatever ends the app."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.app.test_terminal import PAINTED
from tests.terminals import Window, command
from tui.config import Workspace

OFF = [b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?1004l"]
CRASHING = """
import sys
from tui.cli.main import run
from tui.screens.reader_screen import ReaderScreen
def crash(*_):
    raise RuntimeError("a mistake of ours")
ReaderScreen.on_key = crash
sys.exit(run(sys.argv[1:]))
"""


def is_cooked(window: Window) -> bool:
    modes = termios.tcgetattr(window._fd)
    return bool(modes[3] & termios.ICANON and modes[3] & termios.ECHO and modes[1] & termios.OPOST)


@pytest.mark.slow
def test_after_a_mistake_of_ours(workspace: Workspace) -> None:
    words = [sys.executable, "-c", CRASHING, "--workspace", str(workspace.root)]
    with Window(["sh", "-c", '"$@"; echo ended $?', "sh", *words]) as window:
        window.shows(PAINTED)
        assert not is_cooked(window)
        since = len(window.output)
        window.send("j")
        window.wait_for("ended 1", since=since)
        farewell = bytes(window.output[since:])
        assert [sequence for sequence in OFF if sequence not in farewell] == []
        assert farewell.index(b"\x1b[?1049l") < farewell.index(b"a mistake of ours")
        assert is_cooked(window)


@pytest.mark.slow
def test_after_a_hard_kill(workspace: Workspace) -> None:
    run = shlex.join(command(workspace.root))
    reset = shlex.join([sys.executable, "-m", "tui", "--reset-terminal"])
    script = f"echo $$; {run}; echo killed; read line; {reset}; echo given back $?; read line"
    with Window(["bash", "-c", script]) as window:
        window.shows(PAINTED)
        shell = int(bytes(window.output).split()[0])
        (child,) = children(shell)
        os.kill(child, signal.SIGKILL)
        window.wait_for("killed")
        assert not is_cooked(window)
        since = len(window.output)
        window.send("\n")
        window.wait_for("given back 0", since=since)
        assert [code for code in OFF if code not in window.output[since:]] == []
        assert is_cooked(window)


@pytest.mark.slow
@pytest.mark.parametrize("make", ["", "sh -c '\"$@\"; true' sh "], ids=["alone", "below make"])
def test_after_going_back_to_the_shell_and_again_at_the_end(
    workspace: Workspace, make: str
) -> None:
    run = make + " ".join(command(workspace.root))
    script = f"set -m; {run}; echo IN BETWEEN; read line; fg; echo AT THE END"
    with Window(["bash", "-c", script]) as window:
        window.shows(PAINTED)
        since = len(window.output)
        window.send("j\x1a")
        window.wait_for("IN BETWEEN", since=since)
        assert [code for code in OFF if code not in window.output[since:]] == []
        assert is_cooked(window)
        since = len(window.output)
        window.turn(90, 28)
        window.send("\n")
        window.wait_for("\x1b[?1049h", since=since)
        window.until(lambda rows: "j sentence" in rows[27])
        window.send("1")
        window.shows("✓")
        assert not is_cooked(window)
        since = len(window.output)
        window.send("q")
        window.wait_for("AT THE END", since=since)
        assert is_cooked(window)


@pytest.mark.slow
@pytest.mark.parametrize("make", [[], ["sh", "-c", '"$@"; true', ""]], ids=["alone", "below make"])
def test_where_no_shell_waits_the_app_goes_on(workspace: Workspace, make: list[str]) -> None:
    with Window([*make, *command(workspace.root)]) as window:
        window.shows(PAINTED)
        window.send("\x1a")
        window.shows("There is no shell behind this window")
        window.left()


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("this system does not tell the children of a process")
    return list(map(int, path.read_text().split()))

"""The real command in a real terminal, seen through a terminal emulator."""

from __future__ import annotations

import json
import re
import signal
import sys
from pathlib import Path

import pyte
import pytest

from benchmarks.terminal import Terminal
from tui.config import Workspace

# Sequences that pyte takes for something else.
_PRIVATE = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
SIZE = {"columns": 100, "rows": 30}
PAINTED = "4 aid"
"""In the theme bar, which only the app draws."""
COMMANDING = [b"\x1b[2Jpwned", b"\x1b]52", b"\x9b31m", "\u202e".encode(), b"\x07"]


def command(workspace: Workspace, *words: str) -> list[str]:
    return [sys.executable, "-m", "tui", "--workspace", str(workspace.root), *words]


def screen(terminal: Terminal) -> str:
    emulated = pyte.Screen(SIZE["columns"], SIZE["rows"])
    pyte.ByteStream(emulated).feed(_PRIVATE.sub(b"", bytes(terminal.output)))
    return "\n".join(emulated.display)


def left(terminal: Terminal, workspace: Workspace) -> bytes:
    """What is written while the app quits."""
    terminal.settle(0.3)
    since = len(terminal.output)
    terminal.send("q")
    terminal.wait_for("\x1b[?1049l", since=since)
    terminal.settle()
    return bytes(terminal.output[since:])


@pytest.mark.slow
def test_a_first_minute(workspace: Workspace) -> None:
    with Terminal(command(workspace), **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        terminal.settle(0.5)
        assert "As the United States and Mexico vowed" in screen(terminal)
        for key in ("j", "1", "}", "2"):
            terminal.press(key)
        terminal.press("m")
        terminal.press("ask the embassy")
        terminal.press("\x13")
        terminal.settle(0.5)
        assert " A  ✎▸" in screen(terminal)
        farewell = left(terminal, workspace)
    assert b"\x1b[?25h" in farewell
    assert b"\x1b[?1000l" in farewell
    kept = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert [note["themes"] for note in kept] == [["trade"], ["asylum"]]
    with Terminal(command(workspace), **SIZE) as terminal:
        terminal.wait_for("✎ ask the embassy")
        terminal.settle(0.5)
        assert "1 trade 1" in screen(terminal)


@pytest.mark.slow
def test_hostile_bytes_never_reach_the_terminal(workspace: Workspace) -> None:
    path = workspace.seeds / "hostile.txt"
    path.write_bytes(b"Rain " + b" ".join(COMMANDING) + b" fell on the port, said Ana Ruiz.\n" * 3)
    with Terminal(command(workspace, str(path)), **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        for key in ("1", "s", "s", "L", "\x1b", "m", "\x1b", "?", "\x1b"):
            terminal.press(key)
        left(terminal, workspace)
        output = bytes(terminal.output)
    assert not [bytes_ for bytes_ in COMMANDING[:-1] if bytes_ in output]


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_tagged_survives_being_ended(workspace: Workspace, by: signal.Signals) -> None:
    import os

    with Terminal(command(workspace), **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        terminal.settle(0.3)
        terminal.send("1")
        terminal.wait_for("Tagged trade")
        os.kill(terminal.pid, by)
        os.waitpid(terminal.pid, 0)
    (note,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert note["themes"] == ["trade"]


@pytest.mark.slow
def test_a_pipe_is_read_and_the_keys_still_come(workspace: Workspace) -> None:
    words = " ".join(command(workspace, "-"))
    with Terminal(["sh", "-c", f"printf 'Rain fell. Wind rose.' | {words}"], **SIZE) as terminal:
        terminal.wait_for(PAINTED)
        terminal.settle(0.3)
        terminal.press("j")
        terminal.press("4")
        left(terminal, workspace)
    (note,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert note["exact"] == "Wind rose."
    (text,) = workspace.seeds.glob("pipe-*.txt")
    assert text.read_text() == "Rain fell. Wind rose."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["./nothing.txt"], "nothing.txt"),
        (["nothing"], "nothing"),
        ([str(Path(__file__).parent)], "directory"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    workspace: Workspace, words: list[str], sentence: str
) -> None:
    with Terminal(command(workspace, *words), **SIZE) as terminal:
        terminal.wait_for(sentence)
        terminal.settle()
        output = bytes(terminal.output)
    assert b"Traceback" not in output
    assert b"\x1b[?1049h" not in output
    assert output.strip().count(b"\n") == 0

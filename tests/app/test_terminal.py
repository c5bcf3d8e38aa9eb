"""The real command in a real terminal, seen through a terminal emulator."""

from __future__ import annotations

import json
import os
import shlex
import signal
from pathlib import Path

import pytest

from tests.terminals import ESCAPE, Window, command
from tui.config import Workspace

PAINTED = "4 aid"
"""In the theme bar, which only the app draws."""
COMMANDING = [b"\x1b[2Jpwned", b"\x1b]52", b"\x9b31m", "\u202e".encode(), b"\x07"]


@pytest.mark.slow
def test_a_first_minute(workspace: Workspace) -> None:
    with Window(command(workspace.root)) as window:
        window.shows(PAINTED, "As the United States and Mexico vowed")
        window.send("j1}2m")
        window.shows("Ctrl+S saves")
        window.send("ask the embassy\x13")
        window.shows(" A  ✎▸")
        farewell = window.left()
    assert b"\x1b[?25h" in farewell
    assert b"\x1b[?1000l" in farewell
    kept = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert [note["themes"] for note in kept] == [["trade"], ["asylum"]]
    with Window(command(workspace.root)) as window:
        window.shows("✎ ask the embassy", "1 trade 1")


@pytest.mark.slow
def test_hostile_bytes_never_reach_the_terminal(workspace: Workspace) -> None:
    path = workspace.seeds / "hostile.txt"
    path.write_bytes(b"Rain " + b" ".join(COMMANDING) + b" fell on the port, said Ana Ruiz.\n" * 3)
    with Window(command(workspace.root, str(path))) as window:
        window.shows("1 trade")  # a notice covers the rest of the bar for ten seconds
        window.send("1ss")
        for key, shown in (("L", "Enter opens"), ("m", "Ctrl+S saves"), ("?", "Esc closes")):
            window.send(key)
            window.shows(shown)
            window.send(ESCAPE)
            window.hides(shown)
        window.left()
        output = bytes(window.output)
    assert not [bytes_ for bytes_ in COMMANDING[:-1] if bytes_ in output]


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_tagged_survives_being_ended(workspace: Workspace, by: signal.Signals) -> None:
    with Window(command(workspace.root)) as window:
        window.shows(PAINTED)
        window.send("1")
        window.shows("Tagged trade")
        os.kill(window.pid, by)
        window.read_until_exit()
    (note,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert note["themes"] == ["trade"]


@pytest.mark.slow
@pytest.mark.parametrize("article", ["", "-"], ids=["file", "pipe"])
def test_a_closed_window_ends_it_though_only_the_leader_is_told(
    workspace: Workspace, article: str
) -> None:
    pipe = "printf 'Rain fell. Wind rose.' | " if article else ""
    run = shlex.join(command(workspace.root, *filter(None, [article])))
    # As make does: the leader waits for what it has started.
    with Window(["sh", "-c", f"trap : HUP; {pipe}{run}; true"]) as window:
        window.shows(PAINTED)
        window.send("1")
        window.shows("Tagged trade")
        window.close()
    (note,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert note["themes"] == ["trade"]


@pytest.mark.slow
def test_a_pipe_is_read_and_the_keys_still_come(workspace: Workspace) -> None:
    words = shlex.join(command(workspace.root, "-"))
    with Window(["sh", "-c", f"printf 'Rain fell. Wind rose.' | {words}"]) as window:
        window.shows(PAINTED)
        window.send("j4")
        window.left()
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
    with Window(command(workspace.root, *words)) as window:
        window.read_until_exit()
        output = bytes(window.output)
    assert sentence.encode() in output
    assert b"Traceback" not in output
    assert b"\x1b[?1049h" not in output
    assert output.strip().count(b"\n") == 0

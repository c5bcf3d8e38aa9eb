"""The real command in a pseudo-terminal with a terminal emulator."""

from __future__ import annotations

import json
import os
import shlex
import signal
from pathlib import Path

import pytest

from tests.terminals import ESCAPE, EmulatedScreen, TerminalWindow, command
from tui.config import Workspace

PAINTED = "4 aid"
"""In the theme bar, which only the app draws."""
CONTROL_SEQUENCES = [b"\x1b[2Jpwned", b"\x1b]52", b"\x9b31m", "\u202e".encode(), b"\x07"]


@pytest.mark.slow
def test_tags_and_a_note_are_saved_and_shown_at_the_next_start(workspace: Workspace) -> None:
    with TerminalWindow(command(workspace.root)) as window:
        window.wait_for_text(PAINTED, "As the United States and Mexico vowed")
        window.send("j1}2m")
        window.wait_for_text("Ctrl+S saves")
        window.send("ask the embassy\x13")
        window.wait_for_text(" A  ✎▸")
        output = window.quit()
    assert b"\x1b[?25h" in output
    assert b"\x1b[?1000l" in output
    saved = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert [annotation["themes"] for annotation in saved] == [["trade"], ["asylum"]]
    with TerminalWindow(command(workspace.root)) as window:
        window.wait_for_text("✎ ask the embassy", "1 trade 1")


@pytest.mark.slow
def test_hostile_bytes_never_reach_the_terminal(workspace: Workspace) -> None:
    path = workspace.seeds / "hostile.txt"
    path.write_bytes(
        b"Rain " + b" ".join(CONTROL_SEQUENCES) + b" fell on the port, said Ana Ruiz.\n" * 3
    )
    with TerminalWindow(command(workspace.root, str(path))) as window:
        window.wait_for_text("1 trade")  # a notice covers the rest of the bar for ten seconds
        window.send("1ss")
        for key, hint in (("L", "Enter opens"), ("m", "Ctrl+S saves"), ("?", "Esc closes")):
            window.send(key)
            window.wait_for_text(hint)
            window.send(ESCAPE)
            window.wait_until_hidden(hint)
        window.quit()
        output = bytes(window.output)
    assert not [sequence for sequence in CONTROL_SEQUENCES[:-1] if sequence in output]


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_tagged_survives_being_ended(workspace: Workspace, by: signal.Signals) -> None:
    with TerminalWindow(command(workspace.root)) as window:
        window.wait_for_text(PAINTED)
        window.send("1")
        window.wait_for_text("Tagged trade")
        os.kill(window.pid, by)
        window.read_until_exit()
    (annotation,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert annotation["themes"] == ["trade"]


@pytest.mark.slow
@pytest.mark.parametrize("article", ["", "-"], ids=["file", "pipe"])
def test_a_closed_window_ends_it_though_only_the_leader_is_told(
    workspace: Workspace, article: str
) -> None:
    pipe = "printf 'Rain fell. Wind rose.' | " if article else ""
    run = shlex.join(command(workspace.root, *filter(None, [article])))
    # As make does: the leader waits for what it has started.
    with TerminalWindow(["sh", "-c", f"trap : HUP; {pipe}{run}; true"]) as window:
        window.wait_for_text(PAINTED)
        window.send("1")
        window.wait_for_text("Tagged trade")
        window.close()
    (annotation,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert annotation["themes"] == ["trade"]


@pytest.mark.slow
def test_a_pipe_is_read_and_the_keys_still_come(workspace: Workspace) -> None:
    words = shlex.join(command(workspace.root, "-"))
    with TerminalWindow(["sh", "-c", f"printf 'Rain fell. Wind rose.' | {words}"]) as window:
        window.wait_for_text(PAINTED)
        window.send("j4")
        window.quit()
    (annotation,) = json.loads(workspace.data_file.read_text())["annotations"].values()
    assert annotation["exact"] == "Wind rose."
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
    with TerminalWindow(command(workspace.root, *words)) as window:
        window.read_until_exit()
        output = bytes(window.output)
    assert sentence.encode() in output
    assert b"Traceback" not in output
    assert b"\x1b[?1049h" not in output
    assert output.strip().count(b"\n") == 0


def test_the_emulated_screen_survives_half_a_wide_character() -> None:
    screen, output = EmulatedScreen(6, 1), b"\x1b[H" + "漢字x".encode()
    assert screen.rows(output) == ["漢字x "]
    assert screen.rows(output + b"\x1b[1;1Ha") == ["a字x "]

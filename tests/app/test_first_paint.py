"""What is drawn before the app is drawn by the app in the same cells."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminals import EmulatedScreen, TerminalWindow, command
from tests.textual_internals.switched import needs_internals
from tui.config import Workspace
from tui.first_paint import first_screen
from tui.session.library import Library
from tui.session.session import Session


def rows(picture: list[str]) -> list[str]:
    """The text column of each line of text."""
    return [line[7:68].rstrip() for line in picture[1:-3]]


@needs_internals
@pytest.mark.slow
@pytest.mark.parametrize("place", [0, 1254, 2596, 4800])
def test_the_app_draws_the_same_lines(workspace: Workspace, place: int) -> None:
    session = Session(Library(workspace))
    (name,) = session.library.seeds()
    session.open(session.library.article(name))
    session.save_position(place)
    with TerminalWindow(command(workspace.root)) as window:
        window.wait_for_text("fentanyl 0")
        # The app begins with asking for the mouse.
        before, begins, _ = bytes(window.output).partition(b"\x1b[?1000h")
        first = rows(EmulatedScreen().rows(before))
        assert begins
        assert any(first)
        assert rows(window.screen_rows) == first
        assert window.output.count(b"\x1b[?1049h") == 1
        output = window.quit()
    assert output.count(b"\x1b[?1049l") == 1


@pytest.mark.slow
def test_keys_typed_before_the_app_are_not_lost(workspace: Workspace) -> None:
    with TerminalWindow(command(workspace.root)) as window:
        window.wait_for("\x1b[2J")
        window.send("j1")
        assert "j1" not in window.wait_for_text("1✓trade 1")


@pytest.mark.slow
def test_an_error_gives_the_terminal_back(workspace: Workspace) -> None:
    path = workspace.root / "a.txt"
    path.write_bytes(b"Rain fell. " * 3)
    arguments = ["sh", "-c", "stty -a | md5sum; " + shlex.join(command(workspace.root, str(path)))]
    arguments[-1] += " < /dev/null 2>&1; stty -a < /dev/tty | md5sum"
    with TerminalWindow(arguments) as window:
        window.read_until_exit()
        sums = [line for line in window.screen_rows if line.strip().endswith("-")]
    assert len(sums) == 2
    assert sums[0] == sums[1]


@pytest.mark.parametrize(
    "text",
    ["漢字 " * 50, "a\tb", "a\x1b[2Jb", "e\u0301", "\u202eabc", "🎉", "soft\u00adhyphen"],
)
def test_what_is_in_doubt_is_left_to_the_app(text: str) -> None:
    assert first_screen(text, 0, 100, 30) == ""


@given(
    text=st.text(st.sampled_from("ab cde.\n“é”"), max_size=3000),
    place=st.integers(0, 3000),
    columns=st.integers(1, 220),
    lines=st.integers(1, 60),
)
def test_no_drawing_leaves_its_lines(text: str, place: int, columns: int, lines: int) -> None:
    import re

    drawn = first_screen(text, min(place, len(text)), columns, lines)
    for row, column, run in re.findall(r"\x1b\[(\d+);(\d+)H([^\x1b]*)", drawn):
        assert 1 < int(row) <= lines - 3
        assert int(column) + len(run) <= columns + 1
        assert "\n" not in run


@needs_internals
@pytest.mark.slow
def test_the_window_counts_and_not_what_the_environment_says_of_it(workspace: Workspace) -> None:
    arguments = ["env", "COLUMNS=61", "LINES=17", *command(workspace.root)]
    with TerminalWindow(arguments) as window:
        window.wait_for_text("fentanyl 0")
        before, begins, _ = bytes(window.output).partition(b"\x1b[?1000h")
        assert begins
        assert rows(EmulatedScreen().rows(before)) == rows(window.screen_rows)
        window.wait_until(lambda rows: "sentence" in rows[29])
        window.set_size(90, 24)
        window.wait_until(lambda rows: "sentence" in rows[23])
        window.quit()

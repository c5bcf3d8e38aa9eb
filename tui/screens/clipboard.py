"""Copying words out of the terminal, by every way there is.

A terminal that gets OSC 52 does not say whether it took it, and tmux keeps it for itself unless
it is told otherwise, so the programs that own a clipboard are asked as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen

TIMEOUT = 2.0
"""Seconds that one program may take."""

_TMUX = (("load-buffer", "-w", "-"), ("load-buffer", "-"))
"""``-w`` hands the words on to the clipboard of the terminal around; tmux has it since 3.2."""


def copy(screen: ReaderScreen, words: str) -> None:
    """Put the words on every clipboard, and say on the screen which."""
    words = words.encode("utf-8", "replace").decode()
    screen.app.copy_to_clipboard(words)

    def hand_over() -> None:
        sentence = told(words, handed_over(words, os.environ, sys.platform))
        screen.call_later(screen.show_notice, sentence)

    screen.run_worker(hand_over, thread=True, exclusive=True, group="copying", exit_on_error=False)


def handed_over(words: str, environ: Mapping[str, str], platform: str) -> list[str]:
    """Give the words to the programs that own a clipboard; the names of those that took them.

    Takes as long as they do, at most ``TIMEOUT`` each: for a thread of its own.
    """
    took = []
    for name, arguments in _programs(environ, platform):
        if name not in took and _takes(name, arguments, words, environ):
            took.append(name)
    return took


def told(words: str, took: list[str]) -> str:
    """The notice after copying: how much, and by which ways."""
    number = len(words.split())
    count = f"Copied {number} word{'s' * (number != 1)}"
    if took:
        return f"{count} to {', '.join(took)}, and by OSC 52 to the terminal"
    return f"{count} by OSC 52, if the terminal allows it"


def _programs(environ: Mapping[str, str], platform: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if environ.get("TMUX"):
        yield from (("tmux", arguments) for arguments in _TMUX)
    if environ.get("WAYLAND_DISPLAY"):
        yield "wl-copy", ()
    if environ.get("DISPLAY"):
        yield "xclip", ("-selection", "clipboard")
    if platform == "darwin":
        yield "pbcopy", ()


def _takes(name: str, arguments: tuple[str, ...], words: str, environ: Mapping[str, str]) -> bool:
    program = shutil.which(name, path=environ.get("PATH"))
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *arguments],
            input=words.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environ,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

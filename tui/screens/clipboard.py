"""Copying text to the clipboards of the terminal, of tmux and of the desktop.

A terminal does not answer whether it accepted OSC 52, and tmux does not pass it on unless it is
configured to, so the programs that own a clipboard are run as well. Where none of those named here
is installed (WSL, xsel, Klipper), pyperclip looks for another, in a process of its own, because it
has no time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from textual.app import App

from tui.wording import plural

TIMEOUT = 2.0
"""Seconds after which a program is killed."""

_TMUX = (("load-buffer", "-w", "-"), ("load-buffer", "-"))
"""``-w`` passes the text on to the clipboard of the outer terminal; tmux has it since 3.2."""


def copy_to_clipboards(app: App[Any], text: str, show_notice: Callable[[str], None]) -> None:
    """Copy the text to every clipboard in a thread, then show a notice that names them."""
    text = text.encode("utf-8", "replace").decode()
    app.copy_to_clipboard(text)

    def run_programs() -> None:
        notice = copy_notice(text, copy_with_programs(text, os.environ, sys.platform))
        app.call_later(show_notice, notice)

    app.run_worker(run_programs, thread=True, exclusive=True, group="copying", exit_on_error=False)


def copy_with_programs(text: str, environ: Mapping[str, str], platform: str) -> list[str]:
    """Copy the text with the programs that own a clipboard, and return the names that succeeded.

    It blocks for at most ``TIMEOUT`` per program, so it must run in a thread of its own.
    """
    succeeded: list[str] = []
    is_any_installed = False
    for name, arguments in _programs(environ, platform):
        program = shutil.which(name, path=environ.get("PATH"))
        is_any_installed |= program is not None
        if program and name not in succeeded and _run([program, *arguments], text, environ):
            succeeded.append(name)
    if not is_any_installed and _run(
        [sys.executable, "-P", "-m", "pyperclip", "--copy"], text, environ
    ):
        succeeded.append("the clipboard")
    return succeeded


def copy_notice(text: str, programs: list[str]) -> str:
    """The notice after copying: the number of words, and which programs have them."""
    copied = f"Copied {plural(len(text.split()), 'word')}"
    if programs:
        return f"{copied} to {', '.join(programs)}, and by OSC 52 to the terminal"
    return f"{copied} by OSC 52, if the terminal allows it"


def _programs(environ: Mapping[str, str], platform: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if environ.get("TMUX"):
        yield from (("tmux", arguments) for arguments in _TMUX)
    if environ.get("WAYLAND_DISPLAY"):
        yield "wl-copy", ()
    if environ.get("DISPLAY"):
        yield "xclip", ("-selection", "clipboard")
    if platform == "darwin":
        yield "pbcopy", ()


def _run(command: list[str], text: str, environ: Mapping[str, str]) -> bool:
    """Whether the command took the text and ended without an error in time."""
    try:
        process = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environ,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return process.returncode == 0

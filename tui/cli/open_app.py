"""Opening the app from the command line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from tui.config import Workspace
from tui.errors import ArticleError, UnknownName, UsageError


def open_app(named: str | None, target: str | None) -> int:
    """Open the app in the named workspace on ``target`` and give back its exit code.

    Raises:
        PullquoteError: if there is nothing to open, or no terminal to open it in.
    """
    workspace = Workspace.find(named)
    if sys.stderr is None or not sys.stderr.isatty():
        raise UsageError(
            "The app needs a terminal; without one use a command, for example “pullquote list”."
        )
    if target != "-" and (sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError("The keys have to come from a terminal; “pullquote -” reads a pipe.")
    if (kind := os.environ.get("TERM", "")) in ("dumb", "unknown"):
        # The framework takes its size for another, and lays it out without end.
        raise UsageError(
            f"TERM={kind} names a terminal on which nothing can be drawn; set TERM to its real "
            "name, for example xterm-256color, or use a command, for example “pullquote list”."
        )
    with suppress(OSError):
        if all(os.get_terminal_size(sys.stderr.fileno())):
            # The framework would believe these even when the window is another size by now.
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
    from tui.app import launch

    try:
        return launch(workspace, target)
    except (ArticleError, UnknownName) as error:
        meant = _verb_like(target)
        if meant is None:
            raise
        raise UsageError(f"{error} Did you mean the command “{meant}”?") from None


def _verb_like(target: str | None) -> str | None:
    from tui.cli.argv import closest
    from tui.cli.verbs import verb_names

    return closest(target, verb_names()) if target else None

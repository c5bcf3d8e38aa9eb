"""Opens the app from the command line, after looking whether the terminal can show it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from tui.config import Workspace
from tui.errors import ArticleError, UnknownName, UsageError


def open_app(directory: str | None, target: str | None) -> int:
    """Open the app and return its exit code.

    Args:
        directory: the workspace; ``None`` for the nearest one.
        target: a path, the id of an article, or ``-`` for the pipe; ``None`` for the first
            article of the workspace.

    Raises:
        PullquoteError: if there is nothing to open, or no terminal that can show it.
    """
    workspace = Workspace.find(directory)
    if sys.stderr is None or not sys.stderr.isatty():
        raise UsageError(
            "The app needs a terminal; without one use a command, for example “pullquote list”."
        )
    if target != "-" and (sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError("The keys have to come from a terminal; “pullquote -” reads a pipe.")
    if (terminal_type := os.environ.get("TERM", "")) in ("dumb", "unknown"):
        # Textual would take a wrong size for it and never finish its layout.
        raise UsageError(
            f"TERM={terminal_type} names a terminal on which nothing can be drawn; set TERM to "
            "its real name, for example xterm-256color, or use a command, for example "
            "“pullquote list”."
        )
    with suppress(OSError):
        if all(os.get_terminal_size(sys.stderr.fileno())):
            # Textual would believe these variables even after the window was resized.
            for variable in ("COLUMNS", "LINES"):
                os.environ.pop(variable, None)
    from tui.app import launch

    try:
        return launch(workspace, target)
    except (ArticleError, UnknownName) as error:
        verb = _similar_verb(target)
        if verb is None:
            raise
        raise UsageError(f"{error} Did you mean the command “{verb}”?") from None


def _similar_verb(target: str | None) -> str | None:
    from tui.cli.argv import closest_match
    from tui.cli.verbs import verb_names

    return closest_match(target, verb_names()) if target else None

"""What a command is: one thing a reader can do, declared once.

Keys, footer, help and palette all come from these declarations, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from tui.commands.context import CommandContext

COUNT = "count"
"""The id of the command after which digits are a number."""
LETTER = "<letter>"
"""In a sequence of keys: any one letter."""


class Group(Enum):
    """Under which heading help lists a command."""

    MOVE = "Move"
    SELECT = "Select"
    TAG = "Tag and note"
    SEARCH = "Search"
    VIEW = "Look"
    APP = "Pullquote"


class Command(NamedTuple):
    """One thing a reader can do."""

    id: str
    """For configuration: never changes once released."""
    keys: tuple[str, ...]
    """Each a sequence of key names with spaces between: ``"j"``, ``"ctrl+r"``, ``"] q"``."""
    label: str
    """A word or two, for the footer and the palette."""
    help: str
    """One sentence."""
    group: Group
    run: Callable[[CommandContext], None]
    rank: int = 0
    """Place in the footer, from 1; 0 keeps it out."""
    theme_key: str = ""
    """For a command that toggles a theme: the digit."""
    counts: bool = False
    """Whether a number typed before it makes a difference."""
    needs_only_text: bool = False
    """Whether it can be done before what is kept has been read."""

    @property
    def shown_key(self) -> str:
        """The first key as people write it: "^R", "]q", "PgDn"."""
        return show_key(self.keys[0]) if self.keys else ""


_SHOWN = {
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "escape": "Esc",
    "enter": "Enter", "tab": "Tab", "space": "Space", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "backspace": "⌫", "f1": "F1", LETTER: " a-z",
}  # fmt: skip


def show_key(keys: str) -> str:
    """A key sequence as people write it."""
    shown = []
    for key in keys.split():
        *held, last = key.split("+") if len(key) > 1 else [key]
        last = _SHOWN.get(last, last)
        if held == ["ctrl"]:
            shown.append(f"^{last.upper()}")
        else:
            shown.append("+".join([*(h.capitalize() for h in held), last]))
    return "".join(shown)


class Commands:
    """The commands by id, in the order in which they were declared."""

    def __init__(self) -> None:
        self.all: list[Command] = []

    def declare(
        self,
        id: str,
        *keys: str,
        label: str,
        help: str,
        group: Group,
        rank: int = 0,
        theme_key: str = "",
        counts: bool = False,
        needs_only_text: bool = False,
    ) -> Callable[[Callable[[CommandContext], None]], Callable[[CommandContext], None]]:
        """Make the decorated function a command."""

        def keep(run: Callable[[CommandContext], None]) -> Callable[[CommandContext], None]:
            command = Command(
                id, keys, label, help, group, run, rank, theme_key, counts, needs_only_text
            )
            self.all.append(command)
            return run

        return keep

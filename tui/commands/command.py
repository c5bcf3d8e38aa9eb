"""Commands, each declared once. Keys, footer, help and palette come from the declarations."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from tui.commands.context import CommandContext

COUNT = "count"
"""The id of the command that begins a number."""
LETTER = "<letter>"
"""In a key sequence: any one letter."""


class Group(Enum):
    """The heading under which the help lists a command."""

    MOVE = "Move"
    SELECT = "Select"
    TAG = "Tag and note"
    SEARCH = "Search"
    VIEW = "Look"
    APP = "Pullquote"


class Command(NamedTuple):
    """Something that the reader can do."""

    id: str
    """Never changes once released, so that settings may use it."""
    keys: tuple[str, ...]
    """Key sequences, with spaces between the keys: ``"j"``, ``"ctrl+r"``, ``"] q"``."""
    label: str
    """One or two words, for the footer and the palette."""
    help: str
    """One sentence, for the help."""
    group: Group
    run: Callable[[CommandContext], None]
    rank: int = 0
    """Position in the footer, from 1; 0 if it is not there."""
    theme_key: str = ""
    """The digit of a command that toggles a theme; empty for others."""
    counts: bool = False
    """Whether it takes a number, typed before its keys."""
    needs_only_text: bool = False
    """Whether it can run before the annotations have been read."""

    @property
    def shown_key(self) -> str:
        """The first keys as shown to the reader: "^R", "]q", "PgDn"."""
        return show_key(self.keys[0]) if self.keys else ""


_SHOWN = {
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "escape": "Esc",
    "enter": "Enter", "tab": "Tab", "space": "Space", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "backspace": "⌫", "f1": "F1", LETTER: " a-z",
}  # fmt: skip


def show_key(keys: str) -> str:
    """A key sequence as shown to the reader."""
    shown = []
    for key in keys.split():
        *modifiers, last = key.split("+") if len(key) > 1 else [key]
        last = _SHOWN.get(last, last)
        if modifiers == ["ctrl"]:
            shown.append(f"^{last.upper()}")
        else:
            shown.append("+".join([*(modifier.capitalize() for modifier in modifiers), last]))
    return "".join(shown)


class Commands:
    """Collects the commands of one module, in the order of their declarations."""

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

        def add(run: Callable[[CommandContext], None]) -> Callable[[CommandContext], None]:
            command = Command(
                id, keys, label, help, group, run, rank, theme_key, counts, needs_only_text
            )
            self.all.append(command)
            return run

        return add

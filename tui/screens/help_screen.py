"""The help: every command with its keys."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import COMMANDS, Group
from tui.commands.command import show_key
from tui.screens.dialog_base import Dialog

IN_TEXT = (
    "You are in the text. The lit sentence is what a key acts on; v makes a selection that is "
    "acted on instead. Digits tag: the bar below the text shows which theme each one is. "
    "Every change is kept at once, and u takes it back."
)
IN_LIST = (
    "You are in the list beside the text. j and k move, Enter goes to the place of a row, and "
    "Enter again to its next place. Tab leads back to the text, s shows the next list."
)
_TAG = "Tag the selection, else the sentence, with the theme of that key; again: untag it."

_BOX, _EDGES, _KEYS, _LEAST = 76, 5, 16, 20
"""Widths in cells: the most of the box, its frame and padding, the keys, the least of the help."""


class HelpScreen(Dialog[None]):
    """Lists the commands by group, below an introduction to the focused part of the screen."""

    DEFAULT_CSS = """
    HelpScreen > Vertical { height: 100%; }
    HelpScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    """

    title_text = "Help"
    key_hints = "j k scroll · Esc closes"

    def __init__(self, in_list: bool) -> None:
        super().__init__()
        self._in_list = in_list

    def compose_box(self) -> ComposeResult:
        """The introduction, then one widget per group of commands."""
        with VerticalScroll():
            yield Static(Content(IN_LIST if self._in_list else IN_TEXT))
            for group in Group:
                yield Static(id=group.name)

    def on_mount(self) -> None:
        """Focus the scrolling part."""
        # A query is empty, and no error, if the screen was closed before it was composed.
        self.query(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the help texts for the new width."""
        room = max(_LEAST, min(event.size.width, _BOX) - _EDGES - _KEYS)
        for group in Group:
            for static in self.query(f"#{group.name}").results(Static):
                static.update(_command_list(group, room))

    def on_key(self, event: events.Key) -> None:
        """Close, or scroll with the keys of the reading screen."""
        scroll = self.query_one(VerticalScroll)
        if event.key in ("escape", "q", "question_mark", "f1", "enter"):
            self.dismiss(None)
        elif event.key == "j":
            scroll.scroll_relative(y=1, animate=False)
        elif event.key == "k":
            scroll.scroll_relative(y=-1, animate=False)
        elif event.key in ("space", "pagedown"):
            scroll.scroll_relative(y=scroll.size.height - 1, animate=False)
        elif event.key == "pageup":
            scroll.scroll_relative(y=1 - scroll.size.height, animate=False)
        else:
            return
        event.stop()
        event.prevent_default()


def _command_list(group: Group, room: int) -> Content:
    """The commands of a group: their keys, and their help wrapped to ``room`` cells."""
    lines = [Content.styled(f"\n{group.value}", "bold")]
    for keys, help in _explained(group):
        first, *rest = textwrap.wrap(help, room)
        lines.append(Content.assemble((f"{keys:>{_KEYS - 2}}  ", "bold $text-accent"), first))
        lines += [Content(" " * _KEYS + line) for line in rest]
    return Content("\n").join(lines)


def _explained(group: Group) -> Iterator[tuple[str, str]]:
    """Keys and help of the commands of a group; the nine commands of the themes are one entry."""
    digits = [command.theme_key for command in COMMANDS if command.theme_key]
    for command in COMMANDS:
        if command.group is group and command.theme_key == digits[0]:
            yield f"{digits[0]} … {digits[-1]}", _TAG
        elif command.group is group and not command.theme_key:
            yield " ".join(show_key(keys) for keys in command.keys), command.help

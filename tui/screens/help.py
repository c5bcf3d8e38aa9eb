"""The keys, explained."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import COMMANDS, Group
from tui.commands.command import show_key
from tui.screens.dialog import Dialog

IN_TEXT = (
    "You are in the text. The lit sentence is what a key acts on; v makes a selection that is "
    "acted on instead. Digits tag: the bar below the text shows which theme each one is. "
    "Every change is kept at once, and u takes it back."
)
IN_LIST = (
    "You are in the list beside the text. j and k move, Enter goes to the place of a row, and "
    "Enter again to its next place. Tab leads back to the text, s shows the next list."
)


class HelpScreen(Dialog[None]):
    """Every command by what it is for; what the focused part does stands on top."""

    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    """

    title_words = "Help"
    key_words = "j k scroll · Esc closes"

    def __init__(self, in_list: bool) -> None:
        super().__init__()
        self._in_list = in_list

    def ask(self) -> ComposeResult:
        """Words on the focused part, then the commands by group."""
        with VerticalScroll():
            yield Static(Content(IN_LIST if self._in_list else IN_TEXT))
            for group in Group:
                yield Static(self._group(group))

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Close, or scroll as in the text."""
        scroll = self.query_one(VerticalScroll)
        if event.key in ("escape", "q", "question_mark", "enter"):
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

    def _group(self, group: Group) -> Content:
        lines = [Content.styled(f"\n{group.value}", "bold")]
        for command in COMMANDS:
            if command.group is group:
                keys = " ".join(show_key(keys) for keys in command.keys)
                lines.append(Content.assemble((f"{keys:>16}  ", "bold $text-accent"), command.help))
        return Content("\n").join(lines)

"""Choosing who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.screens.dialog_base import Dialog, Field
from tui.text_layout.cell_sanitizer import sanitize

NOBODY = "nobody who can be named"


class SpeakerScreen(Dialog[str | None]):
    """Asks for a name, those of the article first; gives it back, or ``None`` for "as it was".

    An empty name is nobody who can be named.
    """

    DEFAULT_CSS = """
    SpeakerScreen OptionList { max-height: 10; }
    """

    title_words = "Who says it?"
    key_words = "type a name · ↑↓ choose · Enter keeps · Esc leaves"

    def __init__(self, names: Sequence[str], now: str) -> None:
        super().__init__()
        self._names = [now, *(name for name in names if name != now)] if now else list(names)
        self._choices: list[str] = []

    def ask(self) -> ComposeResult:
        """What is typed, and the names that it is part of."""
        yield Field(placeholder="part of a name, or another name")
        yield OptionList()

    def on_mount(self) -> None:
        """Show all the names."""
        names = self.query_one(OptionList)
        names.can_focus = False
        self._show("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that what is typed is part of."""
        self._show(event.value.strip())

    def on_input_submitted(self) -> None:
        """Give back what is chosen."""
        self._choose()

    def on_option_list_option_selected(self) -> None:
        """Give back what was clicked."""
        self._choose()

    def on_key(self, event: events.Key) -> None:
        """Move among the names, or leave."""
        names = self.query_one(OptionList)
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "down":
            names.action_cursor_down()
        elif event.key == "up":
            names.action_cursor_up()
        else:
            return
        event.stop()

    def _show(self, typed: str) -> None:
        found = [name for name in self._names if typed.casefold() in name.casefold()]
        self._choices = list(dict.fromkeys([*found, typed, ""]))
        names = self.query_one(OptionList)
        names.clear_options()
        names.add_options(Option(Content(sanitize(name) or NOBODY)) for name in self._choices)
        names.highlighted = 0

    def _choose(self) -> None:
        self.dismiss(self._choices[self.query_one(OptionList).highlighted or 0])

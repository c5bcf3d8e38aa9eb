"""The dialog for the speaker of a quote."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.screens.dialog_base import Dialog, InputField
from tui.text_layout.cell_sanitizer import sanitize

NOBODY = "nobody who can be named"
"""The row for a quote without a named speaker."""


class SpeakerScreen(Dialog[str | None]):
    """Asks for a name; returns it, or ``None`` if it was cancelled.

    The empty name stands for a speaker who cannot be named.

    Args:
        names: The names that the article offers.
        current: The name of the present speaker, which comes first; empty if there is none.
    """

    DEFAULT_CSS = """
    SpeakerScreen OptionList { max-height: 10; }
    """

    title_text = "Who says it?"
    key_hints = "type a name · ↑↓ choose · Enter keeps · Esc leaves"

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__()
        self._names = list(dict.fromkeys([current, *names])) if current else list(names)
        self._choices: list[str] = []

    def compose_box(self) -> ComposeResult:
        """The input field, and the names that contain what is typed."""
        yield InputField(placeholder="part of a name, or another name")
        yield OptionList()

    def on_mount(self) -> None:
        """Show all names."""
        names = self.query_one(OptionList)
        names.can_focus = False
        self._show_names("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that contain what is typed."""
        self._show_names(event.value.strip())

    def on_input_submitted(self) -> None:
        """Return the highlighted name."""
        self._choose()

    def on_option_list_option_selected(self) -> None:
        """Return the clicked name."""
        self._choose()

    def on_key(self, event: events.Key) -> None:
        """Move in the list, or cancel."""
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

    def _show_names(self, typed: str) -> None:
        matches = [name for name in self._names if typed.casefold() in name.casefold()]
        self._choices = list(dict.fromkeys([*matches, typed, ""]))
        names = self.query_one(OptionList)
        names.clear_options()
        names.add_options(Option(Content(sanitize(name) or NOBODY)) for name in self._choices)
        names.highlighted = 0

    def _choose(self) -> None:
        self.dismiss(self._choices[self.query_one(OptionList).highlighted or 0])

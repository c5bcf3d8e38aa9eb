"""The dialog for a place of the text."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tui.screens.dialog_base import BottomDialog, InputField


class GoToScreen(BottomDialog[str | None]):
    """Asks for a place of the text; returns what was typed, or ``None`` if it was cancelled."""

    title_text = "Go to"
    key_hints = "Enter goes · Esc stays"

    def compose_box(self) -> ComposeResult:
        """The input field."""
        yield InputField(
            placeholder="12 a paragraph, 50% of the text, 3j number and key", compact=True
        )

    def on_key(self, event: events.Key) -> None:
        """Submit or cancel."""
        if event.key in ("enter", "escape"):
            event.stop()
            self.dismiss(self.query_one(Input).value.strip() if event.key == "enter" else None)

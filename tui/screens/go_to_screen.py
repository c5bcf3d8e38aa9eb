"""Typing where to go."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from tui.screens.dialog_base import BottomLine, Field


class GoToScreen(BottomLine[str | None]):
    """Asks for a place; gives back the words, or ``None``."""

    title_words = "Go to"
    key_words = "Enter goes · Esc stays"

    def ask(self) -> ComposeResult:
        """One line."""
        yield Field(placeholder="12 a paragraph, 50% of the text, 3j number and key", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Go, or stay."""
        if event.key in ("enter", "escape"):
            event.stop()
            self.dismiss(self.query_one(Input).value.strip() if event.key == "enter" else None)

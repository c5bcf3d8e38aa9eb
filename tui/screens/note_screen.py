"""Writing a note."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static, TextArea

from tui.hostile_characters import visible
from tui.screens.dialog_base import Dialog, InOrder
from tui.text_layout.cell_sanitizer import sanitize


class Page(InOrder, TextArea):
    """Room for some lines."""


class NoteScreen(Dialog[str | None]):
    """Asks for the note of a passage; gives it back, or ``None`` for "keep what was"."""

    DEFAULT_CSS = """
    NoteScreen .passage { height: auto; max-height: 4; color: $text-muted; }
    NoteScreen .problem { height: auto; color: $text-error; text-style: bold; }
    NoteScreen TextArea { height: 8; }
    """

    title_words = "Note"
    key_words = "Ctrl+S saves · Esc keeps nothing"

    def __init__(self, passage: str, note: str, problem: str = "") -> None:
        super().__init__()
        self._problem = problem
        self._passage = passage
        self._note = note

    def ask(self) -> ComposeResult:
        """The passage, and room for the note."""
        words = sanitize(" ".join(self._passage.split()))
        yield Static(Content(f"“{words}”"), classes="passage")
        if self._problem:
            yield Static(Content(sanitize(self._problem)), classes="problem")
        yield Page(self._note, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Start writing at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_key(self, event: events.Key) -> None:
        """Save or leave."""
        if event.key == "ctrl+s":
            event.stop()
            self.dismiss(visible(self.query_one(TextArea).text).strip())
        elif event.key == "escape":
            event.stop()
            self.dismiss(None)

"""The dialog for the note of a passage."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static, TextArea

from tui.hostile_characters import visible
from tui.screens.dialog_base import Dialog, DialogKeysMixin
from tui.text_layout.cell_sanitizer import sanitize


class NoteEditor(DialogKeysMixin, TextArea):
    """The text area for the note."""


class NoteScreen(Dialog[str | None]):
    """Asks for the note of a passage; returns it, or ``None`` if it was cancelled.

    Args:
        passage: The text of the passage.
        note: The note to start with.
        problem: Why the note could not be saved, if it is asked for again.
    """

    DEFAULT_CSS = """
    NoteScreen .passage { height: auto; max-height: 4; color: $text-muted; }
    NoteScreen .problem { height: auto; color: $text-error; text-style: bold; }
    NoteScreen TextArea { height: 8; }
    """

    title_text = "Note"
    key_hints = "Ctrl+S saves · Esc keeps nothing"

    def __init__(self, passage: str, note: str, problem: str = "") -> None:
        super().__init__()
        self._problem = problem
        self._passage = passage
        self._note = note

    def compose_box(self) -> ComposeResult:
        """The passage, the problem if there is one, and the text area."""
        passage = sanitize(" ".join(self._passage.split()))
        yield Static(Content(f"“{passage}”"), classes="passage")
        if self._problem:
            yield Static(Content(sanitize(self._problem)), classes="problem")
        yield NoteEditor(self._note, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_key(self, event: events.Key) -> None:
        """Save or cancel."""
        if event.key == "ctrl+s":
            event.stop()
            self.dismiss(visible(self.query_one(TextArea).text).strip())
        elif event.key == "escape":
            event.stop()
            self.dismiss(None)

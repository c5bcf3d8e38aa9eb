"""Writing a note."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.widgets.article_pane.guard import shown


class NoteScreen(ModalScreen[str | None]):
    """Asks for the note of a passage; gives it back, or ``None`` for "keep what was"."""

    DEFAULT_CSS = """
    NoteScreen { align: center middle; }
    NoteScreen > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 90%;
        padding: 0 1; border: round $primary; background: $surface;
    }
    NoteScreen .passage { height: auto; max-height: 4; color: $text-muted; }
    NoteScreen TextArea { height: 8; }
    """

    def __init__(self, passage: str, note: str) -> None:
        super().__init__()
        self._passage = passage
        self._note = note

    def compose(self) -> ComposeResult:
        """The passage, the note, the keys."""
        with Vertical() as box:
            box.border_title = "Note"
            box.border_subtitle = "Ctrl+S saves · Esc keeps nothing"
            words = shown(" ".join(self._passage.split()))
            yield Static(Content(f"“{words}”"), classes="passage")
            yield TextArea(self._note, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Start writing at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_key(self, event: events.Key) -> None:
        """Save or leave."""
        if event.key == "ctrl+s":
            event.stop()
            self.dismiss(self.query_one(TextArea).text.strip())
        elif event.key == "escape":
            event.stop()
            self.dismiss(None)

"""The dialog that tags every hit of a search."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.model import Reading, Span, Theme
from tui.screens.dialog_base import BottomDialog
from tui.session.annotation_edits import spans_without_theme
from tui.text_layout.cell_sanitizer import sanitize
from tui.widgets.text_line import truncate
from tui.wording import plural

_NAME_WIDTH = 16
"""The most cells of a theme's name in the list; the chosen one has twice as many."""


class TagAllScreen(BottomDialog[str | None]):
    """Asks for a theme by its digit and for a confirmation; returns its id or ``None``."""

    DEFAULT_CSS = """
    TagAllScreen Static { width: 1fr; max-width: 100%; max-height: 8; }
    """

    title_text = "Tag every hit"
    key_hints = "a digit chooses · Enter tags · Esc leaves"

    def __init__(self, reading: Reading, hits: tuple[Span, ...]) -> None:
        super().__init__()
        self._reading = reading
        self._hits = hits
        self._theme: Theme | None = None
        self._untagged = 0
        """Hits that do not have the chosen theme yet."""

    def compose_box(self) -> ComposeResult:
        """The question, which is the only widget."""
        yield Static(Content(self._question()))

    def on_mount(self) -> None:
        """Accept keys at once, because no widget takes the focus."""
        self.accept_keys(self)

    def on_key(self, event: events.Key) -> None:
        """Choose a theme, confirm, or cancel."""
        event.stop()
        event.prevent_default()
        theme = self._reading.codebook.by_key(event.character or "")
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            if self._theme is not None:
                self.dismiss(self._theme.id if self._untagged else None)
        elif theme is not None:
            self._theme = theme
            self._untagged = len(spans_without_theme(self._reading, self._hits, theme.id))
            for question in self.query(Static):
                question.update(Content(self._question()))

    def _question(self) -> str:
        theme, hits, untagged = self._theme, len(self._hits), self._untagged
        if theme is None:
            themes = (
                f"{theme.key} {truncate(sanitize(theme.label), _NAME_WIDTH)}"
                for theme in self._reading.codebook
            )
            return f"Tag {plural(hits, 'match', 'matches')} as:  {'  '.join(themes)}"
        label = truncate(sanitize(theme.label), 2 * _NAME_WIDTH)
        if not untagged:
            return f"All {hits} are tagged {label} already."
        rest = f" ({hits - untagged} have it)" if untagged < hits else ""
        return f"Tag {plural(untagged, 'match', 'matches')} as {label}{rest}? Enter / Esc"

"""Tagging every hit of a search."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.model import Reading, Span, Theme
from tui.screens.dialog_base import BottomLine
from tui.session.bulk_tagging import lacking
from tui.text_layout.cell_sanitizer import sanitize
from tui.widgets.text_line import truncate

_NAME = 16
"""Cells of a theme's name among the others; twice as many of the one that is chosen."""


class TagAllScreen(BottomLine[str | None]):
    """Asks for a theme by its digit, then whether to tag so many; gives back the theme's id."""

    DEFAULT_CSS = """
    TagAllScreen Static { width: 1fr; max-width: 100%; max-height: 8; }
    """

    title_words = "Tag every hit"
    key_words = "a digit chooses · Enter tags · Esc leaves"

    def __init__(self, reading: Reading, hits: tuple[Span, ...]) -> None:
        super().__init__()
        self._reading = reading
        self._hits = hits
        self._theme: Theme | None = None
        self._count = 0

    def ask(self) -> ComposeResult:
        """The question."""
        yield Static(Content(self._question()))

    def on_mount(self) -> None:
        """Nothing is there to focus: the keys come here."""
        self.take_keys(self)

    def on_key(self, event: events.Key) -> None:
        """Choose a theme, tag, or leave."""
        event.stop()
        event.prevent_default()
        theme = self._reading.codebook.by_key(event.character or "")
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            if self._theme is not None:
                self.dismiss(self._theme.id if self._count else None)
        elif theme is not None:
            self._theme = theme
            self._count = len(lacking(self._reading, self._hits, theme.id))
            for question in self.query(Static):
                question.update(Content(self._question()))

    def _question(self) -> str:
        theme, hits = self._theme, len(self._hits)
        if theme is None:
            themes = (
                f"{theme.key} {truncate(sanitize(theme.label), _NAME)}"
                for theme in self._reading.codebook
            )
            return f"Tag {_matches(hits)} as:  {'  '.join(themes)}"
        label = truncate(sanitize(theme.label), 2 * _NAME)
        if not self._count:
            return f"All {hits} are tagged {label} already."
        rest = f" ({hits - self._count} have it)" if self._count < hits else ""
        return f"Tag {_matches(self._count)} as {label}{rest}? Enter / Esc"


def _matches(count: int) -> str:
    return f"{count} match{'es' * (count != 1)}"

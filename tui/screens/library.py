"""The articles of the workspace."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.errors import PullquoteError
from tui.screens.dialog import Dialog
from tui.session.library import Library
from tui.widgets.article_pane.guard import shown


class LibraryScreen(Dialog[str | None]):
    """Asks for an article; gives back its id, or ``None``."""

    DEFAULT_CSS = """
    LibraryScreen > Vertical { max-width: 110; }
    LibraryScreen OptionList { max-height: 100%; }
    """

    title_words = "Library"
    key_words = "Enter opens · Esc closes"

    def __init__(self, library: Library, open_id: str) -> None:
        super().__init__()
        self._library = library
        self._open = open_id
        self._names = list(library.shelf())

    def ask(self) -> ComposeResult:
        """One line an article."""
        yield OptionList(*(Option(self._line(name), id=name) for name in self._names))

    def on_mount(self) -> None:
        """Start at the open article."""
        articles = self.query_one(OptionList)
        if self._open in self._names:
            articles.highlighted = self._names.index(self._open)
        articles.focus()

    def on_key(self, event: events.Key) -> None:
        """Move as in the text, or close."""
        articles = self.query_one(OptionList)
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "j":
            articles.action_cursor_down()
        elif event.key == "k":
            articles.action_cursor_up()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        self.dismiss(event.option_id)

    def _line(self, name: str) -> Content:
        count = len(self._library.kept.of_article(name))
        notes = f"{count} annotation{'s' * (count != 1)}"
        try:
            article = self._library.article(name)
            return Content.assemble(
                shown(article.title), (f"  {article.words:,} words, {notes}", "italic")
            )
        except PullquoteError as error:
            about = f"{notes} kept. {error}" if count else str(error)
            return Content.assemble(shown(name), (f"  {about}", "italic"))

"""The articles of the workspace."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.errors import PullquoteError
from tui.session.library import Library
from tui.widgets.article_pane.guard import shown


class LibraryScreen(ModalScreen[str | None]):
    """Asks for an article; gives back its id, or ``None``."""

    DEFAULT_CSS = """
    LibraryScreen { align: center middle; }
    LibraryScreen > Vertical {
        width: 90%; height: auto; max-height: 90%;
        padding: 0 1; border: round $primary; background: $surface;
    }
    LibraryScreen OptionList { height: auto; max-height: 100%; border: none; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def compose(self) -> ComposeResult:
        """One line an article."""
        with Vertical() as box:
            box.border_title = "Library"
            box.border_subtitle = "Enter opens · Esc closes"
            names = list(self._library.shelf())
            if names:
                yield OptionList(*(Option(self._line(name), id=name) for name in names))
            else:
                seeds = self._library.workspace.seeds
                yield OptionList(Option(f"No articles yet; put text files into {seeds}."))

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
        try:
            article = self._library.article(name)
            count = sum(a.article == name for a in self._library.records.annotations.values())
            about = f"{article.words:,} words, {count} annotation{'s' * (count != 1)}"
            return Content.assemble(shown(article.title), (f"  {about}", "dim"))
        except PullquoteError as error:
            return Content.assemble(shown(name), (f"  {error}", "dim"))

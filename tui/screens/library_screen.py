"""The articles of the workspace."""

from __future__ import annotations

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from tui.errors import PullquoteError
from tui.screens.dialog_base import Choices, Dialog
from tui.session.library import Library
from tui.sources.article_loading import read_article
from tui.text_layout.cell_sanitizer import sanitize

_AT_ONCE = 40


class LibraryScreen(Dialog[str | None]):
    """Asks for an article; gives back its id, or ``None``.

    The rows are there at once; titles and words follow as the files are read.
    """

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
        self._shelf = library.shelf()
        self._names = list(self._shelf)
        self._titles = {record.id: record.title for record in library.records.articles.values()}

    def ask(self) -> ComposeResult:
        """One line an article."""
        rows = ((name, _row(self._title(name), self._notes(name))) for name in self._names)
        yield Choices(*(Option(row, id=name) for name, row in rows))

    def on_mount(self) -> None:
        """Start at the open article."""
        # Closed before it was there, it has nothing to start with.
        for articles in self.query(OptionList):
            if self._open in self._names:
                articles.highlighted = self._names.index(self._open)
            articles.focus()
            self.read({name: self._notes(name) for name in self._names})

    def on_key(self, event: events.Key) -> None:
        """Move as in the text, or close."""
        moving = {"j": OptionList.action_cursor_down, "k": OptionList.action_cursor_up}
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key in moving:
            moving[event.key](self.query_one(OptionList))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        self.dismiss(event.option_id)

    @work(thread=True, exit_on_error=False)
    def read(self, notes: dict[str, str]) -> None:
        """Read the articles beside the screen, and show what they are called and hold."""
        worker = get_current_worker()
        for start in range(0, len(self._names), _AT_ONCE):
            rows = {}
            for name in self._names[start : start + _AT_ONCE]:
                if worker.is_cancelled:
                    return
                rows[name] = self._line(name, notes[name])
            self.call_later(self._show, rows)

    def _show(self, rows: dict[str, Content]) -> None:
        for articles in self.query(OptionList):
            for name, row in rows.items():
                articles.replace_option_prompt(name, row)

    def _title(self, name: str) -> str:
        return self._titles.get(name, name)

    def _notes(self, name: str) -> str:
        count = len(self._library.kept.of_article(name))
        return f"{count} annotation{'s' * (count != 1)}"

    def _line(self, name: str, notes: str) -> Content:
        try:
            article = read_article(self._shelf[name])
        except PullquoteError as error:
            told = str(error) if notes.startswith("0 ") else f"{notes} kept. {error}"
            return _row(self._title(name), told)
        return _row(article.title, f"{article.words:,} words, {notes}")


def _row(title: str, about: str) -> Content:
    return Content.assemble(sanitize(title), (f"  {about}", "italic"))

"""The library: the list of the articles of the workspace."""

from __future__ import annotations

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from tui.errors import PullquoteError
from tui.screens.dialog_base import ChoiceList, Dialog
from tui.session.library import Library
from tui.sources.article_loading import read_article
from tui.text_layout.cell_sanitizer import sanitize
from tui.wording import plural

_BATCH = 40
"""Articles that are read between two updates of the list."""


class LibraryScreen(Dialog[str | None]):
    """Asks for an article; returns its id, or ``None``.

    The rows are shown at once; titles and word counts follow as the files are read in a thread.
    """

    DEFAULT_CSS = """
    LibraryScreen > Vertical { max-width: 110; }
    LibraryScreen OptionList { max-height: 100%; }
    """

    title_text = "Library"
    key_hints = "Enter opens · Esc closes"

    def __init__(self, library: Library, open_id: str) -> None:
        super().__init__()
        self._library = library
        self._open_id = open_id
        self._paths = library.article_paths()
        self._ids = list(self._paths)
        self._titles = {record.id: record.title for record in library.records.articles.values()}

    def compose_box(self) -> ComposeResult:
        """One row per article."""
        rows = ((id, _row(self._title(id), self._count(id))) for id in self._ids)
        yield ChoiceList(*(Option(row, id=id) for id, row in rows))

    def on_mount(self) -> None:
        """Highlight the open article, and read the files."""
        # A query is empty, and no error, if the screen was closed before it was composed.
        for articles in self.query(OptionList):
            if self._open_id in self._ids:
                articles.highlighted = self._ids.index(self._open_id)
            articles.focus()
            self.read_articles({id: self._count(id) for id in self._ids})

    def on_key(self, event: events.Key) -> None:
        """Move with the keys of the reading screen, or close."""
        moves = {"j": OptionList.action_cursor_down, "k": OptionList.action_cursor_up}
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key in moves:
            moves[event.key](self.query_one(OptionList))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the chosen article."""
        self.dismiss(event.option_id)

    @work(thread=True, exit_on_error=False)
    def read_articles(self, counts: dict[str, str]) -> None:
        """Read the articles, and show their titles and word counts.

        Args:
            counts: The number of annotations of each article, as text.
        """
        worker = get_current_worker()
        for start in range(0, len(self._ids), _BATCH):
            rows = {}
            for id in self._ids[start : start + _BATCH]:
                if worker.is_cancelled:
                    return
                rows[id] = self._read_row(id, counts[id])
            self.call_later(self._replace_rows, rows)

    def _replace_rows(self, rows: dict[str, Content]) -> None:
        for articles in self.query(OptionList):
            for id, row in rows.items():
                articles.replace_option_prompt(id, row)

    def _title(self, id: str) -> str:
        return self._titles.get(id, id)

    def _count(self, id: str) -> str:
        return plural(len(self._library.index.of_article(id)), "annotation")

    def _read_row(self, id: str, count: str) -> Content:
        try:
            article = read_article(self._paths[id])
        except PullquoteError as error:
            detail = str(error) if count.startswith("0 ") else f"{count} kept. {error}"
            return _row(self._title(id), detail)
        return _row(article.title, f"{article.words:,} words, {count}")


def _row(title: str, detail: str) -> Content:
    return Content.assemble(sanitize(title), (f"  {detail}", "italic"))

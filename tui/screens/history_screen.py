"""What was done, and the way back."""

from __future__ import annotations

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.errors import PullquoteError
from tui.model import Change
from tui.screens.dialog_base import Choices, Dialog
from tui.session.restore import local_time, newest_first, told_before, way_back, words_of
from tui.session.saving import check_writable
from tui.session.session import Session
from tui.store import LoggedChange
from tui.text_layout.cell_sanitizer import sanitize

_AT_ONCE = 200
"""Rows that are added when the reader comes to the last one."""
_SHOWN = 300
"""Code points of words that are shown."""

_DOUBT = "It may be wrong: of what was done since, something is damaged in the history."


class HistoryScreen(Dialog[Change | None]):
    """Lists the changes, newest first; gives back the one that restores a moment, or ``None``."""

    DEFAULT_CSS = """
    HistoryScreen > Vertical { max-width: 110; }
    HistoryScreen OptionList { max-height: 16; text-wrap: nowrap; text-overflow: ellipsis; }
    HistoryScreen OptionList:focus { border: none; }
    HistoryScreen Static { height: auto; margin-top: 1; }
    """

    key_words = "Enter restores that moment · w whole workspace or article · Esc"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._article: str | None = session.reading.article.id
        """Whose changes are listed; ``None`` for all."""
        self._log: tuple[LoggedChange, ...] = ()
        self._listed: list[LoggedChange] = []

    def ask(self) -> ComposeResult:
        """One line a change; below, what going back to it would do."""
        yield Choices()
        yield Static("Reading what was done ...", id="preview")

    def on_mount(self) -> None:
        """Read the log beside the screen."""
        self.query_one(OptionList).focus()
        self._read()

    def on_key(self, event: events.Key) -> None:
        """Move, change what is listed, or close."""
        rows = self.query_one(OptionList)
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "j":
            rows.action_cursor_down()
        elif event.key == "k":
            rows.action_cursor_up()
        elif event.key == "w":
            self._article = None if self._article else self._session.reading.article.id
            self._fill()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what going back there would do, and list more at the end."""
        if event.option_index == event.option_list.option_count - 1:
            self._add_rows()
        if self._listed:
            would = told_before(self._way_back(event.option_index))
            is_certain = all(one.is_proven for one in self._listed[: event.option_index])
            self._say(
                (f"Enter {would}." if would else "That is how it is now.")
                + ("" if is_certain else f" {_DOUBT}")
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go back to how things were after the change."""
        change = self._way_back(event.option_index)
        try:
            check_writable(self._session.library)
        except PullquoteError as error:
            self._say(str(error))
            return
        if not change.is_empty:
            self.dismiss(change)

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        library = self._session.library
        try:
            self._log = tuple(library.store.log(library.workspace))
        except PullquoteError as error:
            self.app.call_from_thread(self._say, str(error))
            return
        self.app.call_from_thread(self._fill)

    def _fill(self) -> None:
        box, rows = self.query_one("Dialog > Vertical"), self.query_one(OptionList)
        whose = "this article" if self._article else "the workspace"
        self._listed = newest_first(self._log, self._article)
        box.border_title = f"History of {whose}: {len(self._listed):,}"
        rows.clear_options()
        if self._listed:
            self._add_rows()
            rows.highlighted = 0
        else:
            self._say(f"Nothing was changed in {whose} yet.")

    def _add_rows(self) -> None:
        rows = self.query_one(OptionList)
        more = self._listed[rows.option_count : rows.option_count + _AT_ONCE]
        rows.add_options([Option(self._line(one)) for one in more])

    def _line(self, one: LoggedChange) -> Content:
        about = f"{local_time(one.when)[:16]}  {one.who}  "
        words = words_of(one.change, self._article)[:_SHOWN]
        return Content.assemble(
            (sanitize(about), "italic"), (sanitize(one.told), "bold"), f"  {sanitize(words)}"
        )

    def _way_back(self, row: int) -> Change:
        later, when = self._listed[:row], local_time(self._listed[row].when)
        kept = self._session.library.records
        return way_back(kept, later, when, self._article)

    def _say(self, words: str) -> None:
        self.query_one("#preview", Static).update(Content(sanitize(words)))

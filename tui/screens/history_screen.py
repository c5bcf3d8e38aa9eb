"""The history of changes, and the way back to a moment."""

from __future__ import annotations

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.errors import PullquoteError
from tui.model import Change
from tui.screens.dialog_base import ChoiceList, Dialog
from tui.session.restore import (
    describe_restore,
    local_time,
    newest_first,
    passage_excerpt,
    restoring_change,
)
from tui.session.saving import check_writable
from tui.session.session import Session
from tui.store import LoggedChange
from tui.text_layout.cell_sanitizer import sanitize

_BATCH = 200
"""Rows that are added when the last one is highlighted."""
_MOST_SHOWN = 300
"""The most code points of an annotated passage that a row shows."""

_DOUBT = "It may be wrong: of what was done since, something is damaged in the history."


class HistoryScreen(Dialog[Change | None]):
    """Lists the changes, newest first; returns the one that restores a moment, or ``None``."""

    DEFAULT_CSS = """
    HistoryScreen > Vertical { max-width: 110; }
    HistoryScreen OptionList { max-height: 16; text-wrap: nowrap; text-overflow: ellipsis; }
    HistoryScreen OptionList:focus { border: none; }
    HistoryScreen Static { height: auto; margin-top: 1; }
    """

    key_hints = "Enter restores that moment · w whole workspace or article · Esc"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._article_id: str | None = session.reading.article.id
        """The article whose changes are listed; ``None`` for the whole workspace."""
        self._log: tuple[LoggedChange, ...] = ()
        self._entries: list[LoggedChange] = []

    def compose_box(self) -> ComposeResult:
        """One row per change; below, what restoring its moment would do."""
        yield ChoiceList()
        yield Static("Reading what was done ...", id="preview")

    def on_mount(self) -> None:
        """Load the log in a thread."""
        self.query_one(OptionList).focus()
        self._load()

    def on_key(self, event: events.Key) -> None:
        """Move, change the scope, or close."""
        rows = self.query_one(OptionList)
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "j":
            rows.action_cursor_down()
        elif event.key == "k":
            rows.action_cursor_up()
        elif event.key == "w":
            self._article_id = None if self._article_id else self._session.reading.article.id
            self._show_log()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Preview the restoration, and add rows at the end of the list."""
        if event.option_index == event.option_list.option_count - 1:
            self._add_rows()
        if self._entries:
            effect = describe_restore(self._way_back(event.option_index))
            is_certain = all(entry.is_verified for entry in self._entries[: event.option_index])
            self._show_preview(
                (f"Enter {effect}." if effect else "That is how it is now.")
                + ("" if is_certain else f" {_DOUBT}")
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the change that restores the moment after the highlighted one."""
        change = self._way_back(event.option_index)
        try:
            check_writable(self._session.library)
        except PullquoteError as error:
            self._show_preview(str(error))
            return
        if not change.is_empty:
            self.dismiss(change)

    @work(thread=True, exit_on_error=False)
    def _load(self) -> None:
        library = self._session.library
        try:
            self._log = tuple(library.store.log(library.workspace))
        except PullquoteError as error:
            self.app.call_from_thread(self._show_preview, str(error))
            return
        self.app.call_from_thread(self._show_log)

    def _show_log(self) -> None:
        box, rows = self.query_one("Dialog > Vertical"), self.query_one(OptionList)
        scope = "this article" if self._article_id else "the workspace"
        self._entries = newest_first(self._log, self._article_id)
        box.border_title = f"History of {scope}: {len(self._entries):,}"
        rows.clear_options()
        if self._entries:
            self._add_rows()
            rows.highlighted = 0
        else:
            self._show_preview(f"Nothing was changed in {scope} yet.")

    def _add_rows(self) -> None:
        rows = self.query_one(OptionList)
        batch = self._entries[rows.option_count : rows.option_count + _BATCH]
        rows.add_options([Option(self._row(entry)) for entry in batch])

    def _row(self, entry: LoggedChange) -> Content:
        origin = f"{local_time(entry.when)[:16]}  {entry.who}  "
        passage = passage_excerpt(entry.change, self._article_id)[:_MOST_SHOWN]
        return Content.assemble(
            (sanitize(origin), "italic"),
            (sanitize(entry.description), "bold"),
            f"  {sanitize(passage)}",
        )

    def _way_back(self, index: int) -> Change:
        """The change that undoes all entries before ``index``, which are newer."""
        newer, when = self._entries[:index], local_time(self._entries[index].when)
        return restoring_change(self._session.library.records, newer, when, self._article_id)

    def _show_preview(self, text: str) -> None:
        self.query_one("#preview", Static).update(Content(sanitize(text)))

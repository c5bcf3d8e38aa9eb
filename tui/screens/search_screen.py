"""Typing what to search for."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.errors import UsageError
from tui.model import Span
from tui.screens.dialog_base import BottomLine, Field
from tui.session.searching import Pattern, hit_count

Hits = tuple[Span, ...]


class SearchScreen(BottomLine[Hits | None]):
    """Asks for a regular expression over the text that stays in view; gives back its hits.

    The count follows the typing; Enter goes to the hits, Escape forgets them (``None``).
    """

    title_words = "Search"
    key_words = "Enter goes, then T tags all · Esc forgets"

    class Searched(Message):
        """A search has ended."""

        def __init__(self, words: str, hits: Hits, problem: str) -> None:
            super().__init__()
            self.words = words
            self.hits = hits
            self.problem = problem

    def __init__(self, text: str, show: Callable[[Hits], None], again: str = "") -> None:
        """Ask for what to search ``text`` for; ``again`` is searched for without asking."""
        super().__init__()
        self._text = text
        self._show = show
        self._again = again
        self.words = ""
        """What was searched for last."""
        self._hits: Hits = ()
        self._is_accepted = bool(again)

    def ask(self) -> ComposeResult:
        """What is searched for, and how often it is there."""
        yield Field(self._again, placeholder="regular expression", compact=True)
        yield Static()

    def take_keys(self, widget: Widget) -> None:
        """Take keys, unless the hits of what is accepted are waited for."""
        if not self._is_accepted:
            super().take_keys(widget)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search anew for what stands there now."""
        self.search(event.value)

    def on_key(self, event: events.Key) -> None:
        """Go to the hits, as soon as they are known, or leave without them."""
        if event.key not in ("enter", "escape"):
            return
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
            return
        self._is_accepted = True
        if self.query_one(Input).value == self.words:
            self._leave()
        else:
            self.hold()

    def on_search_screen_searched(self, message: Searched) -> None:
        """Show the hits of the last search; those of an earlier one come too late."""
        if message.words != self.query_one(Input).value:
            return
        self.words, self._hits = message.words, message.hits
        self._show(message.hits)
        number = len(message.hits)
        count = f"{hit_count(number)} hit{'s' * (number != 1)}"
        shown = message.problem or (count if message.words else "")
        self.query_one(Static).update(Content(shown))
        if self._is_accepted:
            self._leave()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def search(self, words: str) -> None:
        """Search beside the screen: a slow pattern must not stop the typing."""
        hits: Hits = ()
        problem = ""
        try:
            if words:
                hits = Pattern(words).hits(self._text)
        except UsageError as error:
            problem = str(error)
        self.post_message(self.Searched(words, hits, problem))

    def _leave(self) -> None:
        if self._hits or not self.words:
            self.dismiss(self._hits)
        else:
            self._is_accepted = False
            self.take_keys(self.query_one(Input))

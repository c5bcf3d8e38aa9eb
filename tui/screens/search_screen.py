"""The search dialog."""

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
from tui.screens.dialog_base import BottomDialog, InputField
from tui.session.searching import Pattern, hit_count

Hits = tuple[Span, ...]


class SearchScreen(BottomDialog[Hits | None]):
    """Asks for a regular expression, and shows its hits while it is typed; returns the hits.

    Escape returns ``None``.
    """

    title_text = "Search"
    key_hints = "Enter goes, then T tags all · Esc forgets"

    class SearchFinished(Message):
        """A search in a thread has ended.

        Args:
            pattern: What was searched for.
            hits: The matches, in the order of the text.
            problem: Why the pattern is invalid; empty if it is valid.
        """

        def __init__(self, pattern: str, hits: Hits, problem: str) -> None:
            super().__init__()
            self.pattern = pattern
            self.hits = hits
            self.problem = problem

    def __init__(self, text: str, show_hits: Callable[[Hits], None], pattern: str = "") -> None:
        """Make a dialog that searches ``text``; a ``pattern`` is submitted without asking."""
        super().__init__()
        self._text = text
        self._show_hits = show_hits
        self._initial_pattern = pattern
        self.pattern = ""
        """The pattern of the last search that has finished."""
        self._hits: Hits = ()
        self._is_submitted = bool(pattern)

    def compose_box(self) -> ComposeResult:
        """The input field, and the number of hits."""
        yield InputField(self._initial_pattern, placeholder="regular expression", compact=True)
        yield Static()

    def accept_keys(self, widget: Widget) -> None:
        """Accept keys, unless the search of a submitted pattern is still running."""
        if not self._is_submitted:
            super().accept_keys(widget)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for the new pattern."""
        self.search(event.value)

    def on_key(self, event: events.Key) -> None:
        """Submit, which waits for the running search, or cancel."""
        if event.key not in ("enter", "escape"):
            return
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
            return
        self._is_submitted = True
        if self.query_one(Input).value == self.pattern:
            self._close()
        else:
            self.start_buffering()

    def on_search_screen_search_finished(self, message: SearchFinished) -> None:
        """Show the hits, unless the pattern has changed since."""
        if message.pattern != self.query_one(Input).value:
            return
        self.pattern, self._hits = message.pattern, message.hits
        self._show_hits(message.hits)
        number = len(message.hits)
        count = f"{hit_count(number)} hit{'s' * (number != 1)}"
        self.query_one(Static).update(
            Content(message.problem or (count if message.pattern else ""))
        )
        if self._is_submitted:
            self._close()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def search(self, pattern: str) -> None:
        """Search in a thread, because a slow pattern must not block the typing."""
        hits: Hits = ()
        problem = ""
        try:
            if pattern:
                hits = Pattern(pattern).hits(self._text)
        except UsageError as error:
            problem = str(error)
        self.post_message(self.SearchFinished(pattern, hits, problem))

    def _close(self) -> None:
        """Return the hits; without any the pattern can be corrected."""
        if self._hits or not self.pattern:
            self.dismiss(self._hits)
        else:
            self._is_submitted = False
            self.accept_keys(self.query_one(Input))

"""The passages that were not found for certain in today's text."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.errors import PullquoteError, UsageError
from tui.model import Anchored, Span
from tui.screens.dialog_base import Choices, Dialog
from tui.session.outcome import Outcome
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize

_SHOWN = 300
"""Code points of old or new words that are shown."""
_BRIEFLY = 100
"""Code points of a note, or of what is selected: they must not push the answer out of sight."""


class ReviewScreen(Dialog[Anchored | None]):
    """Confirms, moves or deletes; gives back a passage to look at in the text, or ``None``."""

    DEFAULT_CSS = """
    ReviewScreen OptionList { max-height: 20vh; text-wrap: nowrap; text-overflow: ellipsis; }
    ReviewScreen OptionList:focus { border: none; }
    ReviewScreen Static { height: auto; margin-top: 1; }
    """

    title_words = "Review"
    key_words = "c confirms · m moves · d deletes · u undoes · Enter goes there · Esc"

    def __init__(self, session: Session, selection: Span | None, start_id: str = "") -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._doubtful: tuple[Anchored, ...] = ()
        self.current_id = start_id
        """The annotation whose words are shown."""

    def ask(self) -> ComposeResult:
        """One line a passage; below, what it was and what it is."""
        yield Choices()
        yield Static(id="words")
        yield Static(id="answer")

    def on_mount(self) -> None:
        """Show what there is."""
        self._fill(0)
        self._say("")
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Decide about the passage."""
        deciding: dict[str, Callable[[Anchored], Outcome]] = {
            "c": self._confirm, "m": self._move, "d": self._delete,
        }  # fmt: skip
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "j":
            self.query_one(OptionList).action_cursor_down()
        elif event.key == "k":
            self.query_one(OptionList).action_cursor_up()
        elif event.key == "u":
            self._attempt(self._session.undo)
        elif event.key in deciding and (current := self._current):
            self._attempt(lambda: deciding[event.key](current))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words of the passage."""
        self.current_id = event.option_id or ""
        if self._current:
            self.query_one("#words", Static).update(self._words(self._current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the place of the passage."""
        current = self._current
        if current and current.span:
            self.dismiss(current)
        else:
            self._say("It has no place in the text any more.")

    @property
    def _current(self) -> Anchored | None:
        row = self.query_one(OptionList).highlighted
        return None if row is None else self._doubtful[row]

    def _confirm(self, anchored: Anchored) -> Outcome:
        if anchored.span is None:
            raise UsageError("It has no place to confirm; m moves it to what is selected.")
        return self._session.move_edges(anchored.annotation, anchored.span, "confirmed")

    def _move(self, anchored: Anchored) -> Outcome:
        if self._selection is None:
            raise UsageError("Leave with Esc, select the words in the text, then come back with R.")
        return self._session.move_edges(anchored.annotation, self._selection, "moved")

    def _delete(self, anchored: Anchored) -> Outcome:
        return self._session.remove(anchored.annotation)

    def _attempt(self, step: Callable[[], Outcome]) -> None:
        row = self.query_one(OptionList).highlighted or 0
        try:
            self._say(step().words.capitalize())
        except PullquoteError as error:
            self._say(str(error))
        self._fill(row)

    def _fill(self, row: int) -> None:
        """Show today's list: at the same passage, else at what came to stand in its row."""
        rows = self.query_one(OptionList)
        rows.clear_options()
        self._doubtful = self._session.reading.doubtful
        rows.add_options([Option(_line(a), id=a.annotation.id) for a in self._doubtful])
        ids = [a.annotation.id for a in self._doubtful]
        if self.current_id in ids:
            row = ids.index(self.current_id)
        if ids:
            rows.highlighted = min(row, len(ids) - 1)
        else:
            self.query_one("#words", Static).update("Nothing needs review any more.")

    def _words(self, anchored: Anchored) -> Content:
        text, annotation = self._session.reading.article.text, anchored.annotation
        labels = ", ".join(map(self._session.reading.codebook.label, annotation.themes))
        now = _excerpt(anchored.span.of(text)) if anchored.span else "not found in the text"
        return Content.assemble(
            ("Was: ", "bold"), f"{_excerpt(annotation.selector.exact)}\n",
            ("Now: ", "bold"), f"{now}\n",
            ("As:  ", "bold"),
            " ✎ ".join(filter(None, (sanitize(labels), _excerpt(annotation.note, _BRIEFLY)))),
        )  # fmt: skip

    def _say(self, words: str) -> None:
        if not words and self._selection:
            text = self._session.reading.article.text
            words = f"m moves it to the selection: {_excerpt(self._selection.of(text), _BRIEFLY)}"
        self.query_one("#answer", Static).update(Content(sanitize(words)))


def _line(anchored: Anchored) -> Content:
    state = f"{anchored.score:4.0%}" if anchored.span else "gone"
    return Content.assemble((f"{state}  ", "bold"), _excerpt(anchored.annotation.selector.exact))


def _excerpt(words: str, most: int = _SHOWN) -> str:
    words = " ".join(words[: 2 * most].split())
    return sanitize(words if len(words) <= most else f"{words[:most]}…")

"""The review of the passages that were not found for certain in the current text."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.errors import PullquoteError, UsageError
from tui.model import Anchored, Span
from tui.model.annotation import Outcome
from tui.screens.dialog_base import ChoiceList, Dialog
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize

_MOST_SHOWN = 300
"""The most code points of an old or new passage that are shown."""
_MOST_BRIEF = 100
"""The most code points of a note or selection, so that the message below stays in view."""


class ReviewScreen(Dialog[Anchored | None]):
    """Confirms, moves or deletes passages; returns the one to go to in the text, or ``None``."""

    DEFAULT_CSS = """
    ReviewScreen OptionList { max-height: 20vh; text-wrap: nowrap; text-overflow: ellipsis; }
    ReviewScreen OptionList:focus { border: none; }
    ReviewScreen Static { height: auto; margin-top: 1; }
    """

    title_text = "Review"
    key_hints = "c confirms · m moves · d deletes · u undoes · Enter goes there · Esc"

    def __init__(self, session: Session, selection: Span | None, start_id: str = "") -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._passages: tuple[Anchored, ...] = ()
        self.current_id = start_id
        """The id of the highlighted annotation."""

    def compose_box(self) -> ComposeResult:
        """One row per passage; below, its old and its current text, and a message."""
        yield ChoiceList()
        yield Static(id="comparison")
        yield Static(id="message")

    def on_mount(self) -> None:
        """Show the passages."""
        self._show_passages(0)
        self._show_message("")
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Decide about the highlighted passage, move, or close."""
        decisions: dict[str, Callable[[Anchored], Outcome]] = {
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
        elif event.key in decisions and (current := self._current):
            self._attempt(lambda: decisions[event.key](current))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the old and the current text of the passage."""
        self.current_id = event.option_id or ""
        if self._current:
            self.query_one("#comparison", Static).update(self._comparison(self._current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the passage, if it has a place."""
        current = self._current
        if current and current.span:
            self.dismiss(current)
        else:
            self._show_message("It has no place in the text any more.")

    @property
    def _current(self) -> Anchored | None:
        index = self.query_one(OptionList).highlighted
        return None if index is None else self._passages[index]

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
        index = self.query_one(OptionList).highlighted or 0
        try:
            self._show_message(step().message.capitalize())
        except PullquoteError as error:
            self._show_message(str(error))
        self._show_passages(index)

    def _show_passages(self, index: int) -> None:
        """List the passages; highlight the same one as before, else the one at ``index``."""
        rows = self.query_one(OptionList)
        rows.clear_options()
        self._passages = self._session.reading.needs_review
        ids = [anchored.annotation.id for anchored in self._passages]
        rows.add_options(
            Option(_row(anchored), id=id) for anchored, id in zip(self._passages, ids, strict=True)
        )
        if self.current_id in ids:
            index = ids.index(self.current_id)
        if ids:
            rows.highlighted = min(index, len(ids) - 1)
        else:
            self.query_one("#comparison", Static).update("Nothing needs review any more.")

    def _comparison(self, anchored: Anchored) -> Content:
        text, annotation = self._session.reading.article.text, anchored.annotation
        labels = ", ".join(map(self._session.reading.codebook.label, annotation.themes))
        current = _excerpt(anchored.span.of(text)) if anchored.span else "not found in the text"
        return Content.assemble(
            ("Was: ", "bold"), f"{_excerpt(annotation.selector.exact)}\n",
            ("Now: ", "bold"), f"{current}\n",
            ("As:  ", "bold"),
            " ✎ ".join(filter(None, (sanitize(labels), _excerpt(annotation.note, _MOST_BRIEF)))),
        )  # fmt: skip

    def _show_message(self, text: str) -> None:
        if not text and self._selection:
            selected = self._selection.of(self._session.reading.article.text)
            text = f"m moves it to the selection: {_excerpt(selected, _MOST_BRIEF)}"
        self.query_one("#message", Static).update(Content(sanitize(text)))


def _row(anchored: Anchored) -> Content:
    state = f"{anchored.score:4.0%}" if anchored.span else "gone"
    return Content.assemble((f"{state}  ", "bold"), _excerpt(anchored.annotation.selector.exact))


def _excerpt(text: str, most: int = _MOST_SHOWN) -> str:
    text = " ".join(text[: 2 * most].split())
    return sanitize(text if len(text) <= most else f"{text[:most]}…")

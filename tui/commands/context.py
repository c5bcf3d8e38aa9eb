"""What a command gets and what it may do: its arguments, the session, and the reading screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from tui.model import Span
from tui.model.annotation import Outcome
from tui.session.navigation.caret import Caret
from tui.session.session import Session

Listing = Literal["notes", "quotes", "entities"]


class KeyArguments(NamedTuple):
    """What was typed with the keys of a command."""

    number: int = 0
    """The number typed before the keys; 0 for none."""
    letter: str = ""
    """The letter that ends the keys, for a command that needs one."""

    @property
    def times(self) -> int:
        """How often to run the command, at least once."""
        return max(1, self.number)


NOTHING = KeyArguments()
"""The arguments of keys alone."""


class Dialogs(Protocol):
    """Dialogs that ask the reader for something and carry out the answer."""

    def note(self) -> None:
        """Ask for the note of the passage."""

    def speaker(self, current: str, set_speaker: Callable[[str], Outcome]) -> None:
        """Ask for a speaker, ``current`` being the present one, and set it."""

    def search(self) -> None:
        """Ask for an expression to search for."""

    def search_again(self, go_on: Callable[[], None]) -> None:
        """Repeat the last search, and call ``go_on`` when the context has its hits."""

    def tag_all(self) -> None:
        """Ask for the theme of all hits of the search."""

    def go_to(self) -> None:
        """Ask for a position: a paragraph, a percentage, or a number and a key."""

    def export(self, format_name: str = "markdown") -> None:
        """Ask for a file to export to; the reader may choose another format."""

    def import_notes(self) -> None:
        """Ask for a file of notes to import."""

    def review(self) -> None:
        """Ask what to do with each passage whose words were changed or are gone."""

    def history(self) -> None:
        """Ask for the moment to restore."""


class DisplayControls(Protocol):
    """How the text is shown."""

    def widen(self, cells: int) -> int:
        """Make lines longer by ``cells`` (shorter if negative); returns their new length."""

    def toggle_spacing(self) -> bool:
        """Switch the empty line between paragraphs; returns whether there is one now."""

    def toggle_spotlight(self) -> bool:
        """Switch fading of all but the current paragraph; returns whether they fade now."""


class CommandContext(Protocol):
    """The reading screen as commands see it."""

    session: Session
    caret: Caret
    """Setting it also shows it."""
    hits: tuple[Span, ...]
    """The matches of the last search, in order."""
    arguments: KeyArguments
    """The arguments of the command that runs."""
    dialogs: Dialogs
    display: DisplayControls

    def jump(self, caret: Caret) -> None:
        """Set the caret, and remember where it was for jumping back."""

    def go_to(self, caret: Caret, *, whole: bool = False) -> None:
        """Jump, or stretch the selection to the word there, or to the ``whole`` sentence."""

    def scroll_pages(self, pages: float) -> None:
        """Scroll by screens; the caret, or the edge that moves, stays on its row."""

    def notify(self, message: str) -> None:
        """Show a short notice."""

    def report(self, outcome: Outcome) -> None:
        """Show what was done, and where."""

    def copy(self, text: str) -> None:
        """Copy to the clipboard, and show how."""

    def show_next_list(self) -> None:
        """Show the next list in the side pane."""

    def switch_focus(self) -> None:
        """Move the focus between text and side pane."""

    def toggle_side_pane(self) -> None:
        """Hide or show the side pane."""

    def show_help(self) -> None:
        """Show the help."""

    def show_palette(self) -> None:
        """List every command, to search and choose from."""

    def show_library(self) -> None:
        """List the articles of the workspace, to open one."""

    def next_palette(self) -> None:
        """Change the colours."""

    def suspend(self) -> None:
        """Return to the shell for a while."""

    def quit(self) -> None:
        """Save the reading position and quit."""

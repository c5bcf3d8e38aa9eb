"""What a command may ask of the screen that it works on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from tui.model import Span
from tui.model.annotation import Outcome
from tui.session.navigation.caret import Caret
from tui.session.session import Session

Listing = Literal["notes", "quotes", "entities"]


class Dialogs(Protocol):
    """What the reader can be asked for; what comes of the answer is done by itself."""

    def note(self) -> None:
        """The note of the passage."""

    def speaker(self, now: str, say: Callable[[str], Outcome]) -> None:
        """Who speaks, ``now`` being the name so far; ``say`` gets the answer."""

    def search(self) -> None:
        """What to search for."""

    def search_again(self, go_on: Callable[[], None]) -> None:
        """Search for what was searched last; ``go_on`` is called once the desk has its hits."""

    def tag_all(self) -> None:
        """With which theme to tag every hit of the search."""

    def go_to(self) -> None:
        """Where to go: a paragraph, a percentage, a number and a key."""

    def export(self, format_name: str = "markdown") -> None:
        """A format and a file for the notes; the format can still be changed."""

    def import_notes(self) -> None:
        """A file of another tool, whose notes come in."""

    def review(self) -> None:
        """What becomes of the passages whose words were changed or are gone."""

    def history(self) -> None:
        """To which moment to go back."""


class DisplayControls(Protocol):
    """How the text is shown."""

    def widen(self, cells: int) -> int:
        """Make the lines so many cells longer (shorter if negative); how long they are now."""

    def toggle_spacing(self) -> bool:
        """Put an empty line between paragraphs or take it away; whether it is there now."""

    def toggle_spotlight(self) -> bool:
        """Fade all but the current paragraph, or nothing; whether it is so now."""


class CommandContext(Protocol):
    """The reader's desk: the session, the place of reading, and what can be put in front."""

    session: Session
    caret: Caret
    """Setting it shows it."""
    hits: tuple[Span, ...]
    """Where the last search matches, in order."""
    arguments: KeyArguments
    """What was typed with the keys of the command that runs."""
    dialogs: Dialogs
    display: DisplayControls

    def jump(self, caret: Caret) -> None:
        """Go there, and keep where that was from for the way back."""

    def go_to(self, caret: Caret, *, whole: bool = False) -> None:
        """Jump there, or stretch the selection to the word there, or to the ``whole`` sentence."""

    def scroll_pages(self, pages: float) -> None:
        """Scroll by so many screens; the caret, or the edge that moves, stays on its row."""

    def notify(self, words: str) -> None:
        """Show a short notice."""

    def report(self, done: Outcome) -> None:
        """Show what was done, and where."""

    def copy(self, words: str) -> None:
        """Put the words on the clipboard, and say how."""

    def show_next_list(self) -> None:
        """Show the next list in the side pane."""

    def switch_focus(self) -> None:
        """Move between text and side pane."""

    def toggle_side_pane(self) -> None:
        """Hide or show the side pane."""

    def show_help(self) -> None:
        """Explain the keys."""

    def show_palette(self) -> None:
        """List every command, to search and choose from."""

    def show_library(self) -> None:
        """List the articles of the workspace."""

    def next_palette(self) -> None:
        """Change the colours."""

    def suspend(self) -> None:
        """Go back to the shell for a while."""

    def quit(self) -> None:
        """Keep the place and quit."""


class KeyArguments(NamedTuple):
    """The parts of a key sequence that differ from time to time."""

    number: int = 0
    """What stands before the keys; 0 for none."""
    letter: str = ""
    """The letter that ends the keys, for a command that wants one."""

    @property
    def times(self) -> int:
        """How often to do what is asked for."""
        return max(1, self.number)


NOTHING = KeyArguments()
"""The keys alone."""

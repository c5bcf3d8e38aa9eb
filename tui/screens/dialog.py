"""What every dialog looks like."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """A box over the reading screen that asks for one thing and gives it back."""

    # Textual cannot wrap words in no cells at all, so the box keeps some at any size.
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 100%; max-width: 76; min-width: 16; height: auto; max-height: 100%;
        padding: 0 1; border: round $primary; background: $surface;
    }
    Dialog OptionList { height: auto; border: none; scrollbar-size-vertical: 1; }
    """

    title_words = ""
    """Above the box."""
    key_words = ""
    """Below the box: which keys there are."""

    def compose(self) -> ComposeResult:
        """The box with what is asked inside."""
        with Vertical() as box:
            box.border_title = self.title_words
            box.border_subtitle = self.key_words
            yield from self.ask()

    def ask(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()

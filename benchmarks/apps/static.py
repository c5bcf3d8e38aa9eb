"""A text in a `Static` widget of Textual in a scrolling container."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class Reader(App[None]):
    """The file named on the command line."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Only the text."""
        with VerticalScroll():
            yield Static(Path(sys.argv[1]).read_text("utf-8"), markup=False)


if __name__ == "__main__":
    Reader().run()

"""A text in a read-only `TextArea` of Textual."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Reader(App[None]):
    """The file named on the command line."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Only the text."""
        yield TextArea(Path(sys.argv[1]).read_text("utf-8"), read_only=True)


if __name__ == "__main__":
    Reader().run()

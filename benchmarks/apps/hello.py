"""An empty Textual app; `j` changes its only line."""

import gc

gc.disable()

from textual.app import App, ComposeResult  # noqa: E402
from textual.widgets import Static  # noqa: E402

gc.freeze()
gc.enable()


class Hello(App[None]):
    """One line of text."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Only the line."""
        yield Static("HELLO, WORLD")

    def key_j(self) -> None:
        """Answer."""
        self.query_one(Static).update("ANSWERED")


if __name__ == "__main__":
    Hello().run()

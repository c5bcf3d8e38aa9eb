"""Repaints lines that are made beforehand: the least that a Textual pane can do.

PageDown repaints all of them, `j` one.
"""

import gc

gc.disable()

from rich.segment import Segment  # noqa: E402
from rich.style import Style  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.geometry import Region  # noqa: E402
from textual.scroll_view import ScrollView  # noqa: E402
from textual.strip import Strip  # noqa: E402
from textual.widgets import Static  # noqa: E402

gc.freeze()
gc.enable()

PLAIN = Style.parse("#cccccc on #101010")
NAME = Style.parse("#8bd5ca on #101010")
QUOTE = Style.parse("italic #eed49f on #363a4f")


def page(number: int) -> list[Strip]:
    """A screen of lines with the colours of a page of text."""
    return [
        Strip(
            [
                Segment(f"FLOOR {number} {row:3d} ", PLAIN),
                Segment("x" * 20, NAME),
                Segment(" some text ", PLAIN),
                Segment("y" * 30, QUOTE),
                Segment("z" * 28, PLAIN),
            ],
            100,
        )
        for row in range(200)
    ]


PAGES = (page(0), page(1))
LINE = 5


class Lines(ScrollView, can_focus=True):
    """Shows one of two pages."""

    shown = 0
    changed = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ready-made lines."""
        lines = PAGES[self.shown][crop.y : crop.bottom]
        if crop.y <= LINE < crop.bottom:
            lines[LINE - crop.y] = PAGES[self.shown ^ self.changed][LINE]
        return lines

    def key_pagedown(self) -> None:
        """Show the other page."""
        self.shown ^= 1
        self.refresh(self.size.region)

    def key_j(self) -> None:
        """Show one line of the other page."""
        self.changed ^= 1
        self.refresh(Region(0, LINE, self.size.width, 1))


class Floor(App[None]):
    """A title and the lines."""

    CSS = "Lines { height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Title, lines."""
        yield Static("floor")
        yield Lines()

    def on_mount(self) -> None:
        """Keys go to the lines."""
        self.query_one(Lines).focus()


if __name__ == "__main__":
    Floor().run()

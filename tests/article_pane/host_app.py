"""A small app around the pane, and the screen as a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyte
from rich.console import Console
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import Static

import tests.pilot_waits  # noqa: F401
from tui.model import Reading, Span
from tui.session.navigation.caret import Caret
from tui.widgets.article_pane.article_pane import ArticlePane


class Host(App[None]):
    """A line, the pane, a line."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "ArticlePane { height: 1fr; } Static { height: 1; }"

    def __init__(self, reading: Reading | None = None) -> None:
        super().__init__()
        self.pane = ArticlePane(reading)
        self.heard: list[Any] = []
        self.painted: list[int] = []
        """Rows of the pane that were asked to be repainted."""

    def compose(self) -> ComposeResult:
        yield Static("above", markup=False)
        yield self.pane
        yield Static("below", markup=False)

    def on_article_pane_pointed(self, message: ArticlePane.Pointed) -> None:
        self.heard.append((message.offset, message.clicks))

    def on_article_pane_swept(self, message: ArticlePane.Swept) -> None:
        self.heard.append(message.span)

    def watch_repaints(self) -> None:
        """From now on note the rows that are repainted."""
        self.painted.clear()
        refresh = self.pane.refresh

        def noting(*regions: Region, **how: Any) -> Any:
            for region in regions or (self.pane.size.region,):
                self.painted.extend(range(region.y, region.bottom))
            return refresh(*regions, **how)

        self.pane.refresh = noting  # type: ignore[method-assign]

    def rows(self) -> list[str]:
        """What the pane shows, row by row."""
        strips = self.pane.render_lines(self.pane.size.region)
        return ["".join(segment.text for segment in strip) for strip in strips]


def caret(word: Span, sentence: Span | None = None, selection: Span | None = None) -> Caret:
    """A caret; the sentence is the word unless told otherwise."""
    return Caret(word, sentence or word, selection)


def terminal(strips: Sequence[Any], width: int) -> pyte.Screen:
    """A terminal that was sent these strips, a row each."""
    screen = pyte.Screen(width, max(1, len(strips)))
    stream = pyte.Stream(screen)
    console = Console(color_system="truecolor", force_terminal=True, width=width)
    for row, strip in enumerate(strips, 1):
        stream.feed(f"\x1b[{row};1H{strip.render(console)}")
    return screen

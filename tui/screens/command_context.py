"""What commands may do to the reading screen."""

from __future__ import annotations

from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from tui.commands import Dialogs, DisplayControls
from tui.commands.context import NOTHING
from tui.model import Span
from tui.model.annotation import Outcome
from tui.screens.dialogs import DialogOpener, ReaderDialogs
from tui.screens.display_settings import DisplaySettings
from tui.screens.screen_messages import PaletteRequested
from tui.screens.side_pane_state import SidePaneState
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at, move_caret_to
from tui.session.session import Session
from tui.widgets.article_pane.article_pane import ArticlePane
from tui.widgets.side_pane import SidePane


class CommandTarget(DialogOpener, Protocol):
    """What the command context needs of the reading screen."""

    session: Session
    pane: ArticlePane
    side_pane: SidePane
    side_pane_state: SidePaneState
    hits: tuple[Span, ...]

    @property
    def app(self) -> App[Any]:
        """The running app."""

    @property
    def caret(self) -> Caret:
        """The place of reading; setting it scrolls there."""

    @caret.setter
    def caret(self, caret: Caret) -> None: ...

    def show_notice(self, text: str) -> None:
        """Show a sentence on the status line until the next key."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the screen and to what contains it."""

    def keep_place(self) -> None:
        """Save how far the article is read."""


class ReaderCommandContext:
    """Carries out on the reading screen what the commands ask for (see `CommandContext`)."""

    def __init__(self, screen: CommandTarget) -> None:
        self._screen = screen
        self.session: Session = screen.session
        self.dialogs: Dialogs = ReaderDialogs(screen, self)
        self.display: DisplayControls = DisplaySettings(screen.pane)
        self.arguments = NOTHING

    @property
    def caret(self) -> Caret:
        """The place of reading; setting it scrolls there."""
        return self._screen.caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._screen.caret = caret

    @property
    def hits(self) -> tuple[Span, ...]:
        """The matches of the last search, in the order of the text."""
        return self._screen.hits

    @hits.setter
    def hits(self, hits: tuple[Span, ...]) -> None:
        self._screen.show_hits(hits)

    def jump(self, caret: Caret) -> None:
        """Move the caret, and add the old place to the jump list."""
        offset = self.caret.point
        if caret.point != offset:
            self.session.jumps.jumped(self.session.reading.article.id, offset)
        self.caret = caret

    def go_to(self, caret: Caret, *, whole: bool = False) -> None:
        """Jump there, or extend the selection to the word there, or to the ``whole`` sentence."""
        self.jump(move_caret_to(self.session.reading, self.caret, caret, whole=whole))

    def scroll_pages(self, pages: float) -> None:
        """Scroll by so many screens; the caret stays on its row of the screen."""
        reading, offset = self.session.reading, self._screen.pane.page(pages)
        self.caret = move_caret_to(reading, self.caret, caret_at(reading, offset))

    def notify(self, message: str) -> None:
        """Show a short notice."""
        self._screen.show_notice(message)

    def report(self, outcome: Outcome) -> None:
        """Show the outcome of a change, and scroll to it."""
        if outcome.span is not None:
            self._screen.pane.show_offset(outcome.span.start)
        self._screen.show_notice(outcome.message[:1].upper() + outcome.message[1:])

    def copy(self, text: str) -> None:
        """Copy a text to the clipboard, and say to which."""
        from tui.screens.clipboard import copy_to_clipboards

        copy_to_clipboards(self._screen.app, text, self._screen.show_notice)

    def show_next_list(self) -> None:
        """Show the next list in the side pane."""
        if not self._screen.side_pane.display:
            self._screen.side_pane_state.toggle()
        self._screen.side_pane.show_next()

    def switch_focus(self) -> None:
        """Move the keyboard focus between text and side pane."""
        if self._screen.side_pane.has_focus_within:
            self._screen.side_pane_state.focus_text()
        else:
            self._screen.side_pane_state.focus_list()

    def toggle_side_pane(self) -> None:
        """Hide or show the side pane."""
        self._screen.side_pane_state.toggle()

    def show_help(self) -> None:
        """Show the help screen."""
        from tui.screens.help_screen import HelpScreen

        in_list = self._screen.side_pane.has_focus_within
        self._screen.app.push_screen(HelpScreen(in_list))

    def show_palette(self) -> None:
        """Show the command palette."""
        from tui.screens.command_palette import CommandProvider, ReaderCommandPalette

        self._screen.app.push_screen(ReaderCommandPalette(providers=[CommandProvider]))

    def show_library(self) -> None:
        """List the articles of the workspace, and open the one that is chosen."""
        from tui.screens.library_screen import LibraryScreen
        from tui.session.library import article_or_archived

        library, open_id = self.session.library, self.session.reading.article.id

        def open_article(article_id: str | None) -> None:
            if article_id is not None:
                self._screen.attempt(
                    lambda: self._screen.open(article_or_archived(library, article_id))
                )

        self._screen.show_dialog(LibraryScreen(library, open_id), open_article)

    def next_palette(self) -> None:
        """Change to the next palette."""
        self._screen.post_message(PaletteRequested())

    def suspend(self) -> None:
        """Stop the process until the shell continues it."""
        from tui.screens.suspend import stop

        self._screen.keep_place()
        if not stop(self._screen.app):
            self.notify("There is no shell behind this window to go back to; q quits.")

    def quit(self) -> None:
        """Save the place of reading and quit."""
        self._screen.keep_place()
        self._screen.app.exit()

"""The reader's desk: what commands may ask of the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Dialogs, DisplayControls
from tui.commands.context import NOTHING
from tui.model import Span
from tui.model.annotation import Outcome
from tui.screens.dialogs import ReaderDialogs
from tui.screens.display_settings import DisplaySettings
from tui.screens.messages import NextPalette
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at, move_caret_to
from tui.session.session import Session

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen


class ReaderCommandContext:
    """Does on the screen what the commands ask for."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self.session: Session = screen.session
        self.dialogs: Dialogs = ReaderDialogs(screen, self)
        self.display: DisplayControls = DisplaySettings(screen.pane)
        self.arguments = NOTHING

    @property
    def caret(self) -> Caret:
        """The place of reading; setting it shows it."""
        return self._screen.caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._screen.caret = caret

    @property
    def hits(self) -> tuple[Span, ...]:
        """Where the last search matches, in order."""
        return self._screen.hits

    @hits.setter
    def hits(self, hits: tuple[Span, ...]) -> None:
        self._screen.show_hits(hits)

    def jump(self, caret: Caret) -> None:
        """Go there, and keep where that was from for the way back."""
        here = self.caret.point
        if caret.point != here:
            self.session.jumps.jumped(self.session.reading.article.id, here)
        self.caret = caret

    def go_to(self, caret: Caret, *, whole: bool = False) -> None:
        """Jump there, or stretch the selection to the word there, or to the ``whole`` sentence."""
        self.jump(move_caret_to(self.session.reading, self.caret, caret, whole=whole))

    def scroll_pages(self, pages: float) -> None:
        """Scroll by so many screens; the caret stays on its row."""
        reading, offset = self.session.reading, self._screen.pane.page(pages)
        self.caret = move_caret_to(reading, self.caret, caret_at(reading, offset))

    def notify(self, message: str) -> None:
        """Show a short notice."""
        self._screen.show_notice(message)

    def report(self, outcome: Outcome) -> None:
        """Show what was done, and where."""
        if outcome.span is not None:
            self._screen.pane.show_offset(outcome.span.start)
        self._screen.show_notice(outcome.message[:1].upper() + outcome.message[1:])

    def copy(self, text: str) -> None:
        """Put the words on the clipboard, and say how."""
        from tui.screens.clipboard import copy

        copy(self._screen, text)

    def show_next_list(self) -> None:
        """Show the next list in the side pane."""
        if not self._screen.side.display:
            self._screen.beside.toggle()
        self._screen.side.show_next()

    def switch_focus(self) -> None:
        """Move between text and side pane."""
        if self._screen.side.has_focus_within:
            self._screen.beside.leave()
        else:
            self._screen.beside.enter()

    def toggle_side_pane(self) -> None:
        """Hide or show the side pane."""
        self._screen.beside.toggle()

    def show_help(self) -> None:
        """Explain the keys."""
        from tui.screens.help_screen import HelpScreen

        in_list = self._screen.side.has_focus_within
        self._screen.app.push_screen(HelpScreen(in_list))

    def show_palette(self) -> None:
        """List every command, to search and choose from."""
        from tui.screens.command_palette import CommandProvider, EveryCommand

        self._screen.app.push_screen(EveryCommand(providers=[CommandProvider]))

    def show_library(self) -> None:
        """List the articles of the workspace."""
        from tui.screens.library_screen import LibraryScreen
        from tui.session.library import article_or_archived

        library, open_now = self.session.library, self.session.reading.article.id

        def open_it(name: str | None) -> None:
            if name is not None:
                self._screen.attempt(lambda: self._screen.open(article_or_archived(library, name)))

        self._screen.ask(LibraryScreen(library, open_now), open_it)

    def next_palette(self) -> None:
        """Change the colours."""
        self._screen.post_message(NextPalette())

    def suspend(self) -> None:
        """Go back to the shell for a while."""
        from tui.screens.suspend import stop

        self._screen.keep_place()
        if not stop(self._screen.app):
            self.notify("There is no shell behind this window to go back to; q quits.")

    def quit(self) -> None:
        """Keep the place and quit."""
        self._screen.keep_place()
        self._screen.app.exit()

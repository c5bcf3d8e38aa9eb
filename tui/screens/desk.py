"""The reader's desk: what commands may ask of the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.model import Span
from tui.session.caret import Caret
from tui.session.motions import caret_at
from tui.session.session import Done, Session

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen


class ReaderDesk:
    """Does on the screen what the commands ask for."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self.session: Session = screen.session

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

    def page(self, pages: float) -> None:
        """Scroll by so many screens; the caret stays on its row."""
        offset = self._screen.pane.page(pages)
        self.caret = caret_at(self.session.reading, offset)

    def say(self, words: str) -> None:
        """Show a short notice."""
        self._screen.show_notice(words)

    def report(self, done: Done) -> None:
        """Show what was done, and where."""
        if done.span is not None:
            self._screen.pane.show_offset(done.span.start)
        self._screen.show_notice(done.words[:1].upper() + done.words[1:])

    def ask_note(self) -> None:
        """Let the reader write the note of the passage."""
        from tui.screens.note import NoteScreen

        passage = self.caret.passage
        reading = self.session.reading
        annotation = reading.on(passage)
        before = annotation.note if annotation else ""

        def keep(note: str | None) -> None:
            if note is None or note == before:
                self.say("Nothing changed")
            else:
                self._screen.attempt(lambda: self.report(self.session.set_note(passage, note)))

        self._screen.app.push_screen(NoteScreen(passage.of(reading.article.text), before), keep)

    def ask_search(self) -> None:
        """Let the reader type what to search for."""
        from tui.screens.search import SearchScreen

        before = self.hits

        def go(hits: tuple[Span, ...] | None) -> None:
            if hits is None:
                self.hits = before
                return
            self.hits = hits
            self._go_to_hit()

        screen = SearchScreen(self.session.reading.article.text, self._screen.show_hits)
        self._screen.app.push_screen(screen, go)

    def _go_to_hit(self) -> None:
        """Go to the first hit from the cursor on, else to the first of all."""
        if not self.hits:
            return
        here = self.caret.point
        place = next((n for n, hit in enumerate(self.hits) if hit.start >= here), 0)
        self.caret = caret_at(self.session.reading, self.hits[place].start)
        self.say(f"Hit {place + 1} of {len(self.hits)}; n and N go on")

    def ask_export(self) -> None:
        """Let the reader choose a format and a file."""
        from tui.screens.export import ExportScreen

        def written(words: str | None) -> None:
            self.say(words or "Nothing exported")

        self._screen.app.push_screen(ExportScreen(self.session), written)

    def list_next(self) -> None:
        """Show the next list in the side pane."""
        if not self._screen.side.display:
            self._screen.toggle_side()
        self._screen.side.show_next()

    def focus_other(self) -> None:
        """Move between text and side pane."""
        side, pane = self._screen.side, self._screen.pane
        if side.has_focus_within:
            pane.focus()
            return
        if not side.display:
            self._screen.toggle_side()
        side.rows.focus()

    def toggle_side(self) -> None:
        """Hide or show the side pane."""
        self._screen.toggle_side()

    def show_help(self) -> None:
        """Explain the keys."""
        from tui.screens.help import HelpScreen

        in_list = self._screen.side.has_focus_within
        self._screen.app.push_screen(HelpScreen(in_list))

    def show_palette(self) -> None:
        """List every command, to search and choose from."""
        from textual.command import CommandPalette

        from tui.screens.palette import CommandProvider

        self._screen.app.push_screen(CommandPalette(providers=[CommandProvider]))

    def show_library(self) -> None:
        """List the articles of the workspace."""
        from tui.screens.library import LibraryScreen

        library, open_now = self.session.library, self.session.reading.article.id

        def open_it(name: str | None) -> None:
            if name is not None:
                self._screen.attempt(lambda: self._screen.open(library.article(name)))

        self._screen.app.push_screen(LibraryScreen(library, open_now), open_it)

    def next_palette(self) -> None:
        """Change the colours."""
        self._screen.post_message(self._screen.NextPalette())

    def leave(self) -> None:
        """Keep the place and quit."""
        self._screen.keep_place()
        self._screen.app.exit()

"""What commands may ask the reader for, in dialogs over the reading screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.commands import COMMANDS, Desk
from tui.commands.lines import counted
from tui.errors import PullquoteError
from tui.highlight.visible import visible
from tui.model import Anchored, Change, Span
from tui.session.caret import Held
from tui.session.correcting import speakers
from tui.session.done import Done
from tui.session.motions import caret_at
from tui.session.places import place_named
from tui.session.searching import counted as hits_counted

if TYPE_CHECKING:
    from tui.screens.reader import ReaderScreen
    from tui.session.importing import Plan


class ReaderAsking:
    """Opens the dialogs, and does what comes of the answers."""

    def __init__(self, screen: ReaderScreen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk
        self._reviewed = ""
        self._searched = ""

    def note(self) -> None:
        """Let the reader write the note of the passage."""
        from tui.screens.note import NoteScreen

        desk = self._desk
        passage = desk.caret.passage
        reading = desk.session.reading
        annotation = reading.on(passage)
        before = visible(annotation.note) if annotation else ""

        def ask(draft: str, problem: str = "") -> None:
            dialog = NoteScreen(passage.of(reading.article.text), draft, problem)
            self._screen.ask(dialog, keep)

        def keep(note: str | None) -> None:
            if note is None or note == before:
                desk.say("Nothing changed")
                return
            try:
                desk.report(desk.session.set_note(passage, note))
            except PullquoteError as error:
                # What was written must not be lost with what could not be kept.
                ask(note, str(error))

        ask(before)

    def speaker(self, now: str, say: Callable[[str], Done]) -> None:
        """Let the reader choose or type who speaks."""
        from tui.screens.speaker import SpeakerScreen

        desk = self._desk

        def keep(name: str | None) -> None:
            if name is None:
                desk.say("Nothing changed")
                return
            self._screen.attempt(lambda: desk.report(say(name)))

        names = speakers(desk.session.reading.analysis)
        self._screen.ask(SpeakerScreen(names, now), keep)

    def search(self) -> None:
        """Let the reader type what to search for."""
        self._search("", self._go_to_hit)

    def search_again(self, go_on: Callable[[], None]) -> None:
        """Search for what was searched last, and go on if it is there."""
        if self._searched:
            self._search(self._searched, go_on)
        else:
            self._desk.say("Nothing was searched for; / searches.")

    def _search(self, again: str, go_on: Callable[[], None]) -> None:
        from tui.screens.search import SearchScreen

        before, text = self._desk.hits, self._desk.session.reading.article.text
        dialog = SearchScreen(text, self._screen.show_hits, again)

        def go(hits: tuple[Span, ...] | None) -> None:
            self._desk.hits = before if hits is None else hits
            if hits:
                self._searched = dialog.words
                self._screen.attempt(go_on)

        self._screen.ask(dialog, go)

    def tag_all(self) -> None:
        """Let the reader choose the theme of every hit."""
        from tui.screens.tagging import TagAllScreen

        desk, hits = self._desk, self._desk.hits

        def tag(theme: str | None) -> None:
            if theme is None:
                desk.say("Nothing changed")
            else:
                self._screen.attempt(lambda: self._tag_all(hits, theme))

        self._screen.ask(TagAllScreen(desk.session.reading, hits), tag)

    def place(self) -> None:
        """Let the reader type where to go."""
        from tui.screens.place import PlaceScreen

        def go(words: str | None) -> None:
            if words:
                self._screen.attempt(lambda: self._go_to(words))

        self._screen.ask(PlaceScreen(), go)

    def export(self, format_name: str = "markdown") -> None:
        """Let the reader choose a format and a file."""
        from tui.screens.export import ExportScreen

        def written(words: str | None) -> None:
            self._desk.say(words or "Nothing exported")

        self._screen.ask(ExportScreen(self._desk.session, format_name), written)

    def bring(self) -> None:
        """Let the reader choose a file of notes, and take them in."""
        from tui.screens.importing import ImportScreen

        def take(planned: Plan | None) -> None:
            if planned is None:
                self._desk.say("Nothing imported")
            else:
                self._screen.attempt(lambda: self._take_in(planned))

        self._screen.ask(ImportScreen(self._desk.session), take)

    def review(self) -> None:
        """Let the reader decide about the passages that were not found for certain."""
        from tui.screens.review import ReviewScreen

        desk, selection = self._desk, self._desk.caret.selection
        dialog = ReviewScreen(desk.session, selection, self._reviewed)

        def go(chosen: Anchored | None) -> None:
            self._reviewed = dialog.current_id
            reading = desk.session.reading
            if chosen is not None and chosen.span is not None:
                held = Held(chosen.annotation.id, chosen.span)
                desk.jump(caret_at(reading, chosen.span.start)._replace(held=held))
            elif selection is not None and reading.on(selection):
                desk.caret = desk.caret._replace(selection=None)

        self._screen.ask(dialog, go)

    def history(self) -> None:
        """Let the reader go back to how things were at a moment."""
        from tui.screens.history import HistoryScreen

        def restore(change: Change | None) -> None:
            if change is not None:
                self._screen.attempt(lambda: self._desk.report(self._desk.session.commit(change)))

        self._screen.ask(HistoryScreen(self._desk.session), restore)

    def _take_in(self, planned: Plan) -> None:
        """Keep what was planned, and show an article in which it can be seen and undone."""
        from tui.session.ghosts import article_or_kept
        from tui.session.importing import carry_out
        from tui.session.past import articles_of

        session = self._desk.session
        carry_out(session.library, planned, session.commit)
        touched = articles_of(planned.change) or [article.id for article in planned.articles]
        if touched and session.reading.article.id not in touched:
            self._screen.open(article_or_kept(session.library, touched[0]))
        self._desk.say(" ".join(planned.said))

    def _tag_all(self, hits: tuple[Span, ...], theme: str) -> None:
        done = self._desk.session.tag_all(hits, theme)
        # The first of them may be far away; the reader stays where they are.
        self._desk.report(done._replace(span=None))

    def _go_to(self, words: str) -> None:
        chosen = counted(words, COMMANDS)
        if chosen is not None:
            self._screen.perform(chosen.command, chosen.typed)
        else:
            self._desk.go(place_named(self._desk.session.reading, words))

    def _go_to_hit(self) -> None:
        """Go to the first hit from the cursor on, else to the first of all."""
        desk = self._desk
        here = desk.caret.point
        place = next((n for n, hit in enumerate(desk.hits) if hit.start >= here), 0)
        desk.go(caret_at(desk.session.reading, desk.hits[place].start))
        desk.say(f"Hit {place + 1} of {hits_counted(len(desk.hits))}; n and N go on")

"""What commands may ask the reader for, in dialogs over the reading screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.commands import COMMANDS, CommandContext
from tui.commands.key_reader import parse_counted_keys
from tui.errors import PullquoteError
from tui.hostile_characters import visible
from tui.model import Anchored, Change, Span
from tui.model.annotation import Outcome
from tui.session.corrections import speakers
from tui.session.navigation.caret import ActiveAnnotation
from tui.session.navigation.motions import caret_at
from tui.session.navigation.positions import parse_position
from tui.session.searching import hit_count

if TYPE_CHECKING:
    from tui.screens.reader_screen import ReaderScreen
    from tui.session.importing.import_plan import ImportPlan


class ReaderDialogs:
    """Opens the dialogs, and does what comes of the answers."""

    def __init__(self, screen: ReaderScreen, context: CommandContext) -> None:
        self._screen = screen
        self._context = context
        self._reviewed = ""
        self._searched = ""

    def note(self) -> None:
        """Let the reader write the note of the passage."""
        from tui.screens.note_screen import NoteScreen

        context = self._context
        passage = context.caret.passage
        reading = context.session.reading
        annotation = reading.on(passage)
        before = visible(annotation.note) if annotation else ""

        def ask(draft: str, problem: str = "") -> None:
            dialog = NoteScreen(passage.of(reading.article.text), draft, problem)
            self._screen.ask(dialog, keep)

        def keep(note: str | None) -> None:
            if note is None or note == before:
                context.notify("Nothing changed")
                return
            try:
                context.report(context.session.set_note(passage, note))
            except PullquoteError as error:
                # What was written must not be lost with what could not be kept.
                ask(note, str(error))

        ask(before)

    def speaker(self, current: str, set_speaker: Callable[[str], Outcome]) -> None:
        """Let the reader choose or type who speaks."""
        from tui.screens.speaker_screen import SpeakerScreen

        context = self._context

        def keep(name: str | None) -> None:
            if name is None:
                context.notify("Nothing changed")
                return
            self._screen.attempt(lambda: context.report(set_speaker(name)))

        names = speakers(context.session.reading.analysis)
        self._screen.ask(SpeakerScreen(names, current), keep)

    def search(self) -> None:
        """Let the reader type what to search for."""
        self._search("", self._go_to_hit)

    def search_again(self, go_on: Callable[[], None]) -> None:
        """Search for what was searched last, and go on if it is there."""
        if self._searched:
            self._search(self._searched, go_on)
        else:
            self._context.notify("Nothing was searched for; / searches.")

    def _search(self, again: str, go_on: Callable[[], None]) -> None:
        from tui.screens.search_screen import SearchScreen

        before, text = self._context.hits, self._context.session.reading.article.text
        dialog = SearchScreen(text, self._screen.show_hits, again)

        def go(hits: tuple[Span, ...] | None) -> None:
            self._context.hits = before if hits is None else hits
            if hits:
                self._searched = dialog.words
                self._screen.attempt(go_on)

        self._screen.ask(dialog, go)

    def tag_all(self) -> None:
        """Let the reader choose the theme of every hit."""
        from tui.screens.tag_all_screen import TagAllScreen

        context, hits = self._context, self._context.hits

        def tag(theme: str | None) -> None:
            if theme is None:
                context.notify("Nothing changed")
            else:
                self._screen.attempt(lambda: self._tag_all(hits, theme))

        self._screen.ask(TagAllScreen(context.session.reading, hits), tag)

    def go_to(self) -> None:
        """Let the reader type where to go."""
        from tui.screens.go_to_screen import GoToScreen

        def go(words: str | None) -> None:
            if words:
                self._screen.attempt(lambda: self._go_to(words))

        self._screen.ask(GoToScreen(), go)

    def export(self, format_name: str = "markdown") -> None:
        """Let the reader choose a format and a file."""
        from tui.screens.export_screen import ExportScreen

        def written(words: str | None) -> None:
            self._context.notify(words or "Nothing exported")

        self._screen.ask(ExportScreen(self._context.session, format_name), written)

    def import_notes(self) -> None:
        """Let the reader choose a file of notes, and take them in."""
        from tui.screens.import_screen import ImportScreen

        def take(planned: ImportPlan | None) -> None:
            if planned is None:
                self._context.notify("Nothing imported")
            else:
                self._screen.attempt(lambda: self._take_in(planned))

        self._screen.ask(ImportScreen(self._context.session), take)

    def review(self) -> None:
        """Let the reader decide about the passages that were not found for certain."""
        from tui.screens.review_screen import ReviewScreen

        context, selection = self._context, self._context.caret.selection
        dialog = ReviewScreen(context.session, selection, self._reviewed)

        def go(chosen: Anchored | None) -> None:
            self._reviewed = dialog.current_id
            reading = context.session.reading
            if chosen is not None and chosen.span is not None:
                active = ActiveAnnotation(chosen.annotation.id, chosen.span)
                context.jump(caret_at(reading, chosen.span.start)._replace(active=active))
            elif selection is not None and reading.on(selection):
                context.caret = context.caret._replace(selection=None)

        self._screen.ask(dialog, go)

    def history(self) -> None:
        """Let the reader go back to how things were at a moment."""
        from tui.screens.history_screen import HistoryScreen

        def restore(change: Change | None) -> None:
            if change is not None:
                self._screen.attempt(
                    lambda: self._context.report(self._context.session.commit(change))
                )

        self._screen.ask(HistoryScreen(self._context.session), restore)

    def _take_in(self, planned: ImportPlan) -> None:
        """Keep what was planned, and show an article in which it can be seen and undone."""
        from tui.session.importing.import_plan import apply_plan
        from tui.session.library import article_or_archived
        from tui.session.restore import changed_article_ids

        session = self._context.session
        apply_plan(session.library, planned, session.commit)
        touched = changed_article_ids(planned.change) or [
            article.id for article in planned.articles
        ]
        if touched and session.reading.article.id not in touched:
            self._screen.open(article_or_archived(session.library, touched[0]))
        self._context.notify(" ".join(planned.messages))

    def _tag_all(self, hits: tuple[Span, ...], theme: str) -> None:
        done = self._context.session.tag_all(hits, theme)
        # The first of them may be far away; the reader stays where they are.
        self._context.report(done._replace(span=None))

    def _go_to(self, words: str) -> None:
        chosen = parse_counted_keys(words, COMMANDS)
        if chosen is not None:
            self._screen.perform(chosen.command, chosen.arguments)
        else:
            self._context.go_to(parse_position(self._context.session.reading, words))

    def _go_to_hit(self) -> None:
        """Go to the first hit from the cursor on, else to the first of all."""
        context = self._context
        here = context.caret.point
        place = next((n for n, hit in enumerate(context.hits) if hit.start >= here), 0)
        context.go_to(caret_at(context.session.reading, context.hits[place].start))
        context.notify(f"Hit {place + 1} of {hit_count(len(context.hits))}; n and N go on")

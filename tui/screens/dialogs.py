"""The dialogs that commands open, and what follows from their answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from tui.commands import COMMANDS, Command, CommandContext, KeyArguments
from tui.commands.key_reader import parse_counted_keys
from tui.errors import PullquoteError
from tui.hostile_characters import visible
from tui.model import Anchored, Article, Change, Span
from tui.model.annotation import Outcome
from tui.session.corrections import speakers
from tui.session.navigation.caret import ActiveAnnotation
from tui.session.navigation.motions import caret_at
from tui.session.navigation.positions import parse_position
from tui.session.searching import hit_count

if TYPE_CHECKING:
    from tui.screens.dialog_base import TypeAheadScreen
    from tui.session.importing.import_plan import ImportPlan

T = TypeVar("T")


class DialogOpener(Protocol):
    """What the dialogs need of the screen below them."""

    def show_dialog(
        self, dialog: TypeAheadScreen[T], on_result: Callable[[T | None], None]
    ) -> None:
        """Open a dialog; ``on_result`` is called with its result."""

    def attempt(self, step: Callable[[], None]) -> None:
        """Call ``step``, and show the sentence of a ``PullquoteError`` that it raises."""

    def perform(self, command: Command, arguments: KeyArguments) -> None:
        """Run a command."""

    def open(self, article: Article) -> None:
        """Show another article."""

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Highlight the matches of a search."""


class ReaderDialogs:
    """Opens dialogs over the reading screen and acts on their results (see `Dialogs`)."""

    def __init__(self, screen: DialogOpener, context: CommandContext) -> None:
        self._screen = screen
        self._context = context
        self._reviewed_id = ""
        """The annotation that was shown when the review was closed last."""
        self._pattern = ""
        """The last pattern that had hits."""

    def note(self) -> None:
        """Edit the note of the passage."""
        from tui.screens.note_screen import NoteScreen

        context = self._context
        passage = context.caret.passage
        reading = context.session.reading
        annotation = reading.on(passage)
        note_before = visible(annotation.note) if annotation else ""

        def edit(draft: str, problem: str = "") -> None:
            dialog = NoteScreen(passage.of(reading.article.text), draft, problem)
            self._screen.show_dialog(dialog, save)

        def save(note: str | None) -> None:
            if note is None or note == note_before:
                context.notify("Nothing changed")
                return
            try:
                context.report(context.session.set_note(passage, note))
            except PullquoteError as error:
                # The draft must not be lost, so the dialog opens again with it.
                edit(note, str(error))

        edit(note_before)

    def speaker(self, current: str, set_speaker: Callable[[str], Outcome]) -> None:
        """Choose or type who speaks."""
        from tui.screens.speaker_screen import SpeakerScreen

        context = self._context

        def save(name: str | None) -> None:
            if name is None:
                context.notify("Nothing changed")
                return
            self._screen.attempt(lambda: context.report(set_speaker(name)))

        names = speakers(context.session.reading.analysis)
        self._screen.show_dialog(SpeakerScreen(names, current), save)

    def search(self) -> None:
        """Type a pattern, and go to its first hit from the caret on."""
        self._search("", self._go_to_hit)

    def search_again(self, go_on: Callable[[], None]) -> None:
        """Search for the last pattern, and call ``go_on`` if it has hits."""
        if self._pattern:
            self._search(self._pattern, go_on)
        else:
            self._context.notify("Nothing was searched for; / searches.")

    def _search(self, pattern: str, go_on: Callable[[], None]) -> None:
        from tui.screens.search_screen import SearchScreen

        hits_before, text = self._context.hits, self._context.session.reading.article.text
        dialog = SearchScreen(text, self._screen.show_hits, pattern)

        def handle_hits(hits: tuple[Span, ...] | None) -> None:
            self._context.hits = hits_before if hits is None else hits
            if hits:
                self._pattern = dialog.pattern
                self._screen.attempt(go_on)

        self._screen.show_dialog(dialog, handle_hits)

    def tag_all(self) -> None:
        """Choose a theme, and tag every hit with it."""
        from tui.screens.tag_all_screen import TagAllScreen

        context, hits = self._context, self._context.hits

        def tag(theme_id: str | None) -> None:
            if theme_id is None:
                context.notify("Nothing changed")
            else:
                self._screen.attempt(lambda: self._tag_all(hits, theme_id))

        self._screen.show_dialog(TagAllScreen(context.session.reading, hits), tag)

    def go_to(self) -> None:
        """Type a position in the text, and go there."""
        from tui.screens.go_to_screen import GoToScreen

        def handle_position(typed: str | None) -> None:
            if typed:
                self._screen.attempt(lambda: self._go_to(typed))

        self._screen.show_dialog(GoToScreen(), handle_position)

    def export(self, format_name: str = "markdown") -> None:
        """Choose a format and a file, and export the notes."""
        from tui.screens.export_screen import ExportScreen

        def show_message(message: str | None) -> None:
            self._context.notify(message or "Nothing exported")

        self._screen.show_dialog(ExportScreen(self._context.session, format_name), show_message)

    def import_notes(self) -> None:
        """Choose a file of notes, and import it."""
        from tui.screens.import_screen import ImportScreen

        def import_plan(plan: ImportPlan | None) -> None:
            if plan is None:
                self._context.notify("Nothing imported")
            else:
                self._screen.attempt(lambda: self._import(plan))

        self._screen.show_dialog(ImportScreen(self._context.session), import_plan)

    def review(self) -> None:
        """Decide about the passages that were not found for certain, and go to the chosen one."""
        from tui.screens.review_screen import ReviewScreen

        context, selection = self._context, self._context.caret.selection
        dialog = ReviewScreen(context.session, selection, self._reviewed_id)

        def handle_choice(chosen: Anchored | None) -> None:
            self._reviewed_id = dialog.current_id
            reading = context.session.reading
            if chosen is not None and chosen.span is not None:
                active = ActiveAnnotation(chosen.annotation.id, chosen.span)
                context.jump(caret_at(reading, chosen.span.start)._replace(active=active))
            elif selection is not None and reading.on(selection):
                context.caret = context.caret._replace(selection=None)

        self._screen.show_dialog(dialog, handle_choice)

    def history(self) -> None:
        """Choose a moment of the history, and restore it."""
        from tui.screens.history_screen import HistoryScreen

        def restore(change: Change | None) -> None:
            if change is not None:
                self._screen.attempt(
                    lambda: self._context.report(self._context.session.commit(change))
                )

        self._screen.show_dialog(HistoryScreen(self._context.session), restore)

    def _import(self, plan: ImportPlan) -> None:
        """Carry out an import, and show one of its articles if the open one is not among them."""
        from tui.session.importing.import_plan import apply_plan
        from tui.session.library import article_or_archived
        from tui.session.restore import changed_article_ids

        session = self._context.session
        apply_plan(session.library, plan, session.commit)
        article_ids = changed_article_ids(plan.change) or [article.id for article in plan.articles]
        if article_ids and session.reading.article.id not in article_ids:
            self._screen.open(article_or_archived(session.library, article_ids[0]))
        self._context.notify(" ".join(plan.messages))

    def _tag_all(self, hits: tuple[Span, ...], theme_id: str) -> None:
        outcome = self._context.session.tag_all(hits, theme_id)
        # The first hit may be far away; without a span the pane does not scroll.
        self._context.report(outcome._replace(span=None))

    def _go_to(self, typed: str) -> None:
        chosen = parse_counted_keys(typed, COMMANDS)
        if chosen is not None:
            self._screen.perform(chosen.command, chosen.arguments)
        else:
            self._context.go_to(parse_position(self._context.session.reading, typed))

    def _go_to_hit(self) -> None:
        """Go to the first hit from the caret on, else to the first of all."""
        context = self._context
        offset = context.caret.point
        index = next((n for n, hit in enumerate(context.hits) if hit.start >= offset), 0)
        context.go_to(caret_at(context.session.reading, context.hits[index].start))
        context.notify(f"Hit {index + 1} of {hit_count(len(context.hits))}; n and N go on")

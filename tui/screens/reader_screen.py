"""The screen on which an article is read: it composes, binds and delegates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult

from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.commands import COMMANDS, Chosen, Command, KeyArguments, KeyReader, Pending
from tui.commands.command import show_key
from tui.commands.key_arguments import NOTHING
from tui.errors import PullquoteError, StoreError
from tui.model import Article, Reading, Span
from tui.screens.analysis_task import is_found, looked_for
from tui.screens.command_context import ReaderCommandContext
from tui.screens.messages import FindingFailed, Found
from tui.screens.side_pane_state import SidePaneState
from tui.screens.startup import Startup
from tui.session.background_loading import BackgroundLoading
from tui.session.navigation.caret import Caret
from tui.session.navigation.growing import clicked
from tui.session.navigation.motions import caret_at, swept
from tui.session.navigation.overlaps import in_hand
from tui.session.session import Session
from tui.textual_internals.partial_repaint import PartialRepaintScreen
from tui.widgets.article_pane.article_pane import ArticlePane
from tui.widgets.row_list import RowList
from tui.widgets.side_pane import SideBySide, SidePane
from tui.widgets.status_bars import KeyFooter, StatusLine, ThemeBar, TitleBar
from tui.widgets.widget_styles import WidgetStyles

if TYPE_CHECKING:
    from tui.screens.dialog_base import TypeAhead


T = TypeVar("T")


class ReaderScreen(PartialRepaintScreen):
    """The open article, the lists beside it, and the lines around them."""

    BLANK = True
    AUTO_FOCUS = ""  # keys come straight here, unless the lists have asked for them
    DEFAULT_CSS = "ReaderScreen { layout: vertical; }"

    def __init__(
        self,
        session: Session,
        process: AnalysisProcess,
        widget_styles: WidgetStyles,
        beginning: BackgroundLoading | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.widget_styles = widget_styles
        self.hits: tuple[Span, ...] = ()
        self._process = process
        self._keys = KeyReader(COMMANDS)
        self._caret = caret_at(session.reading, session.place())
        self._notice = ""
        self._is_error = False
        self._is_spelled_out = False
        self._are_lines_stale = False
        self.title_bar = TitleBar(id="title")
        self.pane = ArticlePane(id="text")
        self.context = ReaderCommandContext(self)
        self.start = Startup(self, beginning)
        self.side = SidePane(widget_styles, id="side")
        self.beside = SidePaneState(self)
        self.status = StatusLine(id="status")
        self.themes = ThemeBar(id="themes")
        self.footer = KeyFooter(id="keys")

    def compose(self) -> ComposeResult:
        """Title, text with the lists beside it, status, themes, keys."""
        yield self.title_bar
        with SideBySide():
            yield self.pane
            yield self.side
        yield self.status
        yield self.themes
        yield self.footer

    def on_mount(self) -> None:
        """Show the text at once, then look for names and quotes."""
        self.beside.place(self.app.size.width)
        self.pane.palette = self.widget_styles.palette
        self.session.listeners.append(self._show_reading)
        self._show_reading(self.session.reading)
        self.caret = self._caret
        self._show_keys()
        self.tell_doubts()
        self.call_after_refresh(self.start.begin)

    def on_unmount(self) -> None:
        """Stop listening."""
        self.session.listeners.remove(self._show_reading)

    def open(self, article: Article) -> None:
        """Read another article from where it was left.

        Raises:
            StoreError: if its annotations cannot be read.
        """
        self.keep_place()
        self.hits = self.pane.hits = ()
        self.session.open(article)
        self.caret = caret_at(self.session.reading, self.session.place())
        for notice in article.notices:
            self.notify(notice, severity="warning", timeout=10, markup=False)
        self.tell_doubts()
        self.look()

    def keep_place(self) -> None:
        """Keep how far the article is read, if the store allows it."""
        try:
            self.session.keep_place(self._caret.point)
        except StoreError as error:
            self.notify(str(error), title="Place not kept", severity="warning", markup=False)

    @property
    def caret(self) -> Caret:
        """The place of reading; setting it shows it."""
        return self._caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._take(caret)
        shown = caret.point
        if caret.selection is not None and caret.edge == "end":
            edge = caret.selection.end - 1
            # A selection that grew around the cursor shows the cursor, however far it goes.
            shown = edge if caret.sentence.holds(edge) else shown
        self.pane.show_offset(shown)
        self._renew_lines()

    def _take(self, caret: Caret) -> None:
        self._caret = self.pane.caret = caret
        self.pane.lifted = caret.held.id if caret.held else None

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark where a search matches."""
        self.hits = self.pane.hits = hits

    def show_title(self) -> None:
        """Show what is read, and whether another app keeps this one from changing anything."""
        is_read_only = bool(self.session.library.writer)
        self.title_bar.show_article(self.session.reading.article, self.widget_styles, is_read_only)

    def show_notice(self, words: str, is_error: bool = False) -> None:
        """Show a sentence until the next key: on the status line, and whole above it if need be."""
        self._notice, self._is_error = words, is_error
        self._renew_lines()
        if cell_len(words) > self.app.size.width - 2:
            self._is_spelled_out = True
            self.app.clear_notifications()
            self.notify(words, timeout=10, markup=False)

    def apply_styles(self, widget_styles: WidgetStyles) -> None:
        """Take other colours."""
        self.widget_styles = widget_styles
        self.pane.palette = widget_styles.palette
        self.side.apply_styles(widget_styles)
        self._show_reading(self.session.reading)

    def perform(self, command: Command, arguments: KeyArguments = NOTHING) -> None:
        """Do what a command says."""
        if not command.needs_only_text:
            self.start.finish()
        self.context.arguments = arguments
        self.attempt(lambda: command.run(self.context))

    def attempt(self, step: Callable[[], None]) -> None:
        """Take a step; an error becomes one sentence on the screen, and nothing has changed."""
        try:
            step()
        except PullquoteError as error:
            self.show_notice(str(error), is_error=True)

    def ask(self, dialog: TypeAhead[T], then: Callable[[T | None], None]) -> None:
        """Open a dialog; ``then`` gets the answer."""
        dialog.then = then
        self.app.push_screen(dialog)

    def on_key(self, event: events.Key) -> None:
        """Collect keys until they name a command; those typed behind it go to what it opened."""
        front = self.app.screen
        if front is not self:
            event.stop()
            event.prevent_default()
            (front.focused or front).post_message(event.copy())
            return
        self._notice = ""
        self._are_lines_stale = True
        if self._is_spelled_out or event.key == "escape":
            self._is_spelled_out = False
            self.app.clear_notifications()
        if self._take_key(key_name(event)):
            event.stop()
            event.prevent_default()
        self._show_lines()
        self.paint_now()

    def on_resize(self, event: events.Resize) -> None:
        """Show the lists where there is room."""
        self.beside.place(event.size.width)

    def on_article_pane_pointed(self, message: ArticlePane.Pointed) -> None:
        """Move the cursor to where the mouse points; more clicks select."""
        self._notice = ""
        self.beside.leave()
        self.caret = clicked(self.session.reading, message.offset, message.clicks)

    def on_article_pane_swept(self, message: ArticlePane.Swept) -> None:
        """Select what the mouse sweeps over."""
        reading, start, end = self.session.reading, message.start_offset, message.end_offset
        self._take(swept(reading, self._caret, start, end))
        self._renew_lines()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the place of a row."""
        self._notice = ""
        self.context.jump(caret_at(self.session.reading, message.place.start))

    def on_theme_bar_pressed(self, message: ThemeBar.Pressed) -> None:
        """Toggle a theme that was clicked."""
        command = next(c for c in COMMANDS if c.theme_key == message.key)
        self.perform(command)

    def on_found(self, message: Found) -> None:
        """Show findings, unless they are of another text."""
        self.session.accept(message.analysis)

    def on_finding_failed(self, message: FindingFailed) -> None:
        """Say why nothing is highlighted, unless another text is open by now."""
        if message.sha256 != self.session.reading.article.sha256:
            return
        self.notify(message.sentence, title="Names and quotes", severity="warning", markup=False)

    def look(self) -> None:
        """Look for names and quotes beside the screen, unless they came with the article."""
        self.workers.cancel_group(self, "findings")
        if not is_found(self.session, self._process):
            self._look()

    @work(thread=True, exclusive=True, group="findings", exit_on_error=False)
    def _look(self) -> None:
        for message in looked_for(self.session, self._process, self._caret.point):
            self.post_message(message)

    def tell_doubts(self) -> None:
        """Say how many passages need review, if any do."""
        if count := len(self.session.reading.doubtful):
            need = "1 passage needs" if count == 1 else f"{count} passages need"
            self.show_notice(f"{need} review, for the text was changed; R lists them.")

    def _take_key(self, key: str) -> bool:
        if self.side.rows.has_focus and self.side.rows.press_key(key):
            return True
        was_pending = self._keys.is_pending
        found = self._keys.feed(key)
        if isinstance(found, Pending):
            self._show_continuations(found)
        elif isinstance(found, Chosen):
            self.perform(found.command, found.arguments)
        elif was_pending and key != "escape":
            self.show_notice("No command has these keys; ? lists them all.")
        elif len(key) == 1:
            self.show_notice("No command has this key; ? lists them all.")
        if was_pending and not self._keys.is_pending:
            self._show_keys()
        return found is not None or was_pending

    def _show_reading(self, reading: Reading) -> None:
        self.pane.reading = reading
        self.side.reading = reading
        if self._caret.held is not None and in_hand(reading, self._caret) is None:
            self._take(self._caret._replace(held=None))
        self.show_title()
        self._renew_lines()

    def _renew_lines(self) -> None:
        """Show the lines anew once all that one key changes is known."""
        if not self._are_lines_stale:
            self._are_lines_stale = True
            self.call_next(self._show_lines)

    def _show_lines(self) -> None:
        self._are_lines_stale = False
        reading, caret, widget_styles = self.session.reading, self._caret, self.widget_styles
        self.themes.show_reading(reading, caret, widget_styles)
        if self._notice:
            self.status.show_notice(self._notice, widget_styles, self._is_error)
        else:
            self.status.show_caret(reading, caret, widget_styles)

    def _show_keys(self) -> None:
        self.footer.show_commands(self.widget_styles)

    def _show_continuations(self, pending: Pending) -> None:
        found = self._keys.continuations()
        pairs = [(show_key(keys), command.label) for keys, command in found]
        self.footer.show_continuations(pending, pairs, self.widget_styles)


def key_name(event: events.Key) -> str:
    """The character that the key types, else the key's name: "]", "space", "ctrl+r"."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key

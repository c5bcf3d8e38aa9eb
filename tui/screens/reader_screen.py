"""The screen on which an article is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult

from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.commands import COMMANDS, Chosen, Command, KeyArguments, KeyReader, Pending
from tui.commands.command import show_key
from tui.commands.context import NOTHING
from tui.errors import PullquoteError, StoreError
from tui.model import Article, Reading, Span
from tui.screens.analysis_task import analysis_messages, is_analysed
from tui.screens.command_context import ReaderCommandContext
from tui.screens.screen_messages import AnalysisFailed, AnalysisReady
from tui.screens.side_pane_state import SidePaneState
from tui.screens.startup import Startup
from tui.session.background_loading import BackgroundLoading
from tui.session.navigation.active_annotation import active_annotation
from tui.session.navigation.caret import Caret
from tui.session.navigation.motions import caret_at, caret_at_click, drag_selection
from tui.session.session import Session
from tui.textual_internals.partial_repaint import PartialRepaintScreen
from tui.widgets.article_pane.article_pane import ArticlePane
from tui.widgets.row_list import RowList
from tui.widgets.side_pane import SideBySide, SidePane
from tui.widgets.status_bars import KeyFooter, StatusLine, ThemeBar, TitleBar
from tui.widgets.widget_styles import WidgetStyles
from tui.wording import plural

if TYPE_CHECKING:
    from tui.screens.dialog_base import TypeAheadScreen


T = TypeVar("T")


class ReaderScreen(PartialRepaintScreen):
    """The open article, the side pane beside it, and the bars above and below.

    It runs the commands of its keys, and shows the readings of its session.
    """

    BLANK = True
    AUTO_FOCUS = ""  # the screen itself takes the keys, unless the side pane has the focus
    DEFAULT_CSS = "ReaderScreen { layout: vertical; }"

    def __init__(
        self,
        session: Session,
        process: AnalysisProcess,
        widget_styles: WidgetStyles,
        loading: BackgroundLoading | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.widget_styles = widget_styles
        self.hits: tuple[Span, ...] = ()
        self._process = process
        self._key_reader = KeyReader(COMMANDS)
        self._caret = caret_at(session.reading, session.saved_position())
        self._notice = ""
        self._is_error = False
        self._is_notice_expanded = False
        self._are_bars_stale = False
        self.title_bar = TitleBar(id="title")
        self.pane = ArticlePane(id="text")
        self.context = ReaderCommandContext(self)
        self.startup = Startup(self, loading)
        self.side_pane = SidePane(widget_styles, id="side")
        self.side_pane_state = SidePaneState(self, self.side_pane)
        self.status_line = StatusLine(id="status")
        self.theme_bar = ThemeBar(id="themes")
        self.footer = KeyFooter(id="keys")

    def compose(self) -> ComposeResult:
        """Title bar, text and side pane, status line, theme bar, key footer."""
        yield self.title_bar
        with SideBySide():
            yield self.pane
            yield self.side_pane
        yield self.status_line
        yield self.theme_bar
        yield self.footer

    def on_mount(self) -> None:
        """Show the text at once; what takes longer starts after the first paint."""
        self.side_pane_state.update(self.app.size.width)
        self.pane.palette = self.widget_styles.palette
        self.session.listeners.append(self._show_reading)
        self._show_reading(self.session.reading)
        self.caret = self._caret
        self._show_commands()
        self.show_review_count()
        self.call_after_refresh(self.startup.begin)

    def on_unmount(self) -> None:
        """Stop listening to the session."""
        self.session.listeners.remove(self._show_reading)

    def open(self, article: Article) -> None:
        """Show another article at the place where it was left.

        Raises:
            StoreError: If its annotations cannot be read.
        """
        self.keep_place()
        self.hits = self.pane.hits = ()
        self.session.open(article)
        self.caret = caret_at(self.session.reading, self.session.saved_position())
        for notice in article.notices:
            self.notify(notice, severity="warning", timeout=10, markup=False)
        self.show_review_count()
        self.start_analysis()

    def keep_place(self) -> None:
        """Save how far the article is read; a failure is shown as a notification."""
        try:
            self.session.save_position(self._caret.point)
        except StoreError as error:
            self.notify(str(error), title="Place not kept", severity="warning", markup=False)

    @property
    def caret(self) -> Caret:
        """The place of reading; setting it scrolls there."""
        return self._caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._set_caret(caret)
        offset = caret.point
        if caret.selection is not None and caret.edge == "end":
            edge = caret.selection.end - 1
            # A selection that was expanded around the caret may end off the screen.
            offset = edge if caret.sentence.holds(edge) else offset
        self.pane.show_offset(offset)
        self._request_bars()

    def _set_caret(self, caret: Caret) -> None:
        self._caret = self.pane.caret = caret
        self.pane.lifted = caret.active.id if caret.active else None

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Highlight the matches of a search."""
        self.hits = self.pane.hits = hits

    def show_title(self) -> None:
        """Show the title bar, with a mark if another process is the writer."""
        is_read_only = bool(self.session.library.writer)
        self.title_bar.show_article(self.session.reading.article, self.widget_styles, is_read_only)

    def show_notice(self, text: str, is_error: bool = False) -> None:
        """Show a sentence on the status line until the next key.

        One that is wider than the line is also shown whole, as a notification above it.
        """
        self._notice, self._is_error = text, is_error
        self._request_bars()
        if cell_len(text) > self.app.size.width - 2:
            self._is_notice_expanded = True
            self.app.clear_notifications()
            self.notify(text, timeout=10, markup=False)

    def apply_styles(self, widget_styles: WidgetStyles) -> None:
        """Change the colours."""
        self.widget_styles = widget_styles
        self.pane.palette = widget_styles.palette
        self.side_pane.apply_styles(widget_styles)
        self._show_reading(self.session.reading)

    def perform(self, command: Command, arguments: KeyArguments = NOTHING) -> None:
        """Run a command, after the annotations are loaded if it needs them."""
        if not command.needs_only_text:
            self.startup.finish()
        self.context.arguments = arguments
        self.attempt(lambda: command.run(self.context))

    def attempt(self, step: Callable[[], None]) -> None:
        """Call ``step``, and show the sentence of a ``PullquoteError`` that it raises."""
        try:
            step()
        except PullquoteError as error:
            self.show_notice(str(error), is_error=True)

    def show_dialog(
        self, dialog: TypeAheadScreen[T], on_result: Callable[[T | None], None]
    ) -> None:
        """Open a dialog; ``on_result`` is called with its result."""
        dialog.result_callback = on_result
        self.app.push_screen(dialog)

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key sequence; keys that a dialog should get are forwarded to it."""
        screen = self.app.screen
        if screen is not self:  # a command of an earlier key opened it
            event.stop()
            event.prevent_default()
            (screen.focused or screen).post_message(event.copy())
            return
        self._notice = ""
        self._are_bars_stale = True
        if self._is_notice_expanded or event.key == "escape":
            self._is_notice_expanded = False
            self.app.clear_notifications()
        if self._handle_key(key_name(event)):
            event.stop()
            event.prevent_default()
        self._update_bars()
        self.paint_now()

    def on_resize(self, event: events.Resize) -> None:
        """Show the side pane where there is room."""
        self.side_pane_state.update(event.size.width)

    def on_article_pane_pointed(self, message: ArticlePane.Pointed) -> None:
        """Move the caret to a clicked word; double and triple clicks select."""
        self._notice = ""
        self.side_pane_state.focus_text()
        self.caret = caret_at_click(self.session.reading, message.offset, message.clicks)

    def on_article_pane_swept(self, message: ArticlePane.Swept) -> None:
        """Select the text that the mouse is dragged over."""
        reading, start, end = self.session.reading, message.start_offset, message.end_offset
        self._set_caret(drag_selection(reading, self._caret, start, end))
        self._request_bars()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the place of a row that was chosen in the side pane."""
        self._notice = ""
        self.context.jump(caret_at(self.session.reading, message.place.start))

    def on_theme_bar_pressed(self, message: ThemeBar.Pressed) -> None:
        """Toggle the theme that was clicked."""
        command = next(command for command in COMMANDS if command.theme_key == message.key)
        self.perform(command)

    def on_analysis_ready(self, message: AnalysisReady) -> None:
        """Show an analysis, unless it is of another text."""
        self.session.accept_findings(message.analysis)

    def on_analysis_failed(self, message: AnalysisFailed) -> None:
        """Say why the analysis failed, unless another text is open by now."""
        if message.sha256 != self.session.reading.article.sha256:
            return
        self.notify(message.reason, title="Names and quotes", severity="warning", markup=False)

    def start_analysis(self) -> None:
        """Analyse the open article in a thread, unless it is analysed already."""
        self.workers.cancel_group(self, "findings")
        if not is_analysed(self.session, self._process):
            self._analyse()

    @work(thread=True, exclusive=True, group="findings", exit_on_error=False)
    def _analyse(self) -> None:
        for message in analysis_messages(self.session, self._process, self._caret.point):
            self.post_message(message)

    def show_review_count(self) -> None:
        """Say how many passages need review, if any do."""
        if count := len(self.session.reading.needs_review):
            need = f"{plural(count, 'passage')} {'needs' if count == 1 else 'need'}"
            self.show_notice(f"{need} review, for the text was changed; R lists them.")

    def _handle_key(self, key: str) -> bool:
        """Handle a key, and return whether the side pane or a command used it."""
        if self.side_pane.rows.has_focus and self.side_pane.rows.press_key(key):
            return True
        was_pending = self._key_reader.is_pending
        result = self._key_reader.feed(key)
        if isinstance(result, Pending):
            self._show_continuations(result)
        elif isinstance(result, Chosen):
            self.perform(result.command, result.arguments)
        elif was_pending and key != "escape":
            self.show_notice("No command has these keys; ? lists them all.")
        elif len(key) == 1:
            self.show_notice("No command has this key; ? lists them all.")
        if was_pending and not self._key_reader.is_pending:
            self._show_commands()
        return result is not None or was_pending

    def _show_reading(self, reading: Reading) -> None:
        self.pane.reading = reading
        self.side_pane.reading = reading
        if self._caret.active is not None and active_annotation(reading, self._caret) is None:
            self._set_caret(self._caret._replace(active=None))
        self.show_title()
        self._request_bars()

    def _request_bars(self) -> None:
        """Schedule one update of status line and theme bar for all changes of this turn."""
        if not self._are_bars_stale:
            self._are_bars_stale = True
            self.call_next(self._update_bars)

    def _update_bars(self) -> None:
        self._are_bars_stale = False
        reading, caret, widget_styles = self.session.reading, self._caret, self.widget_styles
        self.theme_bar.show_reading(reading, caret, widget_styles)
        if self._notice:
            self.status_line.show_notice(self._notice, widget_styles, self._is_error)
        else:
            self.status_line.show_caret(reading, caret, widget_styles)

    def _show_commands(self) -> None:
        self.footer.show_commands(self.widget_styles)

    def _show_continuations(self, pending: Pending) -> None:
        continuations = self._key_reader.continuations()
        pairs = [(show_key(keys), command.label) for keys, command in continuations]
        self.footer.show_continuations(pending, pairs, self.widget_styles)


def key_name(event: events.Key) -> str:
    """The character that the key types, else the key's name: "]", "space", "ctrl+r"."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key

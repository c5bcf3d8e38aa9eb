"""The app: which screen, which colours, which process finds things."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter

from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.config import Workspace, preference
from tui.errors import ArticleError, PullquoteError
from tui.first_paint import FIRST_PAINT
from tui.highlight.palettes import PALETTES, palette_named
from tui.model import Article
from tui.screens.messages import Found
from tui.screens.reader_screen import ReaderScreen
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session
from tui.sources.article_loading import article_from_pipe
from tui.textual_internals.themes import set_first_theme
from tui.widgets.terminal_sanitizer import TerminalSanitizer
from tui.widgets.widget_styles import WidgetStyles

if TYPE_CHECKING:
    from tui.screens.external_changes import ExternalChanges

MANY = 10_000
"""Findings whose collection would be felt."""
_MOST_TOLD = 3
"""Articles that cannot be read and are named at the start."""


class PullquoteApp(App[None]):
    """Reads one article at a time in a workspace."""

    TITLE = "Pullquote"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = """
    Toast { max-width: 90%; }
    ToastRack { margin-bottom: 3; } /* Above status, themes and keys. */
    /* Textual's own colours for these are too near to what is behind them. */
    Input > .input--placeholder { color: $foreground; text-style: italic; }
    Input > .input--selection, TextArea > .text-area--selection {
        color: $background; background: $foreground;
    }
    OptionList > .option-list--option-highlighted,
    OptionList:focus > .option-list--option-highlighted {
        color: $background; background: $foreground; text-style: bold;
    }
    ToggleButton:focus > .toggle--label { color: $background; background: $foreground; }
    Dialog > Vertical, BottomLine > Vertical {
        border-title-color: $foreground; border-subtitle-color: $foreground;
    }
    """

    def __init__(
        self,
        session: Session,
        process: AnalysisProcess,
        palette: str = "",
        shows_library: bool = False,
        beginning: BackgroundLoading | None = None,
    ) -> None:
        self._is_dressed = False
        super().__init__(driver_class=_driver_class())
        self._shows_library = shows_library
        system = COLOR_SYSTEMS[self.console.color_system or "truecolor"]
        self._last_filters: list[LineFilter] = [TerminalSanitizer()]
        if system is not ColorSystem.TRUECOLOR:
            from tui.widgets.contrast_filter import ContrastFilter

            self._last_filters.append(ContrastFilter(system))
        self.animation_level = "none"
        self._session = session
        self._process = process
        self._beginning = beginning
        self._others: ExternalChanges | None = None
        self.notices: list[str] = []
        """Sentences to show once the screen is there."""
        self.widget_styles = WidgetStyles(palette_named(palette or self._fitting_palette()))
        for offered in PALETTES.values():
            widget_styles = WidgetStyles(offered)
            if widget_styles.textual_theme_name not in self.available_themes:
                self.register_theme(widget_styles.textual_theme)
        self._is_dressed = True
        set_first_theme(self, self.widget_styles.textual_theme_name)

    def get_default_screen(self) -> ReaderScreen:
        """The reading screen is the first and lowest one: no other is laid out below it."""
        self.reader = ReaderScreen(
            self._session, self._process, self.widget_styles, self._beginning
        )
        return self.reader

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the palette; none for Textual, which asks before there is one."""
        return super().get_css_variables() if self._is_dressed else {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *self._last_filters]

    def on_mount(self) -> None:
        """Say what the reader should know about the open article."""
        for notice in (*self._session.reading.article.notices, *self.notices):
            self.tell(notice)
        if self._shows_library:
            self.reader.context.show_library()
        if self.reader.start.is_over:
            self.call_after_refresh(self.settle)
        self.call_after_refresh(self._watch)
        # A thread that reads findings gives way to a key sooner than after 5 ms.
        sys.setswitchinterval(0.0005)
        self._heed_signals()

    def _watch(self) -> None:
        """Look from now on at what others do in the workspace."""
        from tui.screens.external_changes import ExternalChanges

        self._others = ExternalChanges(self, self._session)

    def _heed_signals(self) -> None:
        """Keep the place when the terminal is closed or the app is told to end."""
        loop = asyncio.get_running_loop()
        # Where signals cannot be had (another thread, another system), nothing is lost but that.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGTERM, self.reader.context.leave)
            loop.add_signal_handler(signal.SIGHUP, self._end_without_terminal)

        self.set_interval(1, self._end_if_hung_up)

    def _end_if_hung_up(self) -> None:
        """End without a signal: only the leader of a session is told, which may be make."""
        if self.is_headless or sys.__stdin__ is None:
            return
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), 0)
        if any(what & select.POLLHUP for _, what in poll.poll(0)):
            self._end_without_terminal()

    def _end_without_terminal(self) -> None:
        self.reader.keep_place()
        self._process.close()
        os._exit(128 + signal.SIGHUP)

    def tell(self, sentence: str) -> None:
        """Show a sentence that the reader should not miss."""
        self.notify(sentence, severity="warning", timeout=10, markup=False)

    def settle(self) -> None:
        """Keep what is there for good out of the collector's way: a full pass takes 100 ms."""
        gc.freeze()
        gc.enable()

    def on_begun(self) -> None:
        """Do so with what was kept, and give back what reading it took."""
        self.call_after_refresh(self.settle)
        self.call_after_refresh(_give_memory_back)

    def on_found(self, message: Found) -> None:
        """Do the same with findings by the ten thousand."""
        if len(message.analysis.entities) > MANY:
            self.settle()
            self.call_after_refresh(_give_memory_back)

    def on_unmount(self) -> None:
        """End the analysing process, and let another app change things."""
        self._process.close()
        if self._others is not None:
            self._others.end()

    async def action_quit(self) -> None:
        """Keep the place and quit; a dialog, which may hold a draft, has to be left first."""
        if self.screen is self.reader:
            self.reader.context.leave()
        else:
            self.notify("Leave this with Esc first.", markup=False)

    def on_next_palette(self) -> None:
        """Change to the next set of colours."""
        # Names of colours come out black on black where Textual takes the colours away.
        names = [name for name in PALETTES if name != "ansi" or not self.no_color]
        name = names[(names.index(self.widget_styles.palette.name) + 1) % len(names)]
        self.widget_styles = WidgetStyles(palette_named(name))
        self.theme = self.widget_styles.textual_theme_name
        self.reader.apply_styles(self.widget_styles)
        self.reader.show_notice(f"Colours: {name}")

    def _fitting_palette(self) -> str:
        if self.no_color:
            return "mono"
        wanted = preference("palette")
        if wanted:
            return palette_named(wanted).name
        return "ansi" if self.console.color_system == "standard" else "dark"


def _give_memory_back() -> None:
    """Let the C library return what was freed: it holds on to as much as a book takes."""
    import ctypes

    # Only some C libraries know how.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _driver_class() -> type[Driver] | None:
    """The driver that takes the first paint over, if there is one to take over."""
    if not FIRST_PAINT.is_shown:
        return None
    from tui.first_paint_driver import FirstPaintDriver

    return FirstPaintDriver


def launch(workspace: Workspace, target: str | None) -> int:
    """Open the app on ``target`` (an article's id, a path, "-" for a pipe) and give the exit code.

    Without a target it is the first article of ``seeds/`` that can be read, under the list of all
    if there are more.

    Raises:
        PullquoteError: if there is nothing to open; the terminal has not been touched.
    """
    notices: list[str] = []
    library = Library(workspace, tell=notices.append)
    article, session = _article(library, target), Session(library)
    beginning = BackgroundLoading(session, article)
    shows_library = target is None and len(library.seeds()) > 1
    if shows_library:  # which shows what is kept of each
        beginning.finish()
    process = AnalysisProcess(session.analyser)
    app = PullquoteApp(session, process, shows_library=shows_library, beginning=beginning)
    app.notices = notices
    library.tell = app.tell
    try:
        app.run()
    finally:
        library.close()
    return app.return_code or 0


def _article(library: Library, target: str | None) -> Article:
    if target == "-":
        return _piped()
    if target is not None:
        return library.article(target)
    seeds = library.seeds()
    if not seeds:
        raise PullquoteError(
            f"There is no article in {library.workspace.seeds}; "
            "put a text file there, or name one: pullquote story.txt."
        )
    return _first_readable(library, seeds)


def _first_readable(library: Library, names: Iterable[str]) -> Article:
    problems: list[ArticleError] = []
    for name in names:
        try:
            article = library.article(name)
        except ArticleError as error:
            problems.append(error)
            continue
        told = [str(error) for error in problems[:_MOST_TOLD]]
        if more := len(problems) - len(told):
            told.append(f"Others that cannot be read: {more}; L lists them.")
        return replace(article, notices=(*article.notices, *told))
    raise problems[0]


def _piped() -> Article:
    article = article_from_pipe(sys.stdin.buffer.read())
    # The keys come from the terminal; the pipe has been read to its end.
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, 0)
    os.close(terminal)
    return article

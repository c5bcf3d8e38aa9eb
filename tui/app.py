"""The Textual app: its screens, palette, analysis process and signals."""

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
from tui.errors import ArticleError, NoArticles
from tui.first_paint import FIRST_PAINT
from tui.highlight.palettes import PALETTES, palette_named
from tui.model import Article
from tui.screens.reader_screen import ReaderScreen
from tui.screens.screen_messages import AnalysisReady
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session
from tui.sources.article_loading import article_from_pipe
from tui.textual_internals.themes import set_first_theme
from tui.widgets.terminal_sanitizer import TerminalSanitizer
from tui.widgets.widget_styles import WidgetStyles

if TYPE_CHECKING:
    from tui.screens.external_changes import ExternalChanges

MANY_ENTITIES = 10_000
"""Entities of one analysis from which on a pass of the garbage collector would be felt."""
_MOST_NAMED = 3
"""Unreadable articles that are named when another one is opened instead."""


class PullquoteApp(App[None]):
    """Shows one article of a workspace at a time.

    Args:
        session: The open article and its changes.
        process: The worker process that analyses articles; the app closes it at the end.
        palette: The name of a palette; empty for the configured one.
        shows_library: Whether the library is shown over the article at the start.
        loading: What loads the annotations; ``None`` if they are loaded.
    """

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
    Dialog > Vertical, BottomDialog > Vertical {
        border-title-color: $foreground; border-subtitle-color: $foreground;
    }
    """

    def __init__(
        self,
        session: Session,
        process: AnalysisProcess,
        palette: str = "",
        shows_library: bool = False,
        loading: BackgroundLoading | None = None,
    ) -> None:
        self._has_widget_styles = False
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
        self._loading = loading
        self.external_changes: ExternalChanges | None = None
        """Set once the first screen is painted."""
        self.notices: list[str] = []
        """Sentences to show when the app is mounted."""
        self.widget_styles = WidgetStyles(palette_named(palette or self._default_palette()))
        for available in PALETTES.values():
            widget_styles = WidgetStyles(available)
            if widget_styles.textual_theme_name not in self.available_themes:
                self.register_theme(widget_styles.textual_theme)
        self._has_widget_styles = True
        set_first_theme(self, self.widget_styles.textual_theme_name)

    def get_default_screen(self) -> ReaderScreen:
        """The reading screen, in place of an empty one that would be laid out below it."""
        self.reader = ReaderScreen(self._session, self._process, self.widget_styles, self._loading)
        return self.reader

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the palette; none while the base class asks before there is one."""
        return super().get_css_variables() if self._has_widget_styles else {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of every painted line; ours come last."""
        return [*super().get_line_filters(), *self._last_filters]

    def on_mount(self) -> None:
        """Show the notices, and start the signal handlers, timers and checks."""
        for notice in (*self._session.reading.article.notices, *self.notices):
            self.warn(notice)
        if self._shows_library:
            self.reader.context.show_library()
        if self.reader.startup.is_over:
            self.call_after_refresh(self.freeze_objects)
        self.call_after_refresh(self._watch_workspace)
        # A thread that reads an analysis must yield to a key sooner than after the default 5 ms.
        sys.setswitchinterval(0.0005)
        self._add_signal_handlers()

    def _watch_workspace(self) -> None:
        """Check the workspace for changes by other processes from now on."""
        from tui.screens.external_changes import ExternalChanges

        self.external_changes = ExternalChanges(self, self._session, self.reader, self.warn)

    def _add_signal_handlers(self) -> None:
        """Save the place of reading when the terminal is closed or the process is terminated."""
        loop = asyncio.get_running_loop()
        # Signal handlers are not available in other threads and on every system.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGTERM, self.reader.context.quit)
            loop.add_signal_handler(signal.SIGHUP, self._exit_without_terminal)

        self.set_interval(1, self._exit_if_hung_up)

    def _exit_if_hung_up(self) -> None:
        """Exit if the terminal is gone: only the session leader gets SIGHUP, which may be make."""
        if self.is_headless or sys.__stdin__ is None:
            return
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), 0)
        if any(event & select.POLLHUP for _, event in poll.poll(0)):
            self._exit_without_terminal()

    def _exit_without_terminal(self) -> None:
        self.reader.keep_place()
        self._process.close()
        os._exit(128 + signal.SIGHUP)

    def warn(self, sentence: str) -> None:
        """Show a sentence as a warning for ten seconds."""
        self.notify(sentence, severity="warning", timeout=10, markup=False)

    def freeze_objects(self) -> None:
        """Turn garbage collection on for objects made from now on: a full pass takes 100 ms."""
        gc.freeze()
        gc.enable()

    def on_library_loaded(self) -> None:
        """Freeze the loaded annotations, and return the memory that loading them took."""
        self.call_after_refresh(self.freeze_objects)
        self.call_after_refresh(_trim_memory)

    def on_analysis_ready(self, message: AnalysisReady) -> None:
        """Freeze a large analysis, and return the memory that reading it took."""
        if len(message.analysis.entities) > MANY_ENTITIES:
            self.freeze_objects()
            self.call_after_refresh(_trim_memory)

    def on_unmount(self) -> None:
        """End the analysis process, and release the writer lock."""
        self._process.close()
        if self.external_changes is not None:
            self.external_changes.close()

    async def action_quit(self) -> None:
        """Quit from the reading screen; a dialog, which may hold a draft, must be closed first."""
        if self.screen is self.reader:
            self.reader.context.quit()
        else:
            self.notify("Leave this with Esc first.", markup=False)

    def on_palette_requested(self) -> None:
        """Change to the next palette."""
        # With NO_COLOR Textual paints the named colours of this palette black on black.
        names = [name for name in PALETTES if name != "ansi" or not self.no_color]
        name = names[(names.index(self.widget_styles.palette.name) + 1) % len(names)]
        self.widget_styles = WidgetStyles(palette_named(name))
        self.theme = self.widget_styles.textual_theme_name
        self.reader.apply_styles(self.widget_styles)
        self.reader.show_notice(f"Colours: {name}")

    def _default_palette(self) -> str:
        if self.no_color:
            return "mono"
        configured = preference("palette")
        if configured:
            return palette_named(configured).name
        return "ansi" if self.console.color_system == "standard" else "dark"


def _trim_memory() -> None:
    """Let the C library return freed memory to the system: otherwise it keeps megabytes."""
    import ctypes

    # Only glibc has malloc_trim.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _driver_class() -> type[Driver] | None:
    """The driver that continues after the first paint; ``None`` if nothing was painted."""
    if not FIRST_PAINT.is_shown:
        return None
    from tui.first_paint_driver import FirstPaintDriver

    return FirstPaintDriver


def launch(workspace: Workspace, target: str | None) -> int:
    """Run the app until the reader quits.

    Args:
        workspace: The folder of articles and annotations.
        target: An article's id, a path, or "-" for standard input. ``None`` opens the first
            readable article of ``seeds/``, with the library over it if there are more.

    Returns:
        The exit code.

    Raises:
        PullquoteError: If there is nothing to open; the terminal has not been changed.
    """
    notices: list[str] = []
    library = Library(workspace, tell=notices.append)
    article, session = _target_article(library, target), Session(library)
    loading = BackgroundLoading(session, article)
    shows_library = target is None and len(library.seeds()) > 1
    if shows_library:  # it shows how many annotations each article has
        loading.finish()
    process = AnalysisProcess(session.analyser)
    app = PullquoteApp(session, process, shows_library=shows_library, loading=loading)
    app.notices = notices
    library.tell = app.warn
    try:
        app.run()
    finally:
        library.close()
    return app.return_code or 0


def _target_article(library: Library, target: str | None) -> Article:
    if target == "-":
        return _article_from_stdin()
    if target is not None:
        return library.article(target)
    seeds = library.seeds()
    if not seeds:
        raise NoArticles(library.workspace.seeds)
    return _first_readable(library, seeds)


def _first_readable(library: Library, names: Iterable[str]) -> Article:
    problems: list[ArticleError] = []
    for name in names:
        try:
            article = library.article(name)
        except ArticleError as error:
            problems.append(error)
            continue
        notices = [str(error) for error in problems[:_MOST_NAMED]]
        if more := len(problems) - len(notices):
            notices.append(f"Others that cannot be read: {more}; L lists them.")
        return replace(article, notices=(*article.notices, *notices))
    raise problems[0]


def _article_from_stdin() -> Article:
    article = article_from_pipe(sys.stdin.buffer.read())
    # Keys are read from standard input, which must be the terminal and no longer the pipe.
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, 0)
    os.close(terminal)
    return article

"""The app on an article, with the analyser that needs no model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.pilot_waits import wait_for_app
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.config import Workspace
from tui.screens.reader_screen import ReaderScreen
from tui.session.library import Library
from tui.session.session import Session


class Reader:
    """A running app, with what a reader can do and see."""

    def __init__(self, app: PullquoteApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReaderScreen:
        return self.app.reader

    @property
    def session(self) -> Session:
        return self.screen.session

    @property
    def text(self) -> str:
        return self.session.reading.article.text

    @property
    def sentence(self) -> str:
        return self.screen.caret.sentence.of(self.text)

    @property
    def word(self) -> str:
        return self.screen.caret.word.of(self.text)

    @property
    def selection(self) -> str | None:
        selection = self.screen.caret.selection
        return selection and selection.of(self.text)

    @property
    def status(self) -> str:
        return "".join(piece.text for piece in self.screen.status_line.left).strip()

    @property
    def saved(self) -> list[tuple[str, tuple[str, ...], str]]:
        """The passage, themes and note of each annotation in the data file, in text order."""
        records = Library(self.session.library.workspace).records
        annotations = sorted(records.annotations.values(), key=lambda a: a.selector.span)
        return [(a.selector.exact, a.themes, a.note) for a in annotations]

    async def press(self, *keys: str) -> None:
        with self.app._context():  # another app may have been opened since
            await self.pilot.press(*keys)
        await wait_for_app(self.pilot)

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    def row(self, line: int) -> str:
        """One line of the screen."""
        return self.screen_text.split("\n")[line]

    @property
    def screen_text(self) -> str:
        """The whole screen as text."""
        screen = self.app.screen
        strips = screen._compositor.render_strips(screen.size)
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def flat_text(self) -> str:
        """The screen in one line: words are separated by single spaces."""
        return " ".join(self.screen_text.replace("│", " ").split())


Open = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def open_app(workspace: Workspace) -> Open:
    """Open the app on the seed article, or on a text as the article ``own``."""

    @asynccontextmanager
    async def opened(
        text: str | None = None,
        size: tuple[int, int] = (100, 30),
        palette: str = "dark",
        notifications: bool = False,
    ) -> AsyncIterator[Reader]:
        library = Library(workspace)
        name = next(iter(library.seeds()))
        if text is not None:
            (workspace.seeds / "own.txt").write_text(text, "utf-8", newline="")
            name = "own"
        session = Session(library)
        session.open(library.article(name))
        app = PullquoteApp(session, AnalysisProcess("rules"), palette=palette)
        async with app.run_test(size=size, notifications=notifications) as pilot:
            reader = Reader(app, pilot)
            await wait_for_app(pilot)
            yield reader

    return opened

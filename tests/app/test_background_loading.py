"""The text of a large library is shown at once, and no command acts on a part of it."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from tests.app.conftest import Reader
from tests.large_workspace import COUNT, POSITION, TEXT, sentence, write_large_workspace
from tests.pilot_waits import TIMEOUT
from tests.terminals import TerminalWindow, command
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.commands import COMMANDS
from tui.config import Workspace
from tui.model import Article
from tui.screens.reader_screen import ReaderScreen
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session
from tui.store import Records
from tui.store.engines.tinydb_engine import TinyDBStore


class SlowStore(TinyDBStore):
    """Loads when `may_load` is set; with ``loads_on_demand`` once a command waits for it."""

    def __init__(self, loads_on_demand: bool = True) -> None:
        super().__init__()
        self.may_load = threading.Event()
        self.loads_on_demand = loads_on_demand

    def load(self, workspace: Workspace) -> Records:
        assert self.may_load.wait(TIMEOUT)
        return super().load(workspace)


class DemandedLoading(BackgroundLoading):
    """Tells the store when somebody waits for the annotations."""

    def __init__(self, session: Session, article: Article, store: SlowStore) -> None:
        self._store = store
        super().__init__(session, article)

    def finish(self) -> None:
        if self._store.loads_on_demand:
            self._store.may_load.set()
        super().finish()


Begin = Callable[[SlowStore], AbstractAsyncContextManager[Reader]]


@pytest.fixture
def begin(workspace: Workspace) -> Begin:
    """Open the app on a large library that is not loaded yet."""
    write_large_workspace(workspace)

    @asynccontextmanager
    async def running(store: SlowStore) -> AsyncIterator[Reader]:
        library = Library(workspace, store)
        session = Session(library)
        loading = DemandedLoading(session, library.article("large"), store)
        app = PullquoteApp(session, AnalysisProcess("rules"), palette="dark", loading=loading)
        library.tell = app.warn
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            try:
                yield Reader(app, pilot)
            finally:
                store.may_load.set()

    return running


async def test_the_text_can_be_read_before_the_library_is(begin: Begin) -> None:
    store = SlowStore(loads_on_demand=False)
    async with begin(store) as reader:
        assert reader.screen.caret.point == POSITION
        assert TEXT[POSITION : POSITION + 40] in reader.screen_text
        assert "ships" in reader.row(28)
        # `Reader.press` would wait for the thread that waits for this test.
        await reader.pilot.press("j", "l", "pagedown")
        assert reader.screen.caret.point > POSITION
        assert reader.session.reading.annotations == ()
        point = reader.screen.caret.point
        store.may_load.set()
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert len(reader.session.reading.annotations) == COUNT
        assert reader.screen.caret.point == point
        assert f"rain {COUNT}" in reader.row(28)


async def test_a_tag_waits_for_the_library(begin: Begin) -> None:
    async with begin(SlowStore()) as reader:
        await reader.press("1", "j", "2")
        assert reader.session.reading.on(sentence(3)).themes == ("rain", "ships")
        assert reader.session.reading.on(sentence(4)) is None
        assert len(reader.session.reading.annotations) == COUNT - 1
        saved = Library(reader.session.library.workspace).records.annotations
        assert saved[f"{3:032x}"].themes == ("rain", "ships")
        assert f"{4:032x}" not in saved
        await reader.press("u", "u")
        assert len(reader.session.reading.annotations) == COUNT


@pytest.mark.parametrize("keys", [("] t",), ("L", "escape"), ("x", "escape"), ("M", "a"), ("O",)])
async def test_a_command_that_needs_the_annotations_waits(
    begin: Begin, keys: tuple[str, ...]
) -> None:
    async with begin(SlowStore()) as reader:
        assert reader.session.reading.annotations == ()
        # `Reader.press` would wait for the thread, and so for the annotations, itself.
        await reader.pilot.press(*(key for sequence in keys for key in sequence.split()))
        assert len(reader.session.reading.annotations) == COUNT


async def test_a_key_before_the_first_paint_loads_and_analyses_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hasty(PullquoteApp):
        def on_mount(self) -> None:
            super().on_mount()
            self.reader.perform(next(c for c in COMMANDS if c.theme_key == "1"))

    analyses: list[ReaderScreen] = []
    monkeypatch.setattr(ReaderScreen, "start_analysis", lambda screen: analyses.append(screen))
    write_large_workspace(workspace)
    session = Session(Library(workspace, TinyDBStore()))
    loading = BackgroundLoading(session, session.library.article("large"))
    app = Hasty(session, AnalysisProcess("rules"), palette="dark", loading=loading)
    gc.disable()
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert session.reading.on(sentence(3)).themes == ("rain", "ships")
            assert len(analyses) == 1
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_the_article_is_analysed_after_the_annotations_are_loaded(begin: Begin) -> None:
    async with begin(SlowStore()) as reader:
        assert reader.session.reading.analysis.analyser == ""
        await reader.press("1")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert reader.session.reading.analysis.analyser == "rules"


async def test_damage_is_reported_as_without_background_loading(
    begin: Begin, workspace: Workspace
) -> None:
    text = workspace.data_file.read_text()
    workspace.data_file.write_text(text.replace("Ship 400", "Ship 4O0"))
    async with begin(SlowStore()) as reader:
        await reader.press("1")
        assert "does not fit its checksum" in reader.status
        messages = [notice.message for notice in reader.app._notifications]
        assert sum(m.endswith("The text opens without annotations.") for m in messages) == 1
        assert reader.session.reading.annotations == ()


@pytest.mark.slow
def test_keys_typed_before_the_app_runs_tag(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    path = str(workspace.seeds / "large.txt")
    with TerminalWindow(command(workspace.root, path)) as window:
        window.wait_for_text("waited")  # the first paint; the app is not imported yet
        window.send("1j1")
        window.wait_for_text("ships 2")
        window.quit()
    saved = Library(workspace).records.annotations
    assert len(saved) == COUNT
    assert saved[f"{3:032x}"].themes == saved[f"{4:032x}"].themes == ("rain", "ships")

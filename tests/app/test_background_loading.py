"""The text of a large library is there at once, and no key acts on half of what is kept."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from tests.app.conftest import Reader
from tests.large_workspace import COUNT, POSITION, TEXT, sentence, write_large_workspace
from tests.terminals import Window, command
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.commands import COMMANDS
from tui.config import Workspace
from tui.screens.reader_screen import ReaderScreen
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session
from tui.store import Records
from tui.store.engines.tinydb_engine import TinyDBStore


class SlowStore(TinyDBStore):
    """Reads when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.may_read = threading.Event()

    def load(self, workspace: Workspace) -> Records:
        self.may_read.wait()
        return super().load(workspace)

    def read_soon(self) -> None:
        """Let it read once somebody waits for it, most likely."""
        threading.Timer(0.1, self.may_read.set).start()


Begin = Callable[[SlowStore], AbstractAsyncContextManager[Reader]]


@pytest.fixture
def begin(workspace: Workspace) -> Begin:
    """Open the app on a large library that is not read yet."""
    write_large_workspace(workspace)

    @asynccontextmanager
    async def begun(store: SlowStore) -> AsyncIterator[Reader]:
        library = Library(workspace, store)
        session = Session(library)
        loading = BackgroundLoading(session, library.article("large"))
        app = PullquoteApp(session, AnalysisProcess("rules"), palette="dark", loading=loading)
        library.tell = app.warn
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            try:
                yield Reader(app, pilot)
            finally:
                store.may_read.set()

    return begun


async def test_the_text_can_be_read_before_the_library_is(begin: Begin) -> None:
    store = SlowStore()
    async with begin(store) as reader:
        assert reader.screen.caret.point == POSITION
        assert TEXT[POSITION : POSITION + 40] in reader.picture
        assert "ships" in reader.row(28)
        # `Reader.press` would wait for the reading that waits for us.
        await reader.pilot.press("j", "l", "pagedown")
        assert reader.screen.caret.point > POSITION
        assert reader.session.reading.annotations == ()
        point = reader.screen.caret.point
        store.may_read.set()
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert len(reader.session.reading.annotations) == COUNT
        assert reader.screen.caret.point == point
        assert f"rain {COUNT}" in reader.row(28)


async def test_a_tag_waits_for_the_library(begin: Begin) -> None:
    store = SlowStore()
    async with begin(store) as reader:
        store.read_soon()
        await reader.press("1", "j", "2")
        assert reader.session.reading.on(sentence(3)).themes == ("rain", "ships")
        assert reader.session.reading.on(sentence(4)) is None
        assert len(reader.session.reading.annotations) == COUNT - 1
        kept = Library(reader.session.library.workspace).records.annotations
        assert kept[f"{3:032x}"].themes == ("rain", "ships")
        assert f"{4:032x}" not in kept
        await reader.press("u", "u")
        assert len(reader.session.reading.annotations) == COUNT


@pytest.mark.parametrize("keys", [("] t",), ("L", "escape"), ("x", "escape"), ("M", "a"), ("O",)])
async def test_whatever_looks_at_what_is_kept_waits(begin: Begin, keys: tuple[str, ...]) -> None:
    store = SlowStore()
    async with begin(store) as reader:
        store.read_soon()
        await reader.press(*(key for keys_ in keys for key in keys_.split()))
        assert len(reader.session.reading.annotations) == COUNT


async def test_a_key_before_the_first_paint_is_the_first_and_only_beginning(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hasty(PullquoteApp):
        def on_mount(self) -> None:
            super().on_mount()
            self.reader.perform(next(one for one in COMMANDS if one.theme_key == "1"))

    looks = []
    monkeypatch.setattr(ReaderScreen, "start_analysis", lambda screen: looks.append(screen))
    write_large_workspace(workspace)
    session = Session(Library(workspace, TinyDBStore()))
    loading = BackgroundLoading(session, session.library.article("large"))
    app = Hasty(session, AnalysisProcess("rules"), palette="dark", loading=loading)
    gc.disable()
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert session.reading.on(sentence(3)).themes == ("rain", "ships")
            assert len(looks) == 1
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_names_are_looked_for_after_that(begin: Begin) -> None:
    store = SlowStore()
    async with begin(store) as reader:
        assert reader.session.reading.analysis.analyser == ""
        store.read_soon()
        await reader.press("1")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert reader.session.reading.analysis.analyser == "rules"


async def test_damage_is_told_as_ever(begin: Begin, workspace: Workspace) -> None:
    text = workspace.data_file.read_text()
    workspace.data_file.write_text(text.replace("Ship 400", "Ship 4O0"))
    store = SlowStore()
    async with begin(store) as reader:
        store.read_soon()
        await reader.press("1")
        assert "does not fit its checksum" in reader.status
        told = [toast.message for toast in reader.app._notifications]
        assert sum(words.endswith("The text opens without annotations.") for words in told) == 1
        assert reader.session.reading.annotations == ()


@pytest.mark.slow
def test_a_key_typed_before_the_first_paint_is_kept(workspace: Workspace) -> None:
    write_large_workspace(workspace)
    path = str(workspace.seeds / "large.txt")
    with Window(command(workspace.root, path)) as window:
        window.shows("waited")  # the first paint; the app is not imported yet
        window.send("1j1")
        window.shows("ships 2")
        window.left()
    kept = Library(workspace).records.annotations
    assert len(kept) == COUNT
    assert kept[f"{3:032x}"].themes == kept[f"{4:032x}"].themes == ("rain", "ships")

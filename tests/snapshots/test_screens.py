"""Pictures of every screen and dialog; `make snapshots` takes them anew."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

import tui.screens
from tests.pilot_waits import wait_for_app, wait_until
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp
from tui.config import Workspace
from tui.model import Span
from tui.screens import history_screen
from tui.screens.command_palette import ReaderCommandPalette
from tui.screens.export_screen import ExportScreen
from tui.screens.go_to_screen import GoToScreen
from tui.screens.help_screen import HelpScreen
from tui.screens.history_screen import HistoryScreen
from tui.screens.import_screen import ImportScreen
from tui.screens.library_screen import LibraryScreen
from tui.screens.note_screen import NoteScreen
from tui.screens.reader_screen import ReaderScreen
from tui.screens.review_screen import ReviewScreen
from tui.screens.search_screen import SearchScreen
from tui.screens.speaker_screen import SpeakerScreen
from tui.screens.tag_all_screen import TagAllScreen
from tui.session.library import Library
from tui.session.restore import local_time
from tui.session.session import Session

CHANGED = "The mayor left the hall after noon, and nobody followed her in."
TEXT = f"""Harbour talks

Rain fell on the port. “Trade will slow,” said Ana Ruiz of Mexico.
{CHANGED} Ships waited.
"""
OLD = "The mayor left the hall before noon, and nobody followed her out."
GONE = "The ferry was sold in spring to a buyer who gave no name."
OLD_TEXT = TEXT.replace(CHANGED, OLD).replace("Ships waited.", GONE)


def nothing(workspace: Workspace) -> None:
    """Only the article."""


def add_articles(workspace: Workspace) -> None:
    """Annotations of the article, and a file that is no article."""
    tag_old_text(workspace)
    (workspace.seeds / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)


def add_notes(workspace: Workspace) -> None:
    """A file of another tool with one passage of the article."""
    start = TEXT.index(CHANGED)
    labelled = {"text": TEXT, "label": [[start, start + len(CHANGED), "aid"]]}
    (workspace.root / "labelled.jsonl").write_text(json.dumps(labelled) + "\n", "utf-8")


def tag_old_text(workspace: Workspace) -> None:
    """Annotations of an earlier text of the article."""
    (workspace.seeds / "own.txt").write_text(OLD_TEXT, "utf-8")
    session = Session(Library(workspace))
    session.open(session.library.article("own"))
    for passage, theme in ((OLD, "trade"), (GONE, "aid")):
        start = OLD_TEXT.index(passage)
        session.annotate(Span(start, start + len(passage)), (theme,))


class Picture(NamedTuple):
    """A screen, and the keys that open it over the article."""

    screen: type[Screen[Any]]
    keys: tuple[str, ...]
    prepare: Callable[[Workspace], None] = nothing


PICTURES = {
    "reader": Picture(ReaderScreen, ("j", "1", "v", "l", "l", "2", "escape", "]", "q")),
    "list": Picture(ReaderScreen, ("j", "4", "s", "s", "tab")),
    "no-list": Picture(ReaderScreen, ("j", "m", *"why", "ctrl+s", "S", "l")),
    "notice": Picture(ReaderScreen, ("j", "3")),
    "error": Picture(ReaderScreen, ("5",)),
    "long-error": Picture(ReaderScreen, (":", *"abc", "enter")),
    "number": Picture(ReaderScreen, ("0", "1", "2")),
    "help": Picture(HelpScreen, ("?",)),
    "library": Picture(LibraryScreen, ("L",), add_articles),
    "note": Picture(NoteScreen, ("j", "m", *"ask why")),
    "speaker": Picture(SpeakerScreen, ("]", "q", "w")),
    "search": Picture(SearchScreen, ("/", *"the")),
    "search-error": Picture(SearchScreen, ("/", "(")),
    "go-to": Picture(GoToScreen, (":",)),
    "export": Picture(ExportScreen, ("1", "x")),
    "export-error": Picture(ExportScreen, ("x", "tab", "ctrl+u", *"seeds/own.txt", "enter")),
    "import": Picture(ImportScreen, ("X", *"labelled.jsonl", "enter"), add_notes),
    "import-error": Picture(ImportScreen, ("X", *"none.qdpx", "enter")),
    "review": Picture(ReviewScreen, ("R",), tag_old_text),
    "history": Picture(HistoryScreen, ("j", "1", "j", "2", "u", "H", "j")),
    "tag-all": Picture(TagAllScreen, ("/", *"the", "enter", "T", "1")),
    "palette": Picture(ReaderCommandPalette, ("ctrl+p", *"tag")),
}


@pytest.fixture
def small(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Picture], PullquoteApp]:
    """The app on a small article: no path and no time that differs from run to run."""
    monkeypatch.chdir(workspace.root)
    monkeypatch.setattr(history_screen, local_time.__name__, lambda moment: "2025-01-31 12:00:00")

    def opened(picture: Picture) -> PullquoteApp:
        here = Workspace(workspace.root.relative_to(workspace.root))
        picture.prepare(here)
        (here.seeds / "own.txt").write_text(TEXT, "utf-8")
        return app_on(here, "own")

    return opened


def app_on(workspace: Workspace, article_id: str, palette: str = "dark") -> PullquoteApp:
    session = Session(Library(workspace))
    session.open(session.library.article(article_id))
    return PullquoteApp(session, AnalysisProcess("rules"), palette=palette)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each once the app has nothing left to do for the one before."""
    await wait_for_app(pilot)
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await wait_for_app(pilot)
    for field in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
        field.cursor_blink = False
    await wait_for_app(pilot)
    # A screen below a dialog paints when its timer fires, which no message announces.
    await wait_until(pilot, lambda: not any(s._dirty_widgets for s in pilot.app.screen_stack))


@pytest.mark.parametrize("name", PICTURES)
def test_screen(snap_compare: Any, small: Callable[[Picture], PullquoteApp], name: str) -> None:
    picture = PICTURES[name]

    async def show(pilot: Pilot[None]) -> None:
        await press(pilot, *picture.keys)
        assert type(pilot.app.screen) is picture.screen

    assert snap_compare(small(picture), terminal_size=(80, 24), run_before=show)


def test_every_screen_and_dialog_has_a_picture() -> None:
    names = [info.name for info in pkgutil.iter_modules(tui.screens.__path__)]
    modules = [import_module(f"tui.screens.{name}") for name in names]
    screens = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Screen)
        if value.__module__ == module.__name__
    }
    bases = {base for screen in screens for base in screen.__mro__[1:]}

    assert ReaderScreen in screens
    assert screens - bases == {picture.screen for picture in PICTURES.values()}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=["60", "80", "120"])
def test_reading(snap_compare: Any, workspace: Workspace, size: tuple[int, int]) -> None:
    async def read(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "j", "2", "1", "v", "l", "l", "4", "]", "q")

    app = app_on(workspace, next(iter(Library(workspace).seeds())))
    assert snap_compare(app, terminal_size=size, run_before=read)


def test_light_notes_and_selection(snap_compare: Any, workspace: Workspace) -> None:
    async def mark(pilot: Pilot[None]) -> None:
        await press(pilot, "3", "m", *"why", "ctrl+s", "j", "1", "s", "s", "v", "j", "j")

    app = app_on(workspace, next(iter(Library(workspace).seeds())), "light")
    assert snap_compare(app, terminal_size=(120, 30), run_before=mark)

"""Choosing a file of another tool, and seeing what would come in before it does."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui.errors import PullquoteError
from tui.files import expanded
from tui.imports.notes_loading import read_notes
from tui.screens.dialog_base import Dialog, Field
from tui.screens.path_suggester import PathSuggester
from tui.session.importing.import_plan import Plan, plan
from tui.session.library import Library
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize


class ImportScreen(Dialog[Plan | None]):
    """Asks for a file; gives back what is to come in, once the reader has seen it."""

    DEFAULT_CSS = """
    ImportScreen .told { height: auto; margin-top: 1; }
    ImportScreen .problem { color: $text-error; }
    """

    title_words = "Import notes"
    key_words = "Enter looks, then takes in · → completes · Esc leaves"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen: tuple[Path, Plan] | None = None

    def ask(self) -> ComposeResult:
        """The file, and what is in it."""
        yield Field(
            placeholder="a file of another tool, or of another Pullquote",
            suggester=PathSuggester(),
        )
        yield Static(classes="told")

    def on_input_changed(self) -> None:
        """Forget what was seen of another file."""
        self._seen = None
        self._tell()

    def on_input_submitted(self) -> None:
        """Look into the file, or take in what was seen."""
        path = self._path
        if self._seen is not None and self._seen[0] == path:
            self.dismiss(self._seen[1])
        else:
            self._tell("Looking ...")
            self.run_worker(self._look(path), exclusive=True)

    def on_key(self, event: events.Key) -> None:
        """Leave without importing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @property
    def _path(self) -> Path:
        return expanded(self.query_one(Input).value.strip() or ".")

    async def _look(self, path: Path) -> None:
        try:
            planned = await asyncio.to_thread(self._planned, path)
        except PullquoteError as error:
            self._tell(str(error), is_problem=True)
            return
        if path != self._path:
            return
        if planned.is_empty:
            self._tell(*planned.said, f"Nothing in “{path.name}” is new.")
            return
        self._seen = path, planned
        self._tell(*planned.said, "Enter once more takes it in.")

    def _planned(self, path: Path) -> Plan:
        session = self._session
        # A library of its own, for this is another thread; what is kept is a snapshot.
        library = Library(session.library.workspace)
        library.records = session.library.records
        return plan(library, read_notes(path), path.name, session.coder, session.clock())

    def _tell(self, *sentences: str, is_problem: bool = False) -> None:
        line = self.query_one(".told", Static)
        line.set_class(is_problem, "problem")
        line.update(Content("\n".join(map(sanitize, sentences))))
        if sentences:
            line.call_after_refresh(line.scroll_visible, animate=False)

"""The import dialog: a file, and a preview of what importing it would add."""

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
from tui.screens.dialog_base import Dialog, InputField
from tui.screens.path_suggester import PathSuggester
from tui.session.importing.import_plan import ImportPlan, plan_import
from tui.session.library import Library
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize


class ImportScreen(Dialog[ImportPlan | None]):
    """Asks for a file, previews it, and returns its import plan, or ``None``."""

    DEFAULT_CSS = """
    ImportScreen .preview { height: auto; margin-top: 1; }
    ImportScreen .problem { color: $text-error; }
    """

    title_text = "Import notes"
    key_hints = "Enter looks, then takes in · → completes · Esc leaves"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._previewed: tuple[Path, ImportPlan] | None = None

    def compose_box(self) -> ComposeResult:
        """The input field for the file, and the preview."""
        yield InputField(
            placeholder="a file of another tool, or of another Pullquote",
            suggester=PathSuggester(),
        )
        yield Static(classes="preview")

    def on_input_changed(self) -> None:
        """Clear the preview, which is of another file."""
        self._previewed = None
        self._show_preview()

    def on_input_submitted(self) -> None:
        """Preview the file, or return the plan that was previewed."""
        path = self._path
        if self._previewed is not None and self._previewed[0] == path:
            self.dismiss(self._previewed[1])
        else:
            self._show_preview("Looking ...")
            self.run_worker(self._preview(path), exclusive=True)

    def on_key(self, event: events.Key) -> None:
        """Close without importing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @property
    def _path(self) -> Path:
        return expanded(self.query_one(Input).value.strip() or ".")

    async def _preview(self, path: Path) -> None:
        try:
            import_plan = await asyncio.to_thread(self._make_plan, path)
        except PullquoteError as error:
            self._show_preview(str(error), is_problem=True)
            return
        if path != self._path:
            return
        if import_plan.is_empty:
            self._show_preview(*import_plan.messages, f"Nothing in “{path.name}” is new.")
            return
        self._previewed = path, import_plan
        self._show_preview(*import_plan.messages, "Enter once more takes it in.")

    def _make_plan(self, path: Path) -> ImportPlan:
        session = self._session
        # A library must not be shared between threads; the records are an immutable snapshot.
        library = Library(session.library.workspace)
        library.records = session.library.records
        return plan_import(library, read_notes(path), path.name, session.coder, session.clock())

    def _show_preview(self, *sentences: str, is_problem: bool = False) -> None:
        static = self.query_one(".preview", Static)
        static.set_class(is_problem, "problem")
        static.update(Content("\n".join(map(sanitize, sentences))))
        if sentences:
            static.call_after_refresh(static.scroll_visible, animate=False)

"""Choosing a format and a file for the notes."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Checkbox, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.errors import PullquoteError
from tui.exports import EXPORTS, Exporter
from tui.exports.export_writing import write_export
from tui.files import expanded
from tui.screens.dialog_base import Dialog, InputField
from tui.screens.path_suggester import PathSuggester
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize
from tui.wording import plural


class SignCheckbox(Checkbox, inherit_bindings=False):
    """A check box that shows its state by a sign, not only by colour, and does not handle Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "toggle_button")]

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: D102
        return "X" if self.value else " "


class ExportScreen(Dialog[str | None]):
    """Asks for a format and a file, and exports; returns the message for the status line."""

    DEFAULT_CSS = """
    ExportScreen OptionList { max-height: 10; }
    ExportScreen Input { margin-top: 1; }
    ExportScreen Checkbox, ExportScreen Checkbox:focus { border: none; }
    ExportScreen .problem { color: $text-error; height: auto; }
    """

    title_text = "Export the notes"
    key_hints = "Enter writes · Tab moves · Esc leaves"

    def __init__(self, session: Session, format_name: str) -> None:
        super().__init__()
        self._session = session
        self._exporters: list[Exporter] = list(EXPORTS)
        self._initial_format = format_name
        self._suggested_path = ""
        """The last path that was filled in without the reader."""
        self._overwritable: Path | None = None
        """The existing file that the reader was asked about, and Enter replaces."""

    def compose_box(self) -> ComposeResult:
        """The formats, the file and the scope."""
        yield OptionList(
            *(Option(Content(f"{e.label} ({e.suffix})"), id=e.name) for e in self._exporters)
        )
        yield InputField(suggester=PathSuggester())
        yield SignCheckbox("every article of the workspace, not this one alone")
        yield Static(classes="problem")

    def on_mount(self) -> None:
        """Highlight the initial format."""
        names = [exporter.name for exporter in self._exporters]
        formats = self.query_one(OptionList)
        formats.highlighted = (
            names.index(self._initial_format) if self._initial_format in names else 0
        )
        formats.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Suggest a file for the format."""
        self._suggest_path()

    def on_checkbox_changed(self) -> None:
        """Suggest a file for the scope."""
        self._suggest_path()

    def on_option_list_option_selected(self) -> None:
        """Export."""
        self._start_export()

    def on_input_submitted(self) -> None:
        """Export."""
        self._start_export()

    def on_key(self, event: events.Key) -> None:
        """Close, or export; the other widgets report Enter by messages of their own."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "enter" and isinstance(self.focused, SignCheckbox):
            event.stop()
            self._start_export()

    def _exporter(self) -> Exporter:
        return self._exporters[self.query_one(OptionList).highlighted or 0]

    def _suggest_path(self) -> None:
        """Fill in a path for format and scope, unless the reader has edited it."""
        field = self.query_one(Input)
        if field.value != self._suggested_path:
            return
        is_whole_workspace = self.query_one(Checkbox).value
        stem = "notes" if is_whole_workspace else self._session.reading.article.id
        folder = self._session.library.workspace.annotations / "exports"
        field.value = self._suggested_path = str(folder / f"{stem}{self._exporter().suffix}")

    def _start_export(self) -> None:
        self.run_worker(self._export(), exclusive=True)

    def _show_problem(self, problem: str) -> None:
        static = self.query_one(".problem", Static)
        static.update(Content(sanitize(problem)))
        if problem:
            static.call_after_refresh(static.scroll_visible, animate=False)

    async def _export(self) -> None:
        path = expanded(self.query_one(Input).value.strip() or ".")
        exporter = self._exporter()
        library = self._session.library
        self._show_problem("")
        try:
            library.workspace.check_target(path)
            if os.path.isfile(path) and path != self._overwritable:  # noqa: PTH113 (pathlib raises)
                self._overwritable = path
                self._show_problem(f"{path} is there already; Enter once more replaces it.")
                return
            if self.query_one(Checkbox).value:
                readings = [library.reading_by_id(id) for id in library.annotated_articles()]
            else:
                readings = [self._session.reading]
            notes = library.notes(readings)
            data, losses = await asyncio.to_thread(
                lambda: (exporter.render(notes), exporter.losses(notes))
            )
            write_export(path, data, makes_folder=True)
        except PullquoteError as error:
            self._show_problem(str(error))
            return
        count = sum(len(reading.annotations) for reading in notes.readings)
        exported = f"Exported {plural(count, 'annotation')} to {path}."
        self.dismiss(" ".join([exported, *losses]))

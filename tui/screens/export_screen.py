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
from tui.screens.dialog_base import Dialog, Field
from tui.screens.path_suggester import PathSuggester
from tui.session.session import Session
from tui.text_layout.cell_sanitizer import sanitize


class Tick(Checkbox, inherit_bindings=False):
    """A check box whose state is a sign, not only a colour, and that leaves Enter to its dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "toggle_button")]

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: D102
        return "X" if self.value else " "


class ExportScreen(Dialog[str | None]):
    """Asks for a format and a file; gives back what was written, in words."""

    DEFAULT_CSS = """
    ExportScreen OptionList { max-height: 10; }
    ExportScreen Input { margin-top: 1; }
    ExportScreen Checkbox, ExportScreen Checkbox:focus { border: none; }
    ExportScreen .problem { color: $text-error; height: auto; }
    """

    title_words = "Export the notes"
    key_words = "Enter writes · Tab moves · Esc leaves"

    def __init__(self, session: Session, format_name: str) -> None:
        super().__init__()
        self._session = session
        self._formats: list[Exporter] = list(EXPORTS)
        self._first = format_name
        self._named = ""
        self._replaced: Path | None = None

    def ask(self) -> ComposeResult:
        """The formats, the file, the scope."""
        yield OptionList(
            *(Option(Content(f"{e.label} ({e.suffix})"), id=e.name) for e in self._formats)
        )
        yield Field(suggester=PathSuggester())
        yield Tick("every article of the workspace, not this one alone")
        yield Static(classes="problem")

    def on_mount(self) -> None:
        """Start with the format that was asked for."""
        names = [exporter.name for exporter in self._formats]
        formats = self.query_one(OptionList)
        formats.highlighted = names.index(self._first) if self._first in names else 0
        formats.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Name the file after the format."""
        self._name_file()

    def on_checkbox_changed(self) -> None:
        """Name the file after the scope."""
        self._name_file()

    def on_option_list_option_selected(self) -> None:
        """Write."""
        self._write()

    def on_input_submitted(self) -> None:
        """Write."""
        self._write()

    def on_key(self, event: events.Key) -> None:
        """Leave without writing, or write: the other parts say so themselves."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "enter" and isinstance(self.focused, Tick):
            event.stop()
            self._write()

    def _format(self) -> Exporter:
        return self._formats[self.query_one(OptionList).highlighted or 0]

    def _name_file(self) -> None:
        """Name the file, unless the reader has done so."""
        field = self.query_one(Input)
        if field.value != self._named:
            return
        everything = self.query_one(Checkbox).value
        stem = "notes" if everything else self._session.reading.article.id
        folder = self._session.library.workspace.annotations / "exports"
        field.value = self._named = str(folder / f"{stem}{self._format().suffix}")

    def _write(self) -> None:
        self.run_worker(self._render_and_write(), exclusive=True)

    def _say(self, problem: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(Content(sanitize(problem)))
        if problem:
            line.call_after_refresh(line.scroll_visible, animate=False)

    async def _render_and_write(self) -> None:
        path = expanded(self.query_one(Input).value.strip() or ".")
        exporter = self._format()
        library = self._session.library
        self._say("")
        try:
            library.workspace.check_target(path)
            if os.path.isfile(path) and path != self._replaced:  # noqa: PTH113 (pathlib raises)
                self._replaced = path
                self._say(f"{path} is there already; Enter once more replaces it.")
                return
            if self.query_one(Checkbox).value:
                readings = [library.kept_reading(name) for name in library.annotated()]
            else:
                readings = [self._session.reading]
            notes = library.notes(readings)
            data, losses = await asyncio.to_thread(
                lambda: (exporter.render(notes), exporter.losses(notes))
            )
            write_export(path, data, makes_folder=True)
        except PullquoteError as error:
            self._say(str(error))
            return
        count = sum(len(reading.annotations) for reading in notes.readings)
        told = [f"Exported {count} annotation{'s' * (count != 1)} to {path}.", *losses]
        self.dismiss(" ".join(told))

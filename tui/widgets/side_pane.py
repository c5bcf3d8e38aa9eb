"""The lists beside the text."""

from __future__ import annotations

from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import var

from tui.commands import Listing
from tui.model import Reading
from tui.widgets.list_rows import LISTINGS, updated_note_rows
from tui.widgets.row_list import EDGE, RowList
from tui.widgets.text_line import StyledText, TextLine
from tui.widgets.widget_styles import WidgetStyles


class SideBySide(Horizontal):
    """The text with the lists beside it."""

    BLANK = True  # the two cover it
    DEFAULT_CSS = "SideBySide { height: 1fr; }"


class Headings(TextLine):
    """The names of the lists; a click shows one."""

    class Pressed(Message):
        """The name of a list was clicked."""

        def __init__(self, listing: Listing) -> None:
            super().__init__()
            self.listing = listing

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Reading, Listing, WidgetStyles] | None = None

    def fit_to_width(self) -> None:
        """Show the counts for which there is room."""
        if self._shown is not None:
            self.show_lists(*self._shown)

    def show_lists(self, reading: Reading, listing: Listing, widget_styles: WidgetStyles) -> None:
        """Show the names of the lists, with the counts of the others if there is room."""
        self._shown = reading, listing, widget_styles
        counts = {
            "notes": len(reading.annotations),
            "quotes": len(reading.analysis.quotes),
            "entities": len(reading.analysis.entities),
        }
        is_narrow = self.size.width < 35
        pieces = [StyledText(EDGE, widget_styles.dim)]
        for name, (label, _) in LISTINGS.items():
            is_shown = name == listing
            count = f" {counts[name]}" if is_shown or not is_narrow else ""
            pieces.append(StyledText(" " if is_narrow or name == "notes" else "  "))
            pieces.append(
                StyledText(
                    f"{label}{count}", widget_styles.chosen if is_shown else widget_styles.dim
                )
            )
        self.show(widget_styles, pieces)

    def on_click(self, event: events.Click) -> None:
        """Post the list under the mouse."""
        # After the edge, each list has two pieces: a gap and its name.
        ends = accumulate(cell_len(piece.text) for piece in self.left)
        index = next((index for index, end in enumerate(ends) if event.x < end), 0)
        if index:
            self.post_message(self.Pressed(list(LISTINGS)[(index - 1) // 2]))


class SidePane(Vertical):
    """Notes, quotes by speaker, entities by kind: one list at a time."""

    DEFAULT_CSS = """
    SidePane { width: 32; }
    """

    BLANK = True

    reading: var[Reading | None] = var(None, always_update=False)
    listing: var[Listing] = var("quotes")

    def __init__(self, widget_styles: WidgetStyles, id: str | None = None) -> None:
        super().__init__(id=id)
        self._widget_styles = widget_styles
        self._tabs = Headings()
        self.rows = RowList(widget_styles)

    def compose(self) -> ComposeResult:
        """The names of the lists above the one that is shown."""
        yield self._tabs
        yield self.rows

    def on_headings_pressed(self, message: Headings.Pressed) -> None:
        """Show the list that was clicked."""
        self.listing = message.listing

    def show_next(self) -> None:
        """Show the next list."""
        names = list(LISTINGS)
        self.listing = names[(names.index(self.listing) + 1) % len(names)]

    def apply_styles(self, widget_styles: WidgetStyles) -> None:
        """Use other colours."""
        self._widget_styles = widget_styles
        self.rows.apply_styles(widget_styles)
        self._fill(keep_position=True)

    def watch_reading(self, old: Reading | None, new: Reading | None) -> None:
        """Update the list if its rows changed; the current row stays."""
        if old is None or new is None or old.article is not new.article:
            self._fill(keep_position=True)
            return
        if self.listing == "notes":
            rows = updated_note_rows(self.rows.rows, old, new)
            self.rows.show(rows, new.codebook, keep_position=True)
        elif old.analysis is not new.analysis:
            self._fill(keep_position=True)
        self._tabs.show_lists(new, self.listing, self._widget_styles)

    def watch_listing(self) -> None:
        """Show the list from its start."""
        self._fill(keep_position=False)

    def _fill(self, keep_position: bool) -> None:
        reading = self.reading
        if reading is None:
            return
        _, rows = LISTINGS[self.listing]
        self.rows.show(rows(reading), reading.codebook, keep_position)
        self._tabs.show_lists(reading, self.listing, self._widget_styles)

"""Commands that make, widen and drop the selection."""

from __future__ import annotations

from dataclasses import replace

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk
from tui.session import units
from tui.session.motions import grown, selected, selecting, swapped

commands = Commands()


@commands.declare(
    "select", "v", label="select", group=Group.SELECT, rank=2,
    help="Start a selection at the word; the motions stretch it. Again: drop it.",
)  # fmt: skip
def select(desk: Desk) -> None:
    """Start or drop a selection."""
    caret = desk.caret
    is_over = caret.selection is not None
    desk.caret = replace(caret, selection=None, held=None) if is_over else selecting(caret)


@commands.declare(
    "select-sentence", "V", label="select sentence", group=Group.SELECT,
    help="Widen the selection to whole sentences.",
)  # fmt: skip
def select_sentence(desk: Desk) -> None:
    """Widen the selection to whole sentences."""
    reading = desk.session.reading
    desk.caret = grown(reading, desk.caret, units.Sentences(reading)) or desk.caret


@commands.declare(
    "select-paragraph", "P", label="select paragraph", group=Group.SELECT,
    help="Widen the selection to whole paragraphs.",
)  # fmt: skip
def select_paragraph(desk: Desk) -> None:
    """Widen the selection to whole paragraphs."""
    reading = desk.session.reading
    desk.caret = grown(reading, desk.caret, units.paragraphs(reading)) or desk.caret


@commands.declare(
    "select-quote", "Q", label="select quote", group=Group.SELECT,
    help="Select the quote under the cursor.",
)  # fmt: skip
def select_quote(desk: Desk) -> None:
    """Select the quote under the cursor."""
    reading = desk.session.reading
    quote = grown(reading, replace(desk.caret, selection=None), units.quotes(reading))
    if quote is None or quote.selection is None:
        desk.say("No quote here; ]q goes to the next.")
    else:
        desk.caret = selected(reading, desk.caret, quote.selection, "end")


@commands.declare(
    "swap-edge", "o", label="other edge", group=Group.SELECT,
    help="Move the other edge of the selection.",
)  # fmt: skip
def swap_edge(desk: Desk) -> None:
    """Move the other edge of the selection."""
    if desk.caret.selection is None:
        desk.say("Nothing is selected; v starts a selection.")
    desk.caret = swapped(desk.session.reading, desk.caret)


@commands.declare(
    "drop", "escape", label="drop", group=Group.SELECT,
    help="Drop the selection, then what O took in hand, then the search hits.",
)  # fmt: skip
def drop(desk: Desk) -> None:
    """Drop the selection, then what is in hand, then the search hits."""
    if desk.caret.is_reshaping:
        desk.say("The edges stay where they were")
    if desk.caret.selection is not None or desk.caret.held is not None:
        desk.caret = replace(desk.caret, selection=None, held=None)
    elif desk.hits:
        desk.hits = ()

"""Commands that make, widen and drop the selection."""

from __future__ import annotations

from collections.abc import Callable

from tui.commands.command import Commands, Group
from tui.commands.context import CommandContext
from tui.model import Reading
from tui.session.navigation import units
from tui.session.navigation.motions import (
    expand_selection,
    other_edge,
    select_whole_units,
    shrink_selection,
    start_selection,
    with_selection,
)

commands = Commands()


@commands.declare(
    "select", "v", label="select", group=Group.SELECT, rank=2,
    help="Start a selection at the word; every motion stretches it. Again: drop it.",
)  # fmt: skip
def select(context: CommandContext) -> None:
    """Start or drop a selection."""
    caret = context.caret
    is_over = caret.selection is not None
    context.caret = (
        caret._replace(selection=None, active=None) if is_over else start_selection(caret)
    )


@commands.declare(
    "select-sentence", "V", label="select sentence", group=Group.SELECT,
    help="Widen the selection to whole sentences.",
)  # fmt: skip
def select_sentence(context: CommandContext) -> None:
    """Widen the selection to whole sentences."""
    reading = context.session.reading
    context.caret = (
        select_whole_units(reading, context.caret, units.Sentences(reading)) or context.caret
    )


@commands.declare(
    "select-paragraph", "P", label="select paragraph", group=Group.SELECT,
    help="Widen the selection to whole paragraphs.",
)  # fmt: skip
def select_paragraph(context: CommandContext) -> None:
    """Widen the selection to whole paragraphs."""
    reading = context.session.reading
    context.caret = (
        select_whole_units(reading, context.caret, units.paragraphs(reading)) or context.caret
    )


def _declare_unit(key: str, what: str, unit: Callable[[Reading], units.Unit], hint: str) -> None:
    def run(context: CommandContext) -> None:
        reading, caret = context.session.reading, context.caret
        whole = select_whole_units(reading, caret._replace(selection=None), unit(reading))
        if whole is None or whole.selection is None:
            context.notify(f"No {what} here; {hint} goes to the next.")
        else:
            context.caret = with_selection(reading, caret, whole.selection, "end")

    commands.declare(
        f"select-{what.split()[0]}", key, label=f"select {what}", group=Group.SELECT,
        help=f"Select the {what} under the cursor.",
    )(run)  # fmt: skip


_declare_unit("Q", "quote", units.quotes, "]q")
_declare_unit("E", "name", units.entities, "]e")
_declare_unit("I", "tagged passage", units.tagged, "]t")


@commands.declare(
    "grow", "+", label="grow", group=Group.SELECT, counts=True,
    help="Select the word; again: the name, sentence, quote, tagged passage, paragraph around it.",
)  # fmt: skip
def grow(context: CommandContext) -> None:
    """Widen the selection to the next larger span."""
    for _ in range(context.arguments.times):
        caret = expand_selection(context.session.reading, context.caret)
        if caret is None:
            context.notify("There is nothing larger here; } takes the next paragraph, too.")
            return
        context.caret = caret


@commands.declare(
    "shrink", "_", "backspace", label="shrink", group=Group.SELECT, counts=True,
    help="Narrow the selection the way that + widened it.",
)  # fmt: skip
def shrink(context: CommandContext) -> None:
    """Narrow the selection to the next smaller span."""
    for _ in range(context.arguments.times):
        caret = shrink_selection(context.session.reading, context.caret)
        if caret is None and context.caret.selection is None:
            context.notify("Nothing is selected; + selects the word.")
            return
        context.caret = caret or context.caret._replace(selection=None, active=None)


@commands.declare(
    "swap-edge", "o", label="other edge", group=Group.SELECT,
    help="Move the other edge of the selection.",
)  # fmt: skip
def swap_edge(context: CommandContext) -> None:
    """Move the other edge of the selection."""
    if context.caret.selection is None:
        context.notify("Nothing is selected; v starts a selection.")
    context.caret = other_edge(context.session.reading, context.caret)


@commands.declare(
    "drop", "escape", label="drop", group=Group.SELECT,
    help="Drop the selection, then what O took in hand, then the search hits.",
)  # fmt: skip
def drop(context: CommandContext) -> None:
    """Drop the selection and the active annotation, else the search hits."""
    if context.caret.is_moving_edges:
        context.notify("The edges stay where they were")
    if context.caret.selection is not None or context.caret.active is not None:
        context.caret = context.caret._replace(selection=None, active=None)
    elif context.hits:
        context.hits = ()


@commands.declare(
    "copy", "y", label="copy", group=Group.SELECT,
    help="Copy the selection, else the sentence; the notice says where to.",
)  # fmt: skip
def copy(context: CommandContext) -> None:
    """Copy the passage."""
    context.copy(context.caret.passage.of(context.session.reading.article.text))

"""Commands that make, widen and drop the selection."""

from __future__ import annotations

from collections.abc import Callable

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk
from tui.model import Reading
from tui.session import units
from tui.session.growing import narrower, wider
from tui.session.motions import grown, selected, selecting, swapped

commands = Commands()


@commands.declare(
    "select", "v", label="select", group=Group.SELECT, rank=2,
    help="Start a selection at the word; every motion stretches it. Again: drop it.",
)  # fmt: skip
def select(desk: Desk) -> None:
    """Start or drop a selection."""
    caret = desk.caret
    is_over = caret.selection is not None
    desk.caret = caret._replace(selection=None, held=None) if is_over else selecting(caret)


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


def _declare_thing(key: str, what: str, unit: Callable[[Reading], units.Unit], hint: str) -> None:
    def run(desk: Desk) -> None:
        reading, caret = desk.session.reading, desk.caret
        thing = grown(reading, caret._replace(selection=None), unit(reading))
        if thing is None or thing.selection is None:
            desk.say(f"No {what} here; {hint} goes to the next.")
        else:
            desk.caret = selected(reading, caret, thing.selection, "end")

    commands.declare(
        f"select-{what.split()[0]}", key, label=f"select {what}", group=Group.SELECT,
        help=f"Select the {what} under the cursor.",
    )(run)  # fmt: skip


_declare_thing("Q", "quote", units.quotes, "]q")
_declare_thing("E", "name", units.entities, "]e")
_declare_thing("I", "tagged passage", units.tagged, "]t")


@commands.declare(
    "grow", "+", label="grow", group=Group.SELECT, counts=True,
    help="Select the word; again: the name, sentence, quote, tagged passage, paragraph around it.",
)  # fmt: skip
def grow(desk: Desk) -> None:
    """Widen the selection to the next larger thing."""
    for _ in range(desk.typed.times):
        caret = wider(desk.session.reading, desk.caret)
        if caret is None:
            desk.say("There is nothing larger here; } takes the next paragraph, too.")
            return
        desk.caret = caret


@commands.declare(
    "shrink", "_", "backspace", label="shrink", group=Group.SELECT, counts=True,
    help="Narrow the selection the way that + widened it.",
)  # fmt: skip
def shrink(desk: Desk) -> None:
    """Narrow the selection to the next smaller thing."""
    for _ in range(desk.typed.times):
        caret = narrower(desk.session.reading, desk.caret)
        if caret is None and desk.caret.selection is None:
            desk.say("Nothing is selected; + selects the word.")
            return
        desk.caret = caret or desk.caret._replace(selection=None, held=None)


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
        desk.caret = desk.caret._replace(selection=None, held=None)
    elif desk.hits:
        desk.hits = ()


@commands.declare(
    "copy", "y", label="copy", group=Group.SELECT,
    help="Copy the selection, else the sentence; the notice says where to.",
)  # fmt: skip
def copy(desk: Desk) -> None:
    """Copy the passage."""
    desk.copy(desk.caret.passage.of(desk.session.reading.article.text))

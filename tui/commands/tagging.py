"""Commands that change what the reader keeps."""

from __future__ import annotations

from dataclasses import replace

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk

commands = Commands()


def _declare_theme(digit: str) -> None:
    def run(desk: Desk) -> None:
        theme = desk.session.reading.codebook.by_key(digit)
        if theme is None:
            desk.say(f"No theme has the key {digit}.")
            return
        desk.report(desk.session.toggle_theme(desk.caret.passage, theme.id))
        desk.caret = replace(desk.caret, selection=None)

    commands.declare(
        f"theme-{digit}", digit, label=f"theme {digit}", group=Group.TAG, theme_key=digit,
        help=f"Tag the selection, else the sentence, with theme {digit}; again: untag it.",
    )(run)  # fmt: skip


for _digit in "123456789":
    _declare_theme(_digit)


@commands.declare(
    "repeat", ".", label="same again", group=Group.TAG,
    help="Tag the passage with the theme that was given last.",
)  # fmt: skip
def repeat(desk: Desk) -> None:
    """Tag with the theme that was given last."""
    desk.report(desk.session.repeat_theme(desk.caret.passage))
    desk.caret = replace(desk.caret, selection=None)


@commands.declare(
    "note", "m", label="note", group=Group.TAG, rank=3,
    help="Write a note on the selection, else on the sentence.",
)  # fmt: skip
def note(desk: Desk) -> None:
    """Write a note."""
    desk.ask.note()


@commands.declare(
    "remove", "d", label="remove", group=Group.TAG,
    help="Remove the tags and note of the passage, else of the smallest one around the cursor.",
)  # fmt: skip
def remove(desk: Desk) -> None:
    """Remove an annotation whole."""
    reading = desk.session.reading
    exact = reading.on(desk.caret.passage)
    around = reading.at(desk.caret.point)
    if exact is not None:
        desk.report(desk.session.remove(exact))
    elif around:
        desk.report(desk.session.remove(around[0][1]))
    else:
        desk.say("Nothing is tagged here; ]t goes to the next tagged passage.")


@commands.declare(
    "undo", "u", label="undo", help="Undo the last change.", group=Group.TAG, rank=7, counts=True
)
def undo(desk: Desk) -> None:
    """Undo the last change."""
    for _ in range(desk.typed.times):
        desk.report(desk.session.undo())


@commands.declare(
    "redo", "ctrl+r", label="redo", help="Do again what was undone.", group=Group.TAG, counts=True
)
def redo(desk: Desk) -> None:
    """Do again what was undone."""
    for _ in range(desk.typed.times):
        desk.report(desk.session.redo())

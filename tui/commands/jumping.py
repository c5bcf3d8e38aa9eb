"""Commands that go back to where the reader was."""

from __future__ import annotations

from tui.commands.command import LETTER, Commands, Group
from tui.commands.desk import Desk
from tui.session.motions import caret_at, reached

commands = Commands()


@commands.declare(
    "jump-back", "ctrl+o", label="jump back", group=Group.MOVE, counts=True,
    help="Go back to before the last jump: a search, ]q, a row of a list, g, G, a mark.",
)  # fmt: skip
def jump_back(desk: Desk) -> None:
    """Go back to before the last jump."""
    session = desk.session
    for _ in range(desk.typed.times):
        place = session.travels.back(session.reading.article.id, desk.caret.point)
        if place is None:
            desk.say("There is no jump to go back from.")
            return
        desk.caret = reached(session.reading, desk.caret, caret_at(session.reading, place))


@commands.declare(
    "jump-forward", "ctrl+n", label="jump forward", group=Group.MOVE, counts=True,
    help="Go forward again to where the last jump back was.",
)  # fmt: skip
def jump_forward(desk: Desk) -> None:
    """Go forward again."""
    session = desk.session
    for _ in range(desk.typed.times):
        place = session.travels.forward(session.reading.article.id)
        if place is None:
            desk.say("There is no jump further on.")
            return
        desk.caret = reached(session.reading, desk.caret, caret_at(session.reading, place))


@commands.declare(
    "set-mark", f"M {LETTER}", label="set a mark", group=Group.MOVE,
    help="Mark the place with a letter; it is kept with the article.",
)  # fmt: skip
def set_mark(desk: Desk) -> None:
    """Mark the place."""
    session, letter = desk.session, desk.typed.letter
    if not letter:
        desk.say("Type M and a letter to mark the place.")
        return
    is_kept = session.marks.set(session.reading.article, letter, desk.caret.point)
    until = "" if is_kept else " until you quit, for this text has no file"
    desk.say(f"Marked as {letter}; '{letter} comes back here{until}")


@commands.declare(
    "go-to-mark", f"' {LETTER}", label="go to a mark", group=Group.MOVE,
    help="Go to the place that was marked with the letter.",
)  # fmt: skip
def go_to_mark(desk: Desk) -> None:
    """Go to a mark."""
    session, letter = desk.session, desk.typed.letter
    if not letter:
        desk.say("Type ' and the letter of a mark.")
        return
    place = session.marks.get(session.reading.article, letter)
    if place is None:
        desk.say(f"Nothing is marked {letter}; M{letter} marks this place.")
    else:
        desk.go(caret_at(session.reading, place))

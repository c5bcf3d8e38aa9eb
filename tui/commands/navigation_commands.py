"""Commands that move the caret, or stretch the selection when there is one."""

from __future__ import annotations

from collections.abc import Callable

from tui.commands.command import COUNT, LETTER, Commands, Group
from tui.commands.context import CommandContext
from tui.model import Reading
from tui.session.navigation import units
from tui.session.navigation.motions import caret_at, move_caret, move_caret_to
from tui.session.navigation.positions import caret_at_paragraph, caret_at_percent

commands = Commands()


def _declare_motion(
    id: str,
    *keys: str,
    unit: Callable[[Reading], units.Unit],
    step: int,
    label: str,
    help: str,
    rank: int = 0,
    none: str = "",
) -> None:
    """Declare a motion by a unit.

    With ``none``, the message that there is no such unit, the motion is a jump.
    """

    def run(context: CommandContext) -> None:
        reading = context.session.reading
        caret = move_caret(reading, context.caret, unit(reading), step * context.arguments.times)
        if caret is None:
            if none:
                context.notify(none)
        elif none:
            context.jump(caret)
        else:
            context.caret = caret

    commands.declare(
        id, *keys, label=label, help=help, group=Group.MOVE, rank=rank, counts=True,
        needs_only_text=not none,
    )(run)  # fmt: skip


_declare_motion(
    "next-sentence", "j", "down", unit=units.Sentences, step=1,
    label="sentence", help="Go to the next sentence.", rank=1,
)  # fmt: skip
_declare_motion(
    "previous-sentence", "k", "up", unit=units.Sentences, step=-1,
    label="sentence back", help="Go to the sentence before.",
)  # fmt: skip
_declare_motion(
    "next-word", "l", "right", unit=units.Words, step=1,
    label="word", help="Go to the next word.",
)  # fmt: skip
_declare_motion(
    "previous-word", "h", "left", unit=units.Words, step=-1,
    label="word back", help="Go to the word before.",
)  # fmt: skip
_declare_motion(
    "next-paragraph", "}", unit=units.paragraphs, step=1,
    label="paragraph", help="Go to the next paragraph.",
)  # fmt: skip
_declare_motion(
    "previous-paragraph", "{", unit=units.paragraphs, step=-1,
    label="paragraph back", help="Go to the start of the paragraph, then to the one before.",
)  # fmt: skip
for _name, _key, _unit, _what in (
    ("quote", "q", units.quotes, "quote"),
    ("entity", "e", units.entities, "name"),
    ("tagged", "t", units.tagged, "tagged passage"),
    ("untagged", "u", units.Untagged, "untagged sentence"),
):
    _declare_motion(
        f"next-{_name}", f"] {_key}", unit=_unit, step=1,
        label=f"next {_what}", help=f"Go to the next {_what}.",
        none=f"No {_what} further on.", rank=4 if _name == "quote" else 0,
    )  # fmt: skip
    _declare_motion(
        f"previous-{_name}", f"[ {_key}", unit=_unit, step=-1,
        label=f"{_what} before", help=f"Go to the {_what} before.",
        none=f"No {_what} before this.",
    )  # fmt: skip


@commands.declare(
    "page-down", "pagedown", "space", "ctrl+f", label="page",
    help="Turn a page.", group=Group.MOVE, counts=True, needs_only_text=True,
)  # fmt: skip
def page_down(context: CommandContext) -> None:
    """Turn a page."""
    context.scroll_pages(context.arguments.times)


@commands.declare(
    "page-up", "pageup", "b", "ctrl+b", label="page back",
    help="Turn a page back.", group=Group.MOVE, counts=True, needs_only_text=True,
)  # fmt: skip
def page_up(context: CommandContext) -> None:
    """Turn a page back."""
    context.scroll_pages(-context.arguments.times)


@commands.declare(
    "first", "g", "home", label="top", help="Go to the first sentence.", group=Group.MOVE
)
def first(context: CommandContext) -> None:
    """Go to the first sentence."""
    context.go_to(caret_at(context.session.reading, 0), whole=True)


@commands.declare(
    "last", "G", "end", label="bottom, or paragraph", group=Group.MOVE, counts=True,
    help="Go to the last sentence; after a number, to that paragraph.",
)  # fmt: skip
def last(context: CommandContext) -> None:
    """Go to the last sentence, or to a paragraph."""
    reading = context.session.reading
    if context.arguments.number:
        context.go_to(caret_at_paragraph(reading, context.arguments.number))
        return
    end = caret_at(reading, len(reading.article.text))
    context.go_to(caret_at(reading, end.sentence.start), whole=True)


@commands.declare(
    "percent", "%", label="percent", group=Group.MOVE, counts=True,
    help="Go so far into the text: 0 5 0 % is the middle.",
)  # fmt: skip
def percent(context: CommandContext) -> None:
    """Go to a percentage of the text."""
    if not context.arguments.number:
        context.notify("Type how far first: 0 5 0 % goes to the middle.")
        return
    context.go_to(caret_at_percent(context.session.reading, context.arguments.number))


@commands.declare(
    COUNT, "0", label="number", group=Group.MOVE,
    help="Type a number for the next key: 0 1 2 j goes 12 sentences on. Without 0, digits tag.",
)  # fmt: skip
def count(context: CommandContext) -> None:
    """Explain numbers; only the palette runs this, since a key begins a number."""
    context.notify("Type 0, a number and a key: 0 1 2 j goes 12 sentences on.")


@commands.declare(
    "go-to", ":", label="go to", group=Group.MOVE,
    help="Ask where to go: :12 is a paragraph, :50% half of the text, :3j a number and a key.",
)  # fmt: skip
def go_to(context: CommandContext) -> None:
    """Ask for a position."""
    context.dialogs.go_to()


@commands.declare(
    "jump-back", "ctrl+o", label="jump back", group=Group.MOVE, counts=True,
    help="Go back to before the last jump: a search, ]q, a row of a list, g, G, a mark.",
)  # fmt: skip
def jump_back(context: CommandContext) -> None:
    """Go back to before the last jump."""
    session = context.session
    for _ in range(context.arguments.times):
        offset = session.jumps.back(session.reading.article.id, context.caret.point)
        if offset is None:
            context.notify("There is no jump to go back from.")
            return
        context.caret = move_caret_to(
            session.reading, context.caret, caret_at(session.reading, offset)
        )


@commands.declare(
    "jump-forward", "ctrl+n", label="jump forward", group=Group.MOVE, counts=True,
    help="Go forward again to where the last jump back was.",
)  # fmt: skip
def jump_forward(context: CommandContext) -> None:
    """Go forward again."""
    session = context.session
    for _ in range(context.arguments.times):
        offset = session.jumps.forward(session.reading.article.id)
        if offset is None:
            context.notify("There is no jump further on.")
            return
        context.caret = move_caret_to(
            session.reading, context.caret, caret_at(session.reading, offset)
        )


@commands.declare(
    "set-mark", f"M {LETTER}", label="set a mark", group=Group.MOVE,
    help="Mark the place with a letter; it is kept with the article.",
)  # fmt: skip
def set_mark(context: CommandContext) -> None:
    """Mark the position with a letter."""
    session, letter = context.session, context.arguments.letter
    if not letter:
        context.notify("Type M and a letter to mark the place.")
        return
    is_stored = session.marks.set(session.reading.article, letter, context.caret.point)
    until = "" if is_stored else " until you quit, for this text has no file"
    context.notify(f"Marked as {letter}; '{letter} comes back here{until}")


@commands.declare(
    "go-to-mark", f"' {LETTER}", label="go to a mark", group=Group.MOVE,
    help="Go to the place that was marked with the letter.",
)  # fmt: skip
def go_to_mark(context: CommandContext) -> None:
    """Go to a mark."""
    session, letter = context.session, context.arguments.letter
    if not letter:
        context.notify("Type ' and the letter of a mark.")
        return
    offset = session.marks.get(session.reading.article, letter)
    if offset is None:
        context.notify(f"Nothing is marked {letter}; M{letter} marks this place.")
    else:
        context.go_to(caret_at(session.reading, offset))

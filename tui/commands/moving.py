"""Commands that move the caret, or stretch the selection when there is one."""

from __future__ import annotations

from collections.abc import Callable

from tui.commands.command import COUNT, Commands, Group
from tui.commands.desk import Desk
from tui.model import Reading
from tui.session import units
from tui.session.motions import caret_at, moved
from tui.session.places import at_paragraph, at_percent

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
    """Declare a motion through the text; one to what is found or kept is a jump.

    ``none`` says that such a one leads nowhere.
    """

    def run(desk: Desk) -> None:
        reading = desk.session.reading
        further = moved(reading, desk.caret, unit(reading), step * desk.typed.times)
        if further is None:
            if none:
                desk.say(none)
        elif none:
            desk.jump(further)
        else:
            desk.caret = further

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
def page_down(desk: Desk) -> None:
    """Turn a page."""
    desk.page(desk.typed.times)


@commands.declare(
    "page-up", "pageup", "b", "ctrl+b", label="page back",
    help="Turn a page back.", group=Group.MOVE, counts=True, needs_only_text=True,
)  # fmt: skip
def page_up(desk: Desk) -> None:
    """Turn a page back."""
    desk.page(-desk.typed.times)


@commands.declare(
    "first", "g", "home", label="top", help="Go to the first sentence.", group=Group.MOVE
)
def first(desk: Desk) -> None:
    """Go to the first sentence."""
    desk.go(caret_at(desk.session.reading, 0), whole=True)


@commands.declare(
    "last", "G", "end", label="bottom, or paragraph", group=Group.MOVE, counts=True,
    help="Go to the last sentence; after a number, to that paragraph.",
)  # fmt: skip
def last(desk: Desk) -> None:
    """Go to the last sentence, or to a paragraph."""
    reading = desk.session.reading
    if desk.typed.number:
        desk.go(at_paragraph(reading, desk.typed.number))
        return
    end = caret_at(reading, len(reading.article.text))
    desk.go(caret_at(reading, end.sentence.start), whole=True)


@commands.declare(
    "percent", "%", label="percent", group=Group.MOVE, counts=True,
    help="Go so far into the text: 0 5 0 % is the middle.",
)  # fmt: skip
def percent(desk: Desk) -> None:
    """Go so far into the text as the number before says."""
    if not desk.typed.number:
        desk.say("Type how far first: 0 5 0 % goes to the middle.")
        return
    desk.go(at_percent(desk.session.reading, desk.typed.number))


@commands.declare(
    COUNT, "0", label="number", group=Group.MOVE,
    help="Type a number for the next key: 0 1 2 j goes 12 sentences on. Without 0, digits tag.",
)  # fmt: skip
def count(desk: Desk) -> None:
    """Explain numbers: typed as a key, it never gets here."""
    desk.say("Type 0, a number and a key: 0 1 2 j goes 12 sentences on.")


@commands.declare(
    "go-to", ":", label="go to", group=Group.MOVE,
    help="Ask where to go: :12 is a paragraph, :50% half of the text, :3j a number and a key.",
)  # fmt: skip
def go_to(desk: Desk) -> None:
    """Ask where to go."""
    desk.ask.place()

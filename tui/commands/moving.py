"""Commands that move the caret, or stretch the selection when there is one."""

from __future__ import annotations

from collections.abc import Callable

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk
from tui.model import Reading
from tui.session import units
from tui.session.motions import caret_at, moved

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
    def run(desk: Desk) -> None:
        reading = desk.session.reading
        further = moved(reading, desk.caret, unit(reading), step)
        if further is not None:
            desk.caret = further
        elif none:
            desk.say(none)

    commands.declare(id, *keys, label=label, help=help, group=Group.MOVE, rank=rank)(run)


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
    help="Turn a page.", group=Group.MOVE,
)  # fmt: skip
def page_down(desk: Desk) -> None:
    """Turn a page."""
    desk.page(1)


@commands.declare(
    "page-up", "pageup", "b", "ctrl+b", label="page back",
    help="Turn a page back.", group=Group.MOVE,
)  # fmt: skip
def page_up(desk: Desk) -> None:
    """Turn a page back."""
    desk.page(-1)


@commands.declare(
    "first", "g", "home", label="top", help="Go to the first sentence.", group=Group.MOVE
)
def first(desk: Desk) -> None:
    """Go to the first sentence."""
    desk.caret = caret_at(desk.session.reading, 0)


@commands.declare(
    "last", "G", "end", label="bottom", help="Go to the last sentence.", group=Group.MOVE
)
def last(desk: Desk) -> None:
    """Go to the last sentence."""
    reading = desk.session.reading
    end = caret_at(reading, len(reading.article.text))
    desk.caret = caret_at(reading, end.sentence.start)

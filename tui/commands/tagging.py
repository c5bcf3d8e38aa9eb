"""Commands that change what the reader keeps."""

from __future__ import annotations

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk
from tui.model import Span
from tui.session.caret import Held
from tui.session.keeping import check_writable
from tui.session.overlaps import in_hand, lifted, reshaping

commands = Commands()
_NOTHING_HERE = "Nothing is tagged here; ]t goes to the next tagged passage."


def _is_reshaping(desk: Desk) -> bool:
    """Whether edges are being moved, which has to end first; says so."""
    if desk.caret.is_reshaping:
        desk.say("Enter keeps the new edges first; Esc leaves them where they were.")
    return desk.caret.is_reshaping


def _take_in_hand(desk: Desk, passage: Span) -> None:
    """Drop the selection, but let the next key act on the same passage until the cursor moves."""
    annotation = desk.session.reading.on(passage)
    is_other = passage != desk.caret.sentence
    held = Held(annotation.id, passage) if annotation and is_other else None
    desk.caret = desk.caret._replace(selection=None, held=held)


def _declare_theme(digit: str) -> None:
    def run(desk: Desk) -> None:
        if _is_reshaping(desk):
            return
        theme = desk.session.reading.codebook.by_key(digit)
        if theme is None:
            desk.say(f"No theme has the key {digit}.")
            return
        passage = desk.caret.passage
        desk.report(desk.session.toggle_theme(passage, theme.id))
        _take_in_hand(desk, passage)

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
    if _is_reshaping(desk):
        return
    passage = desk.caret.passage
    desk.report(desk.session.repeat_theme(passage))
    _take_in_hand(desk, passage)


@commands.declare(
    "tag-hits", "T", label="tag every hit", group=Group.TAG,
    help="Tag every hit of the search with a theme, in one step: T, a digit, Enter.",
)  # fmt: skip
def tag_hits(desk: Desk) -> None:
    """Tag every hit of the search."""
    if desk.hits:
        check_writable(desk.session.library)
        desk.ask.tag_all()
    else:
        desk.say("No hits are marked; / searches.")


@commands.declare(
    "note", "m", label="note", group=Group.TAG, rank=3,
    help="Write a note on the selection, else on the sentence.",
)  # fmt: skip
def note(desk: Desk) -> None:
    """Write a note."""
    if not _is_reshaping(desk):
        check_writable(desk.session.library)
        desk.ask.note()


@commands.declare(
    "remove", "d", label="remove", group=Group.TAG,
    help="Remove the tags and note of the passage, else of the topmost around the cursor.",
)  # fmt: skip
def remove(desk: Desk) -> None:
    """Remove an annotation whole."""
    reading = desk.session.reading
    exact = in_hand(reading, desk.caret) or reading.on(desk.caret.passage)
    around = reading.at(desk.caret.point)
    if exact is not None:
        desk.report(desk.session.remove(exact))
    elif around:
        desk.report(desk.session.remove(around[0][1]))
    else:
        desk.say(_NOTHING_HERE)


@commands.declare(
    "lift", "O", label="which of several", group=Group.TAG,
    help="Take a tagged passage around the cursor in hand; again: the next that overlaps it.",
)  # fmt: skip
def lift(desk: Desk) -> None:
    """Take the next of the overlapping passages in hand."""
    reading = desk.session.reading
    caret = lifted(reading, desk.caret)
    if caret is None:
        desk.say(_NOTHING_HERE)
    else:
        desk.caret = caret


@commands.declare(
    "move-edges", "e", label="move edges", group=Group.TAG,
    help="Move the edges of the tagged passage: motions, o for the other edge, Enter keeps it.",
)  # fmt: skip
def move_edges(desk: Desk) -> None:
    """Make the edges of a tagged passage the selection."""
    check_writable(desk.session.library)
    caret = reshaping(desk.session.reading, desk.caret)
    if caret is None:
        desk.say(_NOTHING_HERE)
    else:
        desk.caret = caret


@commands.declare(
    "keep-edges", "enter", label="keep edges", group=Group.TAG,
    help="Keep the edges that were moved after e; Esc leaves them where they were.",
)  # fmt: skip
def keep_edges(desk: Desk) -> None:
    """Keep the edges that were moved."""
    caret = desk.caret
    annotation = in_hand(desk.session.reading, caret)
    if annotation is None or caret.selection is None:
        desk.say("e moves the edges of a tagged passage, then Enter keeps them.")
        return
    done = desk.session.move_edges(annotation, caret.selection)
    desk.caret = caret._replace(selection=None, held=None)
    desk.report(done)


@commands.declare(
    "review", "R", label="review", group=Group.TAG,
    help="List the passages whose words were changed or are gone: confirm, move or delete each.",
)  # fmt: skip
def review(desk: Desk) -> None:
    """List what needs review."""
    if desk.session.reading.doubtful:
        desk.ask.review()
    else:
        desk.say("Nothing needs review; the words of every passage are in the text.")


@commands.declare(
    "history", "H", label="history", group=Group.TAG,
    help="List what was done, newest first; Enter restores how things were then.",
)  # fmt: skip
def history(desk: Desk) -> None:
    """List what was done."""
    desk.ask.history()


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

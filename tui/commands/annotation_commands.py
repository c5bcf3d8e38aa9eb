"""Commands that change annotations and corrections."""

from __future__ import annotations

from tui.commands.command import Commands, Group
from tui.commands.context import CommandContext
from tui.model import Span
from tui.session.navigation.active_annotation import (
    activate_next,
    active_annotation,
    start_moving_edges,
)
from tui.session.navigation.caret import ActiveAnnotation
from tui.session.saving import check_writable

commands = Commands()
_NO_ANNOTATION = "Nothing is tagged here; ]t goes to the next tagged passage."


def _is_moving_edges(context: CommandContext) -> bool:
    """Whether edges are being moved; if so, show how to end that first."""
    if context.caret.is_moving_edges:
        context.notify("Enter keeps the new edges first; Esc leaves them where they were.")
    return context.caret.is_moving_edges


def _activate(context: CommandContext, passage: Span) -> None:
    """Drop the selection; the next command acts on the same passage until the cursor moves."""
    annotation = context.session.reading.on(passage)
    is_other = passage != context.caret.sentence
    active = ActiveAnnotation(annotation.id, passage) if annotation and is_other else None
    context.caret = context.caret._replace(selection=None, active=active)


def _declare_theme(digit: str) -> None:
    def run(context: CommandContext) -> None:
        if _is_moving_edges(context):
            return
        theme = context.session.reading.codebook.by_key(digit)
        if theme is None:
            context.notify(f"No theme has the key {digit}.")
            return
        passage = context.caret.passage
        context.report(context.session.toggle_theme(passage, theme.id))
        _activate(context, passage)

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
def repeat(context: CommandContext) -> None:
    """Tag with the theme that was given last."""
    if _is_moving_edges(context):
        return
    passage = context.caret.passage
    context.report(context.session.repeat_theme(passage))
    _activate(context, passage)


@commands.declare(
    "tag-hits", "T", label="tag every hit", group=Group.TAG,
    help="Tag every hit of the search with a theme, in one step: T, a digit, Enter.",
)  # fmt: skip
def tag_hits(context: CommandContext) -> None:
    """Tag every hit of the search."""
    if context.hits:
        check_writable(context.session.library)
        context.dialogs.tag_all()
    else:
        context.notify("No hits are marked; / searches.")


@commands.declare(
    "note", "m", label="note", group=Group.TAG, rank=3,
    help="Write a note on the selection, else on the sentence.",
)  # fmt: skip
def note(context: CommandContext) -> None:
    """Write a note."""
    if not _is_moving_edges(context):
        check_writable(context.session.library)
        context.dialogs.note()


@commands.declare(
    "remove", "d", label="remove", group=Group.TAG,
    help="Remove the tags and note of the passage, else of the topmost around the cursor.",
)  # fmt: skip
def remove(context: CommandContext) -> None:
    """Remove an annotation whole."""
    reading = context.session.reading
    exact = active_annotation(reading, context.caret) or reading.on(context.caret.passage)
    at_point = reading.at(context.caret.point)
    if exact is not None:
        context.report(context.session.remove(exact))
    elif at_point:
        context.report(context.session.remove(at_point[0][1]))
    else:
        context.notify(_NO_ANNOTATION)


@commands.declare(
    "lift", "O", label="which of several", group=Group.TAG,
    help="Take a tagged passage around the cursor in hand; again: the next that overlaps it.",
)  # fmt: skip
def lift(context: CommandContext) -> None:
    """Make the next of the overlapping annotations the active one."""
    reading = context.session.reading
    caret = activate_next(reading, context.caret)
    if caret is None:
        context.notify(_NO_ANNOTATION)
    else:
        context.caret = caret


@commands.declare(
    "move-edges", "e", label="move edges", group=Group.TAG,
    help="Move the edges of the tagged passage: motions, o for the other edge, Enter keeps it.",
)  # fmt: skip
def move_edges(context: CommandContext) -> None:
    """Select a tagged passage to move its edges."""
    check_writable(context.session.library)
    caret = start_moving_edges(context.session.reading, context.caret)
    if caret is None:
        context.notify(_NO_ANNOTATION)
    else:
        context.caret = caret


@commands.declare(
    "keep-edges", "enter", label="keep edges", group=Group.TAG,
    help="Keep the edges that were moved after e; Esc leaves them where they were.",
)  # fmt: skip
def keep_edges(context: CommandContext) -> None:
    """Save the moved edges."""
    caret = context.caret
    annotation = active_annotation(context.session.reading, caret)
    if annotation is None or caret.selection is None:
        context.notify("e moves the edges of a tagged passage, then Enter keeps them.")
        return
    outcome = context.session.move_edges(annotation, caret.selection)
    context.caret = caret._replace(selection=None, active=None)
    context.report(outcome)


@commands.declare(
    "review", "R", label="review", group=Group.TAG,
    help="List the passages whose words were changed or are gone: confirm, move or delete each.",
)  # fmt: skip
def review(context: CommandContext) -> None:
    """List the annotations that need review."""
    if context.session.reading.needs_review:
        context.dialogs.review()
    else:
        context.notify("Nothing needs review; the words of every passage are in the text.")


@commands.declare(
    "history", "H", label="history", group=Group.TAG,
    help="List what was done, newest first; Enter restores how things were then.",
)  # fmt: skip
def history(context: CommandContext) -> None:
    """List the changes, to restore an earlier state."""
    context.dialogs.history()


@commands.declare(
    "undo", "u", label="undo", help="Undo the last change.", group=Group.TAG, rank=7, counts=True
)
def undo(context: CommandContext) -> None:
    """Undo the last change."""
    for _ in range(context.arguments.times):
        context.report(context.session.undo())


@commands.declare(
    "redo", "ctrl+r", label="redo", help="Do again what was undone.", group=Group.TAG, counts=True
)
def redo(context: CommandContext) -> None:
    """Redo the change that was undone."""
    for _ in range(context.arguments.times):
        context.report(context.session.redo())


@commands.declare(
    "speaker", "w", label="who says it", group=Group.TAG,
    help="Say whose words the quote under the cursor is; it stays so, whatever is found later.",
)  # fmt: skip
def speaker(context: CommandContext) -> None:
    """Set the speaker of the quote under the cursor."""
    quote = context.session.reading.analysis.quote_of(context.caret.word)
    if quote is None:
        context.notify("No quote is found here; v selects its words, then W makes them one.")
        return
    corrections = context.session.corrections
    context.dialogs.speaker(quote.name or "", lambda name: corrections.set_speaker(quote, name))


@commands.declare(
    "add-quote", "W", label="add a quote", group=Group.TAG,
    help="Make the selection a quote, and say whose words it is.",
)  # fmt: skip
def add_quote(context: CommandContext) -> None:
    """Make the selection a quote."""
    selection = context.caret.selection
    if selection is None or context.caret.is_moving_edges:
        context.notify("Select the words of the quote first: v, or V for the sentence.")
        return
    corrections = context.session.corrections
    context.dialogs.speaker("", lambda name: corrections.add_quote(selection, name))


@commands.declare(
    "reject", "r", label="reject a finding", group=Group.TAG,
    help="Say that the name under the cursor is none; where there is none, that the quote is none.",
)  # fmt: skip
def reject(context: CommandContext) -> None:
    """Reject the smallest finding under the cursor."""
    analysis, corrections = context.session.reading.analysis, context.session.corrections
    entity = analysis.entity_at(context.caret.point)
    quote = analysis.quote_of(context.caret.word)
    if entity is not None:
        context.report(corrections.reject_entity(entity))
    elif quote is not None:
        context.report(corrections.reject_quote(quote))
    else:
        context.notify("Neither a name nor a quote is found here.")

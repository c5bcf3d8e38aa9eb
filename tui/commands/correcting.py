"""Commands with which the reader corrects what the machine found."""

from __future__ import annotations

from tui.commands.command import Commands, Group
from tui.commands.desk import Desk

commands = Commands()


@commands.declare(
    "speaker", "w", label="who says it", group=Group.TAG,
    help="Say whose words the quote under the cursor is; it stays so, whatever is found later.",
)  # fmt: skip
def speaker(desk: Desk) -> None:
    """Name the speaker of the quote under the cursor."""
    quote = desk.session.reading.analysis.quote_of(desk.caret.word)
    if quote is None:
        desk.say("No quote is found here; v selects its words, then W makes them one.")
        return
    correct = desk.session.correct
    desk.ask.speaker(quote.name or "", lambda name: correct.set_speaker(quote, name))


@commands.declare(
    "add-quote", "W", label="add a quote", group=Group.TAG,
    help="Make the selection a quote, and say whose words it is.",
)  # fmt: skip
def add_quote(desk: Desk) -> None:
    """Make the selection a quote."""
    selection = desk.caret.selection
    if selection is None or desk.caret.is_reshaping:
        desk.say("Select the words of the quote first: v, or V for the sentence.")
        return
    correct = desk.session.correct
    desk.ask.speaker("", lambda name: correct.add_quote(selection, name))


@commands.declare(
    "reject", "r", label="reject a finding", group=Group.TAG,
    help="Say that the name under the cursor is none; where there is none, that the quote is none.",
)  # fmt: skip
def reject(desk: Desk) -> None:
    """Reject the smallest finding under the cursor."""
    analysis, correct = desk.session.reading.analysis, desk.session.correct
    entity = analysis.entity_at(desk.caret.point)
    quote = analysis.quote_of(desk.caret.word)
    if entity is not None:
        desk.report(correct.reject_entity(entity))
    elif quote is not None:
        desk.report(correct.reject_quote(quote))
    else:
        desk.say("Neither a name nor a quote is found here.")

"""Commands that search, change the view, or open another screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tui.commands.command import Commands, Group
from tui.commands.context import CommandContext
from tui.session.navigation.motions import caret_at
from tui.session.searching import hit_count

commands = Commands()
_CELLS = 4
"""How much longer or shorter one command makes the lines."""


@commands.declare(
    "search", "/", label="search", group=Group.SEARCH, rank=5,
    help="Search the text by regular expression; small letters match capitals, too.",
)  # fmt: skip
def search(context: CommandContext) -> None:
    """Search the text."""
    context.dialogs.search()


@commands.declare(
    "next-hit", "n", label="next hit", group=Group.SEARCH, counts=True,
    help="Go to the next hit; after Esc, or in another article, search for the same again.",
)  # fmt: skip
def next_hit(context: CommandContext) -> None:
    """Go to the next hit."""
    _to_hit(context, 1)


@commands.declare(
    "previous-hit", "N", label="hit before", group=Group.SEARCH, counts=True,
    help="Go to the hit before.",
)  # fmt: skip
def previous_hit(context: CommandContext) -> None:
    """Go to the hit before."""
    _to_hit(context, -1)


def _to_hit(context: CommandContext, step: int) -> None:
    if not context.hits:
        context.dialogs.search_again(lambda: _to_hit(context, step))
        return
    starts = [hit.start for hit in context.hits]
    reading, word = context.session.reading, context.caret.word
    index = bisect_left(starts, word.end) if step > 0 else bisect_right(starts, word.start - 1) - 1
    # A hit on punctuation puts the cursor on the word beside it, which must not stop the search.
    while 0 <= index < len(starts) and caret_at(reading, starts[index]).word == word:
        index += step
    index += step * (context.arguments.times - 1)
    wrapped = "" if 0 <= index < len(starts) else " (from the other end)"
    index %= len(starts)
    context.go_to(caret_at(reading, starts[index]))
    context.notify(f"Hit {index + 1} of {hit_count(len(starts))}{wrapped}")


@commands.declare(
    "switch-pane", "tab", label="text / list", group=Group.VIEW, rank=8,
    help="Move between the text and the list beside it.",
)  # fmt: skip
def switch_pane(context: CommandContext) -> None:
    """Move between text and list."""
    context.switch_focus()


@commands.declare(
    "next-list", "s", label="next list", group=Group.VIEW, rank=9,
    help="Show the next list: notes, quotes by speaker, names by kind.",
)  # fmt: skip
def next_list(context: CommandContext) -> None:
    """Show the next list."""
    context.show_next_list()


@commands.declare(
    "toggle-list", "S", label="hide list", group=Group.VIEW,
    help="Hide or show the list beside the text.",
)  # fmt: skip
def toggle_list(context: CommandContext) -> None:
    """Hide or show the list."""
    context.toggle_side_pane()


@commands.declare(
    "colours", "c", label="colours", group=Group.VIEW,
    help="Change the colours: dark, light, those of the terminal, none.",
)  # fmt: skip
def colours(context: CommandContext) -> None:
    """Change the colours."""
    context.next_palette()


@commands.declare(
    "narrow", "-", label="narrower", group=Group.VIEW, counts=True,
    help="Make the lines of the text shorter, down to 40 columns.",
)  # fmt: skip
def narrow(context: CommandContext) -> None:
    """Make the lines shorter."""
    _widen(context, -_CELLS)


@commands.declare(
    "widen", "=", label="wider", group=Group.VIEW, counts=True,
    help="Make the lines of the text longer, up to 120 columns, as far as there is room.",
)  # fmt: skip
def widen(context: CommandContext) -> None:
    """Make the lines longer."""
    _widen(context, _CELLS)


def _widen(context: CommandContext, cells: int) -> None:
    context.notify(f"Lines of {context.display.widen(cells * context.arguments.times)} columns")


@commands.declare(
    "spotlight", "f", label="focus", group=Group.VIEW,
    help="Fade all but the current paragraph; again: show everything alike.",
)  # fmt: skip
def spotlight(context: CommandContext) -> None:
    """Fade all but the current paragraph."""
    context.notify(
        "Only this paragraph" if context.display.toggle_spotlight() else "Every paragraph"
    )


@commands.declare(
    "spacing", "p", label="paragraph spacing", group=Group.VIEW,
    help="Put an empty line between paragraphs, or take it away.",
)  # fmt: skip
def spacing(context: CommandContext) -> None:
    """Put an empty line between paragraphs, or take it away."""
    context.notify(
        "Paragraphs apart" if context.display.toggle_spacing() else "Paragraphs close together"
    )


@commands.declare(
    "library", "L", label="library", group=Group.APP,
    help="List the articles of the workspace, to open another.",
)  # fmt: skip
def library(context: CommandContext) -> None:
    """List the articles."""
    context.show_library()


@commands.declare(
    "export", "x", label="export", group=Group.APP, rank=6,
    help="Write the notes to a file for another tool.",
)  # fmt: skip
def export(context: CommandContext) -> None:
    """Write the notes to a file."""
    context.dialogs.export()


@commands.declare(
    "import", "X", label="import", group=Group.APP,
    help="Take in the notes of another tool, after a look at what would come.",
)  # fmt: skip
def import_notes(context: CommandContext) -> None:
    """Take notes in from a file."""
    context.dialogs.import_notes()


@commands.declare("help", "?", "f1", label="help", help="Show this help.", group=Group.APP, rank=10)
def show_help(context: CommandContext) -> None:
    """Explain the keys."""
    context.show_help()


@commands.declare(
    "palette", "ctrl+p", label="palette", group=Group.APP,
    help="List every command, to search and choose from.",
)  # fmt: skip
def palette(context: CommandContext) -> None:
    """List every command."""
    context.show_palette()


@commands.declare(
    "suspend", "ctrl+z", label="to the shell", group=Group.APP,
    help="Go back to the shell for a while; fg comes back here.",
)  # fmt: skip
def suspend(context: CommandContext) -> None:
    """Go back to the shell."""
    context.suspend()


@commands.declare(
    "quit", "q", "ctrl+q", "ctrl+c", label="quit", group=Group.APP, rank=11,
    help="Quit; everything is kept already.",
)  # fmt: skip
def quit_app(context: CommandContext) -> None:
    """Quit."""
    context.quit()

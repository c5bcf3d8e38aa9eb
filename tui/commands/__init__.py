"""What the reader can do, each thing declared once."""

from tui.commands import correcting, jumping, looking, moving, selecting, tagging
from tui.commands.command import Command, Group
from tui.commands.desk import Asking, Desk, Listing, View
from tui.commands.keys import Chosen, KeyReader, Pending
from tui.commands.typed import Typed

COMMANDS: tuple[Command, ...] = (
    *moving.commands.all,
    *jumping.commands.all,
    *selecting.commands.all,
    *tagging.commands.all,
    *correcting.commands.all,
    *looking.commands.all,
)
"""Every command, in the order of the help."""

__all__ = [
    "COMMANDS",
    "Asking",
    "Chosen",
    "Command",
    "Desk",
    "Group",
    "KeyReader",
    "Listing",
    "Pending",
    "Typed",
    "View",
]

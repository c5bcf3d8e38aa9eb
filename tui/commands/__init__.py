"""What the reader can do, each thing declared once."""

from tui.commands import looking, moving, selecting, tagging
from tui.commands.command import Command, Group
from tui.commands.desk import Desk, Listing
from tui.commands.keys import KeyReader, Pending

COMMANDS: tuple[Command, ...] = (
    *moving.commands.all,
    *selecting.commands.all,
    *tagging.commands.all,
    *looking.commands.all,
)
"""Every command, in the order of the help."""

__all__ = ["COMMANDS", "Command", "Desk", "Group", "KeyReader", "Listing", "Pending"]

"""The commands of the reading screen, and the keys that run them."""

from tui.commands import (
    annotation_commands,
    navigation_commands,
    selection_commands,
    view_commands,
)
from tui.commands.command import Command, Group
from tui.commands.context import CommandContext, Dialogs, DisplayControls, KeyArguments, Listing
from tui.commands.key_reader import Chosen, KeyReader, Pending

COMMANDS: tuple[Command, ...] = (
    *navigation_commands.commands.all,
    *selection_commands.commands.all,
    *annotation_commands.commands.all,
    *view_commands.commands.all,
)
"""Every command, in the order of the help."""

__all__ = [
    "COMMANDS",
    "Chosen",
    "Command",
    "CommandContext",
    "Dialogs",
    "DisplayControls",
    "Group",
    "KeyArguments",
    "KeyReader",
    "Listing",
    "Pending",
]

"""What is typed after ``:``: a place, or a number and a key."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.commands.command import Command
from tui.commands.keys import Chosen, KeyReader
from tui.errors import UsageError

_COUNTED = r"\s*(\d{1,4})\s*([^\d\s%].*)"


def counted(words: str, commands: Iterable[Command]) -> Chosen | None:
    """The command that "3j" or "12]q" asks for; ``None`` for what is no number and key.

    Raises:
        UsageError: if no command has the key, or if a number makes no difference to it.
    """
    parts = re.fullmatch(_COUNTED, words.rstrip())
    if parts is None:
        return None
    reader = KeyReader(commands)
    *before, last = [reader.feed(key) for key in parts[2]]
    if not isinstance(last, Chosen) or any(isinstance(found, Chosen) for found in before):
        raise UsageError(f"“{parts[2]}” is no command's key; ? lists them all.")
    if not last.command.counts:
        raise UsageError(f"“{parts[2]}” ({last.command.label}) is done once, without a number.")
    return last._replace(typed=last.typed._replace(number=int(parts[1])))

"""Commands from single keys: sequences such as ``] q`` and counts such as ``0 1 2 j``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_letters, digits
from typing import NamedTuple

from tui.commands.command import COUNT, LETTER, Command
from tui.commands.context import NOTHING, KeyArguments
from tui.errors import RegistryError, UsageError

_MOST_DIGITS = 4


class Pending(NamedTuple):
    """The keys typed so far begin a longer sequence."""

    prefix: str
    digits: str | None = None
    """The digits of a number typed so far; ``None`` if none was begun."""


class Chosen(NamedTuple):
    """The keys are those of a command."""

    command: Command
    arguments: KeyArguments = NOTHING


class KeyReader:
    """Collects keys until they are those of a command.

    Raises:
        RegistryError: if two commands have the same keys, or one's keys begin another's.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._by_keys: dict[str, Command] = {}
        self._prefixes: set[str] = set()
        self._typed: list[str] = []
        self._count: str | None = None
        for command in commands:
            for keys in command.keys:
                self._bind(keys, command)
        clash = self._prefixes & self._by_keys.keys()
        if clash:
            raise RegistryError(f"The keys {sorted(clash)} are a command and begin another.")

    @property
    def prefix(self) -> str:
        """The keys typed so far of an unfinished sequence; empty if there is none."""
        return " ".join(self._typed)

    @property
    def is_pending(self) -> bool:
        """Whether a sequence or a number is unfinished."""
        return bool(self._typed) or self._count is not None

    def continuations(self) -> list[tuple[str, Command]]:
        """What can follow the keys typed so far: the missing keys, and their command."""
        if self._count is not None and not self._typed:
            by_id = {command.id: command for command in self._by_keys.values() if command.counts}
            return [(command.keys[0], command) for command in by_id.values()]
        start = f"{self.prefix} "
        return [
            (keys.removeprefix(start), command)
            for keys, command in self._by_keys.items()
            if self._typed and keys.startswith(start)
        ]

    def feed(self, key: str) -> Chosen | Pending | None:
        """Add one key: the command it completes, what it begins, or ``None`` for neither."""
        if self._count is not None and not self._typed and key in digits:
            self._count = (self._count + key)[:_MOST_DIGITS]
            return Pending("", self._count)
        self._typed.append(key)
        keys = self.prefix
        if keys in self._prefixes:
            return Pending(keys, self._count)
        command, letter = self._by_keys.get(keys), ""
        if command is None and len(key) == 1 and key in ascii_letters:
            command, letter = self._by_keys.get(" ".join([*self._typed[:-1], LETTER])), key
        arguments = KeyArguments(int(self._count or 0), letter)
        self.reset()
        if command is None:
            return None
        if command.id == COUNT:
            self._count = ""
            return Pending("", "")
        return Chosen(command, arguments)

    def reset(self) -> None:
        """Forget an unfinished sequence."""
        self._typed.clear()
        self._count = None

    def _bind(self, keys: str, command: Command) -> None:
        other = self._by_keys.get(keys)
        if other is not None:
            raise RegistryError(
                f"The key {keys} is both “{other.id}” and “{command.id}”; give one another key."
            )
        self._by_keys[keys] = command
        parts = keys.split()
        self._prefixes |= {" ".join(parts[:count]) for count in range(1, len(parts))}


_NUMBER_AND_KEYS = r"\s*(\d{1,4})\s*([^\d\s%].*)"


def parse_counted_keys(text: str, commands: Iterable[Command]) -> Chosen | None:
    """The command of "3j" or "12]q"; ``None`` for anything but a number and keys.

    Raises:
        UsageError: if no command has the keys, or it takes no number.
    """
    match = re.fullmatch(_NUMBER_AND_KEYS, text.rstrip())
    if match is None:
        return None
    reader = KeyReader(commands)
    *before, last = [reader.feed(key) for key in match[2]]
    if not isinstance(last, Chosen) or any(isinstance(result, Chosen) for result in before):
        raise UsageError(f"“{match[2]}” is no command's key; ? lists them all.")
    if not last.command.counts:
        raise UsageError(f"“{match[2]}” ({last.command.label}) is done once, without a number.")
    return last._replace(arguments=last.arguments._replace(number=int(match[1])))

"""From single keys to commands: sequences such as ``] q``, and counts such as ``3 j``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.commands.command import Command
from tui.errors import RegistryError


@dataclass(frozen=True, slots=True)
class Pending:
    """The keys so far begin a longer sequence."""

    prefix: str


class KeyReader:
    """Collects keys until they name a command."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._by_keys: dict[str, Command] = {}
        self._prefixes: set[str] = set()
        self._typed: list[str] = []
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

    def continuations(self) -> list[tuple[str, Command]]:
        """What may follow the prefix: the missing keys and the command each."""
        start = f"{self.prefix} "
        return [
            (keys.removeprefix(start), command)
            for keys, command in self._by_keys.items()
            if self._typed and keys.startswith(start)
        ]

    def feed(self, key: str) -> Command | Pending | None:
        """Take one key: the command it completes, what it begins, or ``None`` for neither."""
        self._typed.append(key)
        keys = self.prefix
        if keys in self._prefixes:
            return Pending(keys)
        self._typed.clear()
        return self._by_keys.get(keys)

    def reset(self) -> None:
        """Forget an unfinished sequence."""
        self._typed.clear()

    def _bind(self, keys: str, command: Command) -> None:
        other = self._by_keys.get(keys)
        if other is not None:
            raise RegistryError(
                f"The key {keys} is both “{other.id}” and “{command.id}”; give one another key."
            )
        self._by_keys[keys] = command
        parts = keys.split()
        self._prefixes |= {" ".join(parts[:n]) for n in range(1, len(parts))}

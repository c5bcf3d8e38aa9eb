"""What was typed with the keys of a command."""

from __future__ import annotations

from typing import NamedTuple


class KeyArguments(NamedTuple):
    """The parts of a key sequence that differ from time to time."""

    number: int = 0
    """What stands before the keys; 0 for none."""
    letter: str = ""
    """The letter that ends the keys, for a command that wants one."""

    @property
    def times(self) -> int:
        """How often to do what is asked for."""
        return max(1, self.number)


NOTHING = KeyArguments()
"""The keys alone."""

"""What was typed with the keys of a command."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of a key sequence that differ from time to time."""

    count: int = 0
    """The number before the keys; 0 for none."""
    letter: str = ""
    """The letter that ends the keys, for a command that wants one."""

    @property
    def times(self) -> int:
        """How often to do what is asked for."""
        return max(1, self.count)


NOTHING = Typed()
"""The keys alone."""

"""Resets the terminal to what a shell needs, after an app that was killed."""

from __future__ import annotations

import argparse
import os
from typing import Any

from tui.errors import UsageError

_MODES_OFF = (1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2031, 2048)
"""Private modes: mouse reports, focus reports, bracketed paste, synchronised output, reports of
colours and of the size."""
RESET_SEQUENCES = (
    "\x1b[<u"  # the kitty keyboard protocol; before 1049, as it is set per screen
    + "".join(f"\x1b[?{mode}l" for mode in _MODES_OFF)
    + "\x1b[?1049l"  # back to the main screen
    + "\x1b[?25h\x1b[?7h\x1b[0m"  # cursor shown, lines wrapped, no colours
)
_IFLAG, _OFLAG, _LFLAG = 0, 1, 3
"""Indices into what ``termios.tcgetattr`` returns."""


class ResetTerminal(argparse.Action):
    """``--reset-terminal``: resets the controlling terminal and ends the process."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Reset it and end."""
        reset_terminal()
        parser.exit()


def reset_terminal() -> None:
    """Leave the alternate screen, show the cursor, end mouse reports, and echo what is typed.

    Raises:
        UsageError: if there is no terminal.
    """
    import termios  # not on every platform

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise UsageError("There is no terminal here that could be reset.") from None
    try:
        # Pending mouse reports would be read as typed text.
        termios.tcflush(terminal, termios.TCIFLUSH)
        termios.tcsetattr(terminal, termios.TCSANOW, _with_sane_modes(termios.tcgetattr(terminal)))
        os.write(terminal, RESET_SEQUENCES.encode())
    finally:
        os.close(terminal)


def _with_sane_modes(attributes: list[Any]) -> list[Any]:
    """Set the modes that an app changes as ``stty sane`` does."""
    import termios

    attributes[_IFLAG] |= termios.BRKINT | termios.ICRNL | termios.IXON
    attributes[_IFLAG] &= ~(termios.IGNCR | termios.INLCR | termios.ISTRIP)
    attributes[_OFLAG] |= termios.OPOST | termios.ONLCR
    attributes[_LFLAG] |= termios.ISIG | termios.ICANON | termios.IEXTEN
    attributes[_LFLAG] |= termios.ECHO | termios.ECHOE | termios.ECHOK
    return attributes

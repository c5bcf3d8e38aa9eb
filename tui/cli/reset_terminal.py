"""Giving the terminal back as a shell wants it, after an app that could not do so itself."""

from __future__ import annotations

import argparse
import os
from typing import Any

from tui.errors import UsageError

_MODES_OFF = (1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2031, 2048)
"""The mouse in all its ways, focus, pasting in brackets, painting at once, reports of colours and
size."""
SEQUENCES = (
    "\x1b[<u"  # the keyboard's own protocol, which belongs to the alternate screen
    + "".join(f"\x1b[?{mode}l" for mode in _MODES_OFF)
    + "\x1b[?1049l"  # the alternate screen
    + "\x1b[?25h\x1b[?7h\x1b[0m"  # cursor, wrapping, colours
)
_IFLAG, _OFLAG, _LFLAG = 0, 1, 3
"""Places of the modes in what the system gives."""


class ResetTerminal(argparse.Action):
    """Resets the terminal that we are in, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Do it."""
        reset_terminal()
        parser.exit()


def reset_terminal() -> None:
    """Leave the alternate screen, show the cursor, let the mouse go, and echo what is typed.

    Raises:
        UsageError: if there is no terminal.
    """
    import termios  # only where there are terminals of this kind

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise UsageError("There is no terminal here that could be reset.") from None
    try:
        # Reports of the mouse may wait to be read as if somebody had typed them.
        termios.tcflush(terminal, termios.TCIFLUSH)
        termios.tcsetattr(terminal, termios.TCSANOW, _sane(termios.tcgetattr(terminal)))
        os.write(terminal, SEQUENCES.encode())
    finally:
        os.close(terminal)


def _sane(modes: list[Any]) -> list[Any]:
    """The modes as ``stty sane`` has them, in what an app changes."""
    import termios

    modes[_IFLAG] |= termios.BRKINT | termios.ICRNL | termios.IXON
    modes[_IFLAG] &= ~(termios.IGNCR | termios.INLCR | termios.ISTRIP)
    modes[_OFLAG] |= termios.OPOST | termios.ONLCR
    modes[_LFLAG] |= termios.ISIG | termios.ICANON | termios.IEXTEN
    modes[_LFLAG] |= termios.ECHO | termios.ECHOE | termios.ECHOK
    return modes

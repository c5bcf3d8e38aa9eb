"""Hostile text for wherever the app shows text that is not its own, and how it is detected."""

from __future__ import annotations

import re

HOSTILE = (
    "\x1b[31;5mE\x1b]52;c;ZXZpbA==\x07V\x9b31;5mI\x90q\x9cL\x1bPq\x1b\\\x1b]0;title\x07\x00\x08\x7f"
    "\x85\u202e\u2066\u2069\u200f\u061c\ufeff\u2028\U000e0041[bold]x[/bold][link=x]y[/] [sic]"
)
"""Colour, clipboard, C1, device control, title, bidi, tags, and markup, in one string."""
HOSTILE_NAME = HOSTILE.replace("/", "").replace("\x00", "")
"""The same for the name of a file."""

_OURS = re.compile(
    rb"\x1b\[[0-9;:]*[mABCDHJKf]|\x1b\[[?>=<]?[0-9;]*[hlucqn]|\x1b\[\?[0-9;]*\$p|\x1b\[6n|\x1b[78=>]"
    rb"|\x1b\[[0-9]* q|\x1b\]22;[a-z-]+\x07|\x1b\]52;c;(?!ZXZpbA)[A-Za-z0-9+/=]*\x07"
)
"""Sequences that the app itself writes; the clipboard only with what the reader copied."""
_COMMANDS = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)
_HOSTILE_PARTS = (b"\x1b[31;5m", b"ZXZpbA==\x07", b"\x1b]0;", b"\x1bP", b"\x1b\\")


def commands_in(output: bytes) -> list[str]:
    """The control and bidi characters in the output that the app did not write, with context."""
    commands = [repr(part) for part in _HOSTILE_PARTS if part in output]
    text = _OURS.sub(b"", output).decode()
    for match in _COMMANDS.finditer(text):
        commands.append(repr(text[max(0, match.start() - 20) : match.end() + 12]))
    return commands

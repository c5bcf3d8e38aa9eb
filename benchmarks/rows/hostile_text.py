"""An article with control sequences, none of which may reach the terminal."""

from __future__ import annotations

import re

from benchmarks import peers
from benchmarks.rows.row import Context, Row
from benchmarks.samples import Sample, write_sample

PAYLOADS = (
    "\x1b]52;c;cHduZWQ=\x07", "\x1b]0;PWNED\x07", "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[31;7;99m", "\x1bP1$r0m\x1b\\", "\x1b_Gpwned\x1b\\", "\x1b^pwned\x1b\\",
    "\x9b31;99m", "\x9d52;c;cHduZWQ=\x9c", "\x90pwned\x9c",
    "\x00", "\x08\x08", "\x0b\x0c", "\x7f", "\x0e\x0f",
    "\u202egnp.exe\u202c", "\u2066rtl\u2069", "\u200f", "\u061c", "\u2028", "\ufeff",
    "[bold red]markup[/]",
)  # fmt: skip
POINTER_SHAPE = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""What Textual itself writes to set the shape of the mouse pointer."""
LEAKED = re.compile(
    rb"\x1b\](?:52|0;PWN|8;)|\x1b\[31;7;99m|\x1b[P_^]|[\x00\x07\x08\x0b\x0c\x0e\x0f\x7f]"
    rb"|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c|\xef\xbb\xbf"
)


def count_leaks(context: Context) -> int:
    """How often a payload is in the output while the article is read and tagged."""
    sample = write_hostile_sample(context)
    peer = peers.pullquote(sample)
    with peer.start() as terminal:
        terminal.wait_for(peer.painted_text)
        terminal.wait_until_quiet(2)
        for key in (
            "j",
            "1",
            "\t",
            "\t",
            "?",
            "\x1b",
            "x",
            "\x1b",
            *[peers.PAGE_DOWN] * 6,
            "g",
            "G",
        ):
            terminal.send(key)
            terminal.wait_until_quiet(0.15)
        return len(LEAKED.findall(POINTER_SHAPE.sub(b"", terminal.output)))


def write_hostile_sample(context: Context) -> Sample:
    """An article with every payload in its title, its text and its quotes."""
    sample = write_sample(context.folder, "hostile", size=4_500, annotations=0)
    lines = [f"{payload} Meanwhile {payload} said “{payload}”." for payload in PAYLOADS]
    text = "".join(PAYLOADS) + "\n\n" + "\n\n".join(lines) + "\n\n" + sample.article.text
    sample.path.write_text(text, "utf-8")
    return sample


ROWS = (
    Row(
        "control and bidi characters that reach the terminal", "none", 0,
        lambda context: context.result(count_leaks),
    ),
)  # fmt: skip

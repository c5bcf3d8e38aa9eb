"""Any text -> Markdown that shows exactly its words.

Article text is not Markdown: `#1`, `[sic]` and `<b>` have to come out as they are in CommonMark,
on GitHub (tables, strike-through, formulas) and in Obsidian (tags, highlights, comments).
"""

from __future__ import annotations

import re

from tui.exports.passage_text import visible

_SIGNS = re.compile(
    r"[\\`*\[\]<>|~$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters it means nothing, and links are full of it
    r"|(?<![\w/])#"
    r"|&(?=#?\w+;)"
    r"|==|%%|\^\^|:::"
)
_OPENING = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)]))")
"""What makes a list, a rule, a heading or a definition of a line that begins with it."""


def inline(text: str) -> str:
    """The text in one line."""
    return _escaped(" ".join(visible(text).split()))


def block_quote(text: str) -> str:
    """The text as a block quote, a paragraph for each of its lines."""
    lines = [_escaped(line) for line in _lines(text) if line]
    return "\n>\n".join(f"> {line}" for line in lines) or ">"


def paragraphs(text: str) -> str:
    """The text with its own line breaks and empty lines kept."""
    blocks = re.split(r"\n{2,}", "\n".join(_lines(text)).strip("\n"))
    return "\n\n".join(
        "\\\n".join(_escaped(line) for line in block.split("\n")) for block in blocks
    )


def _lines(text: str) -> list[str]:
    # White space at the edges of a line would make code or line breaks of it.
    return [line.strip() for line in visible(text).split("\n")]


def _escaped(line: str) -> str:
    line = _SIGNS.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), line)
    opening = _OPENING.match(line)
    if opening is None:
        return line
    place = opening.end() if opening[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"

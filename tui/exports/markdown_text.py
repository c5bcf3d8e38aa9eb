"""Plain text -> Markdown that renders as the same text.

`#1`, `[sic]` and `<b>` in an article are no markup. They are escaped for CommonMark, GitHub
(tables, strike-through, formulas) and Obsidian (tags, highlights, comments).
"""

from __future__ import annotations

import re

from tui.exports.safe_text import terminal_safe

_MARKUP = re.compile(
    r"[\\`*\[\]<>|~$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters it is no markup, and links are full of it
    r"|(?<![\w/])#"
    r"|&(?=#?\w+;)"
    r"|==|%%|\^\^|:::"
)
_LINE_MARKUP = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)]))")
"""What begins a list item, a rule, a setext heading or a definition at the start of a line."""


def inline(text: str) -> str:
    """The text in one line, runs of white space as one space."""
    return _escaped(" ".join(terminal_safe(text).split()))


def block_quote(text: str) -> str:
    """The text as a block quote with a paragraph for each line that is not empty."""
    lines = [_escaped(line) for line in _lines(text) if line]
    return "\n>\n".join(f"> {line}" for line in lines) or ">"


def markdown_paragraphs(text: str) -> str:
    """The text as paragraphs: line ends as hard line breaks, empty lines between paragraphs."""
    blocks = re.split(r"\n{2,}", "\n".join(_lines(text)).strip("\n"))
    return "\n\n".join(
        "\\\n".join(_escaped(line) for line in block.split("\n")) for block in blocks
    )


def _lines(text: str) -> list[str]:
    # White space at the edges of a line would be a code block or a line break.
    return [line.strip() for line in terminal_safe(text).split("\n")]


def _escaped(line: str) -> str:
    line = _MARKUP.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), line)
    markup = _LINE_MARKUP.match(line)
    if markup is None:
        return line
    index = markup.end() if markup[0].isdigit() else 0
    return f"{line[:index]}\\{line[index:]}"

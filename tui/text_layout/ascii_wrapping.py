"""Lines of text in which every character takes one cell: all of it one regular expression.

Only ``re`` is imported here, so that the first screen can be drawn before anything else is.
"""

import re
from functools import lru_cache

PLAIN = re.compile(
    r"[\n -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026\u2039\u203a"
    r"\u2502\u2581-\u258f\u25b8\u2713\u270e]*"
)
"""Matches text of Latin letters, the marks of its typography and ours (│▎▏▸✓✎, and the blocks
▁ to ▏ of a scroll bar): each certainly one cell."""
_HARD_WRAPPED = 100
_SAMPLE = 100_000


@lru_cache(maxsize=64)
def narrow_lines(width: int, spaced: bool) -> "re.Pattern[str]":
    """Matches one line of at most ``width`` cells after another.

    Args:
        width: Cells, at least 1.
        spaced: Whether an empty match stands for an empty line between paragraphs.
    """
    # The first branch matches nothing, between two paragraphs, and so starts a line of nothing.
    space = r"(?<=\S\n)(?=[^\S\n]*\S)|" if spaced else ""
    return re.compile(rf"{space}[^\n]{{1,{width}}}(?: ?\n| |\Z)|\n|[^\n]{{{width}}}")


def wants_spacing(text: str) -> bool:
    """Whether an empty line between paragraphs helps: not where line feeds only cut long lines."""
    text = text[:_SAMPLE]
    return "\n\n" not in text or re.search(rf"[^\n]{{{_HARD_WRAPPED}}}", text) is not None

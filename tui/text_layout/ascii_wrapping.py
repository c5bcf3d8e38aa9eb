"""Wrapping of text in which every character takes one cell, by one regular expression.

Only ``re`` and ``functools`` are imported here: the first screen is drawn before the framework is
loaded.
"""

import re
from functools import lru_cache

ONE_CELL_TEXT = re.compile(
    r"[\n -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026\u2039\u203a"
    r"\u2502\u2581-\u258f\u25b8\u2713\u270e]*"
)
"""Matches text of Latin letters, typographic marks and the app's own marks (│▎▏▸✓✎ and the blocks
▁ to ▏ of a scroll bar): each takes one cell on every terminal."""
_LONGEST_HARD_WRAPPED = 100
"""Code points of a line; longer ones were not cut by whoever made the file."""
_SAMPLE = 100_000
"""Code points that are looked at."""


@lru_cache(maxsize=64)
def line_pattern(width: int, spaced: bool) -> "re.Pattern[str]":
    """A pattern whose matches, one after the other, are the lines of at most ``width`` cells.

    Args:
        width: Cells, at least 1.
        spaced: Whether there is an empty match for an empty line between paragraphs.
    """
    # The first branch is an empty match between two paragraphs.
    space = r"(?<=\S\n)(?=[^\S\n]*\S)|" if spaced else ""
    return re.compile(rf"{space}[^\n]{{1,{width}}}(?: ?\n| |\Z)|\n|[^\n]{{{width}}}")


def needs_paragraph_spacing(text: str) -> bool:
    """Whether paragraphs are set apart by an empty line where the reader wants that.

    They are not if the text has empty lines already and line feeds cut its lines.
    """
    text = text[:_SAMPLE]
    return "\n\n" not in text or re.search(rf"[^\n]{{{_LONGEST_HARD_WRAPPED}}}", text) is not None

"""The words of a passage, fit for a file that people and programs read."""

from __future__ import annotations

import re
from functools import cache

from tui.model import Anchored, Reading

ACTING = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
"""What a terminal or an editor obeys instead of showing it, as the inside of ``[...]``.

Article texts have none of it; titles, notes and file names come as they are.
"""

_LINE_END = re.compile(r"\r\n?")


def words_of(reading: Reading, anchored: Anchored) -> str:
    """The passage's words in today's text; an orphan's are those it was made on."""
    if anchored.span is None:
        return anchored.annotation.selector.exact
    return anchored.span.of(reading.article.text)


def visible(text: str) -> str:
    """The text with LF line ends, and a replacement mark for each character that acts."""
    return _hidden().sub("\ufffd", _LINE_END.sub("\n", text).replace("\t", " "))


def printed(document: str) -> str:
    """A finished document that says everything in its own lines, safe to show on a terminal."""
    return _hidden().sub("\ufffd", document)


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[\x00-\x08\x0b-\x1f{ACTING}]")

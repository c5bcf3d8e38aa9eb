"""Lines that a web page put between the paragraphs: buttons, credits, captions."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from tui.analysis.word_lists import lines

_LONGEST = 400
"""Code points; a longer line is a paragraph, whatever it begins with."""


class Boilerplate(Enum):
    """What a line that is no part of the story is."""

    BUTTON = "button"
    """Something to click: nothing in it is a finding."""
    CREDIT = "credit"
    """Who wrote it or took the picture: organisations are findings, people and quotes are not."""


@cache
def _patterns() -> tuple[tuple[Boilerplate, re.Pattern[str]], ...]:
    return tuple(
        (
            kind,
            re.compile(
                "|".join(f"(?:{line})" for line in lines(f"furniture_{kind.value}.txt")),
                re.IGNORECASE,
            ),
        )
        for kind in Boilerplate
    )


def boilerplate(line: str) -> Boilerplate | None:
    """What kind of furniture a line is, or ``None`` for a line of the story."""
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(line)), None)

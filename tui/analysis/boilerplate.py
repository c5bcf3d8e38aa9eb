"""Boilerplate lines of news pages: buttons, credits and captions between the paragraphs."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from tui.analysis.word_lists import file_lines

_MAX_LENGTH = 400
"""Code points; a longer line counts as a paragraph of the story."""


class BoilerplateKind(Enum):
    """The kinds of boilerplate; the value is part of the name of the kind's pattern file."""

    BUTTON = "button"
    """A link or button: nothing in it is a finding."""
    CREDIT = "credit"
    """Author or photographer: organisations are findings, people and quotes are not."""


@cache
def _patterns() -> tuple[tuple[BoilerplateKind, re.Pattern[str]], ...]:
    return tuple(
        (
            kind,
            re.compile(
                "|".join(f"(?:{line})" for line in file_lines(f"boilerplate_{kind.value}.txt")),
                re.IGNORECASE,
            ),
        )
        for kind in BoilerplateKind
    )


def boilerplate_kind(line: str) -> BoilerplateKind | None:
    """The kind of boilerplate that the whole line is, or ``None`` for a line of the story."""
    line = line.strip()
    if len(line) > _MAX_LENGTH:
        return None
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(line)), None)

"""Where the reader knows better than the machine."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tui.model.selector import Selector

CorrectionKind = Literal["speaker", "quote", "no-quote", "no-entity"]
"""Whose words the quote there is; that the words are a quote; that they are none, or no name."""


class Correction(NamedTuple):
    """What the reader says of a finding; it stays, whatever is found when the text is read anew."""

    id: str
    """32 hexadecimal digits, made once and kept for ever."""
    article: str
    """The id of the article."""
    selector: Selector
    """The words of the finding, from its first to its last."""
    kind: CorrectionKind
    name: str = ""
    """The speaker of a quote; empty if nobody can be named."""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second."""
    changed: str = ""

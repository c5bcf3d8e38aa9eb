"""What a step did."""

from __future__ import annotations

from typing import NamedTuple

from tui.model import Span


class Outcome(NamedTuple):
    """What a step did, once it is durable."""

    words: str
    """For the notice: "tagged trade"."""
    span: Span | None = None
    """Where in the text, if it still has a place."""

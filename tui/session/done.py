"""What a step did."""

from __future__ import annotations

from dataclasses import dataclass

from tui.model import Span


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did, once it is durable."""

    words: str
    """For the notice: "tagged trade"."""
    span: Span | None = None
    """Where in the text, if it still has a place."""

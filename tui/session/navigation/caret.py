"""Where the reader is: pure, without a screen."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tui.model import Span

Edge = Literal["start", "end"]


class ActiveAnnotation(NamedTuple):
    """An annotation that the reader took in hand, out of several or to move its edges."""

    id: str
    span: Span
    """Where it is."""


class Caret(NamedTuple):
    """The place of reading, and the selection if there is one."""

    word: Span
    """The word under the cursor."""
    sentence: Span
    """The sentence that holds it: what a key acts on without a selection."""
    selection: Span | None = None
    edge: Edge = "end"
    """Which edge of the selection moves."""
    active: ActiveAnnotation | None = None
    """The annotation that keys act on; with a selection, that is where its edges go."""

    @property
    def point(self) -> int:
        """The cursor as one offset: the first code point of the word."""
        return self.word.start

    @property
    def passage(self) -> Span:
        """What a key acts on: the selection, else the annotation in hand, else the sentence."""
        return self.selection or (self.active.span if self.active else self.sentence)

    @property
    def is_moving_edges(self) -> bool:
        """Whether the selection is the edges of an annotation that are being moved."""
        return self.selection is not None and self.active is not None

"""The reading position, as values."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tui.model import Span

Edge = Literal["start", "end"]


class ActiveAnnotation(NamedTuple):
    """The annotation that the reader chose among several, or whose edges are being moved."""

    id: str
    span: Span
    """Its stored span, also while its edges are being moved."""


class Caret(NamedTuple):
    """The reading position, and the selection if there is one."""

    word: Span
    """The word under the cursor."""
    sentence: Span
    """The sentence around it, which commands act on when nothing is selected."""
    selection: Span | None = None
    edge: Edge = "end"
    """The edge of the selection that motions move."""
    active: ActiveAnnotation | None = None
    """The annotation that commands act on; with a selection, the one that gets its edges."""

    @property
    def point(self) -> int:
        """The cursor as one offset: the first code point of the word."""
        return self.word.start

    @property
    def passage(self) -> Span:
        """What commands act on: the selection, else the active annotation, else the sentence."""
        return self.selection or (self.active.span if self.active else self.sentence)

    @property
    def is_moving_edges(self) -> bool:
        """Whether the selection is the new edges of the active annotation."""
        return self.selection is not None and self.active is not None

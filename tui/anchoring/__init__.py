"""A selector -> where its words are in the text of today."""

from tui.anchoring.anchor import Anchoring, OldText

__all__ = ["Anchoring", "OldText"]

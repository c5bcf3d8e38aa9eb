"""A selector -> where its words are in the text of today."""

from tui.anchoring.anchor import anchor, anchor_all

__all__ = ["anchor", "anchor_all"]

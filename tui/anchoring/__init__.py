"""Finds the passages of annotations in an article whose text has changed."""

from tui.anchoring.anchor import Anchoring, OldText

__all__ = ["Anchoring", "OldText"]

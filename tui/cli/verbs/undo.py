"""Taking the last change back."""

from __future__ import annotations

from tui.cli.undo_redo import Step


class Undo(Step):
    """Takes back what was done last, here or in the app."""

    name = "undo"
    label = "Take back your last change in the workspace or in an article"

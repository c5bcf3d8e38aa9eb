"""Making again what was taken back."""

from __future__ import annotations

from tui.cli.undo_redo import Step


class Redo(Step):
    """Makes again what was taken back last, here or in the app."""

    name = "redo"
    label = "Make again what you undid last in the workspace or in an article"

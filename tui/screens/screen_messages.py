"""Messages that the screens and the app handle."""

from __future__ import annotations

from textual.message import Message

from tui.model import Analysis


class LibraryLoaded(Message):
    """The annotations of the first article have been read and are shown."""


class AnalysisReady(Message):
    """An analysis of a text, complete or of a part of it."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self.analysis = analysis


class AnalysisFailed(Message):
    """The reason why a text is not analysed, or not completely.

    Args:
        sha256: The hash of the text.
        reason: One sentence.
    """

    def __init__(self, sha256: str, reason: str) -> None:
        super().__init__()
        self.sha256 = sha256
        self.reason = reason


class PaletteRequested(Message):
    """The reader asks for the next palette."""

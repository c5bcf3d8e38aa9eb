"""What is told to the reading screen and the app."""

from __future__ import annotations

from textual.message import Message

from tui.model import Analysis


class Begun(Message):
    """What is kept about the first article is there."""


class Found(Message):
    """The machine has found something."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self.analysis = analysis


class FindingFailed(Message):
    """The machine cannot look for something in the text of that hash."""

    def __init__(self, sha256: str, sentence: str) -> None:
        super().__init__()
        self.sha256 = sha256
        self.sentence = sentence


class NextPalette(Message):
    """The reader wants other colours."""

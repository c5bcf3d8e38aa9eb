"""The base of source formats."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

from tui.model import Article
from tui.registry import Extension


class Source(Extension):
    """Turns the bytes of one file format into an article with clean text."""

    suffixes: ClassVar[tuple[str, ...]]
    """File name endings in lower case, with their dots."""

    @abstractmethod
    def read(self, data: bytes, path: Path) -> Article:
        """The article in ``data``; its id is the stem of ``path``.

        Raises:
            ArticleError: if the bytes are not an article of this format.
        """

"""The texts that annotations were made on, to find their passages in later versions."""

from __future__ import annotations

import os
from pathlib import Path

from tui.files import replace_file
from tui.model import Article
from tui.model.article import text_hash
from tui.store.messages import write_error

_SUFFIX = ".txt.gz"


class TextArchive:
    """A folder with a compressed file for each text, named by its SHA-256 and never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, article: Article, *, overwrite: bool = False) -> None:
        """Write the article's text durably, unless it is there and not to be overwritten.

        Raises:
            StoreError: if it could not be written.
        """
        path = self._path(article.sha256)
        if path.exists() and not overwrite:
            return
        import gzip

        data = gzip.compress(article.text.encode("utf-8", "surrogatepass"), mtime=0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError as error:
            raise write_error(path, error) from error

    def load(self, sha256: str) -> str | None:
        """The text with that hash; ``None`` if there is none or its file is damaged."""
        import gzip
        import zlib

        try:
            text = gzip.decompress(self._path(sha256).read_bytes()).decode("utf-8", "surrogatepass")
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return text if text_hash(text) == sha256 else None

    def is_blocked(self) -> bool:
        """Whether something that is no folder is in the folder's place, so nothing can be saved."""
        return os.path.lexists(self._folder) and not self._folder.is_dir()

    def hashes(self) -> list[str]:
        """The hashes of all texts, damaged ones included."""
        return sorted(path.name.removesuffix(_SUFFIX) for path in self._folder.glob(f"*{_SUFFIX}"))

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_SUFFIX}"

"""The texts that annotations were made on, to follow their words into what became of them."""

from __future__ import annotations

from pathlib import Path

from tui.files import replace_file
from tui.model import Article
from tui.model.article import text_hash
from tui.store.messages import unwritable

_ENDING = ".txt.gz"


class TextArchive:
    """A compressed file for each text, named by its hash; none is ever changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, article: Article, *, anew: bool = False) -> None:
        """Keep the article's text durably, unless it is kept already or to be kept ``anew``.

        Raises:
            StoreError: if it could not be written.
        """
        path = self._path(article.sha256)
        if path.exists() and not anew:
            return
        import gzip

        data = gzip.compress(article.text.encode("utf-8", "surrogatepass"), mtime=0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError as error:
            raise unwritable(path, error) from error

    def load(self, sha256: str) -> str | None:
        """The text of that hash; ``None`` if it is not kept or not what it was."""
        import gzip
        import zlib

        try:
            text = gzip.decompress(self._path(sha256).read_bytes()).decode("utf-8", "surrogatepass")
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return text if text_hash(text) == sha256 else None

    def kept(self) -> list[str]:
        """The hashes of all texts that are kept, damaged or not."""
        return sorted(path.name.removesuffix(_ENDING) for path in self._folder.glob(f"*{_ENDING}"))

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_ENDING}"

"""Keeping the text of an article that came without a file."""

from __future__ import annotations

from dataclasses import replace

from tui.config import Workspace
from tui.errors import StoreReadOnly
from tui.files import replace_file
from tui.model import Article


def keep_text(workspace: Workspace, article: Article) -> Article:
    """Give the article a file in ``seeds/`` if it has none, so that its notes keep their text.

    Raises:
        StoreReadOnly: if the file could not be written.
    """
    if article.path:
        return article
    path = workspace.seeds / f"{article.id}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, article.text.encode())
    except OSError as error:
        raise StoreReadOnly(
            f"The text could not be kept in {path}: {error.strerror}; "
            "choose another workspace with --workspace."
        ) from None
    return replace(article, path=str(path))

"""Keeping an article that something is said about."""

from __future__ import annotations

from dataclasses import replace

from tui.errors import StoreReadOnly
from tui.files import replace_file
from tui.model import Article
from tui.session.library import Library


def keep_article(library: Library, article: Article) -> Article:
    """Keep what an annotation of the article stands on: its file, its text of today, its record.

    Raises:
        StoreError: if it could not be kept.
    """
    article = _filed(library, article)
    library.texts.keep(article)
    if article.id not in library.records.articles:
        record = library.record_of(article, 0)
        library.records = library.store.remember(library.workspace, record)
    return article


def _filed(library: Library, article: Article) -> Article:
    """Give the article a file in ``seeds/`` if it has none, so that its notes keep their text."""
    if article.path:
        return article
    path = library.workspace.seeds / f"{article.id}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, article.text.encode())
    except OSError as error:
        raise StoreReadOnly(
            f"The text could not be kept in {path}: {error.strerror}; "
            "choose another workspace with --workspace."
        ) from None
    return replace(article, path=str(path))

"""Keeping changes, and the articles that something is said about: the one way to the store."""

from __future__ import annotations

from dataclasses import replace

from tui.errors import StoreBusy, StoreReadOnly
from tui.files import replace_file
from tui.model import Article, Change
from tui.session.library import Library
from tui.store import ArticleRecord


def check_writable(library: Library) -> None:
    """Let pass who may change what is kept.

    Raises:
        StoreBusy: if another app has the workspace open.
    """
    if library.writer:
        raise StoreBusy(
            f"{library.writer} has this workspace open; until it quits, this one reads."
        )


def save_change(library: Library, change: Change) -> None:
    """Keep the change; the library has what is kept then, others' changes included.

    Raises:
        StoreError: if it could not be kept; nothing has changed then.
    """
    check_writable(library)
    library.records = library.store.apply(library.workspace, change)


def save_record(library: Library, record: ArticleRecord) -> None:
    """Keep where an article is, how far it is read, and its marks.

    Raises:
        StoreError: if it could not be kept; nothing has changed then.
    """
    check_writable(library)
    library.records = library.store.remember(library.workspace, record)


def save_article(library: Library, article: Article) -> Article:
    """Keep what an annotation of the article stands on: its file, its text of today, its record.

    Raises:
        StoreError: if it could not be kept.
    """
    check_writable(library)
    article = _filed(library, article)
    library.texts.keep(article)
    if article.id not in library.records.articles:
        save_record(library, library.article_record(article, 0))
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

"""Saving changes and articles. Nothing else of the session writes to the store."""

from __future__ import annotations

from dataclasses import replace

from tui.errors import StoreBusy, StoreReadOnly
from tui.files import replace_file
from tui.model import Article, Change
from tui.session.library import Library
from tui.store import ArticleRecord


def check_writable(library: Library) -> None:
    """Check that this app may write to the workspace.

    Raises:
        StoreBusy: if another app has the workspace open.
    """
    if library.writer:
        raise StoreBusy(
            f"{library.writer} has this workspace open; until it quits, this one reads."
        )


def save_change(library: Library, change: Change) -> None:
    """Save the change; the library then has the current records, with the changes of others.

    Raises:
        StoreError: if it could not be saved; nothing has changed then.
    """
    check_writable(library)
    library.records = library.store.apply(library.workspace, change)


def save_record(library: Library, record: ArticleRecord) -> None:
    """Save the path of an article, the reading position and the marks.

    Raises:
        StoreError: if it could not be saved; nothing has changed then.
    """
    check_writable(library)
    library.records = library.store.save_article(library.workspace, record)


def save_article(library: Library, article: Article) -> Article:
    """Save what an annotation of the article needs: its file, its current text, its record.

    Raises:
        StoreError: if it could not be saved.
    """
    check_writable(library)
    article = _with_file(library, article)
    library.texts.save(article)
    if article.id not in library.records.articles:
        save_record(library, library.article_record(article, 0))
    return article


def _with_file(library: Library, article: Article) -> Article:
    """The article with a file, in ``seeds/`` if it had none."""
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

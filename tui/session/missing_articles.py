"""Articles whose file is gone: their annotations are kept, and so is the text they were made on."""

from __future__ import annotations

from tui.errors import ArticleError
from tui.model import Article
from tui.session.library import Library


def article_or_kept(library: Library, article_id: str) -> Article:
    """The article, or its text as it was when it was tagged if its file is gone or unreadable.

    Raises:
        ArticleError: if no text of it is kept.
        UnknownName: if nothing is known of it.
    """
    try:
        return library.article(article_id)
    except ArticleError as error:
        records = library.records
        record = records.articles.get(article_id)
        if record is None:
            raise
        own = (a for a in records.annotations.values() if a.article == article_id)
        for sha256 in dict.fromkeys((record.sha256, *(a.selector.sha256 for a in own))):
            text = library.texts.load(sha256)
            if text is not None:
                path = str(library.workspace.root / record.path)
                told = f"{error} This is its text as it was when you tagged it."
                return Article(article_id, text, record.title, path=path, notices=(told,))
        raise

"""Places in articles that the reader gave a letter."""

from __future__ import annotations

from tui.model import Article
from tui.session.library import Library
from tui.session.saving import keep_record


class Marks:
    """The marks of every article; those of a text that no file holds are forgotten at the end."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._fleeting: dict[tuple[str, str], int] = {}

    def set(self, article: Article, letter: str, place: int) -> bool:
        """Give a place, a code point offset, the letter; whether that is kept for good.

        Raises:
            StoreError: if it could not be kept; the letter stays where it was.
        """
        if not article.path:
            self._fleeting[article.id, letter] = place
            return False
        library = self._library
        known = library.records.articles.get(article.id)
        record = library.record_of(article, known.position if known else 0)
        marks = dict(record.marks) | {letter: place}
        record = record._replace(marks=tuple(sorted(marks.items())))
        keep_record(library, record)
        return True

    def get(self, article: Article, letter: str) -> int | None:
        """The place of a letter.

        Raises:
            StoreError: if what is kept cannot be read.
        """
        known = self._library.records.articles.get(article.id)
        fleeting = self._fleeting.get((article.id, letter))
        return dict(known.marks).get(letter, fleeting) if known else fleeting

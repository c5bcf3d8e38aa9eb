"""Positions in articles to come back to: jumps, which are remembered, and marks, which are set."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tui.model import Article
from tui.session.library import Library
from tui.session.saving import save_record

_MOST_KEPT = 100


class JumpList(NamedTuple):
    """The positions that jumps started from in one article, as code point offsets."""

    offsets: tuple[int, ...] = ()
    steps_back: int = 0
    """How many of them the reader has gone back."""

    def jumped(self, origin: int) -> JumpList:
        """The list after a jump from ``origin``, without the positions ahead."""
        return JumpList((*self._behind(origin), origin)[-_MOST_KEPT:])

    def back(self, current: int) -> tuple[JumpList, int] | None:
        """The list one position earlier, and that position; ``None`` at its start."""
        if self.steps_back:
            index = len(self.offsets) - self.steps_back - 2
            if index < 0:
                return None
            return self._replace(steps_back=self.steps_back + 1), self.offsets[index]
        behind = self._behind(current)
        if not behind:
            return None
        # The position that one goes back from can be returned to.
        return JumpList((*behind, current), steps_back=1), behind[-1]

    def forward(self) -> tuple[JumpList, int] | None:
        """The list one position later, and that position; ``None`` at its end."""
        if not self.steps_back:
            return None
        steps = self.steps_back - 1
        return self._replace(steps_back=steps), self.offsets[len(self.offsets) - 1 - steps]

    def _behind(self, current: int) -> tuple[int, ...]:
        """The positions not yet gone back from, without ``current``."""
        behind = self.offsets[: len(self.offsets) - self.steps_back]
        return tuple(offset for offset in behind if offset != current)


class JumpLists:
    """The jump list of every article that was open since the start of the app."""

    def __init__(self) -> None:
        self._by_article: defaultdict[str, JumpList] = defaultdict(JumpList)

    def jumped(self, article_id: str, origin: int) -> None:
        """Remember a jump that started at the code point ``origin``."""
        self._by_article[article_id] = self._by_article[article_id].jumped(origin)

    def back(self, article_id: str, current: int) -> int | None:
        """Go one position back from ``current``; ``None`` if there is none."""
        return self._go(article_id, self._by_article[article_id].back(current))

    def forward(self, article_id: str) -> int | None:
        """Go to the position that `back` left last; ``None`` if there is none."""
        return self._go(article_id, self._by_article[article_id].forward())

    def _go(self, article_id: str, step: tuple[JumpList, int] | None) -> int | None:
        if step is None:
            return None
        self._by_article[article_id], offset = step
        return offset


class Marks:
    """The marks of every article; those of a text without a file last until the app ends."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._temporary: dict[tuple[str, str], int] = {}

    def set(self, article: Article, letter: str, offset: int) -> bool:
        """Mark a code point offset with a letter.

        Returns:
            Whether the mark is stored.

        Raises:
            StoreError: if it could not be stored; an earlier mark of that letter stays.
        """
        if not article.path:
            self._temporary[article.id, letter] = offset
            return False
        library = self._library
        known = library.records.articles.get(article.id)
        record = library.article_record(article, known.position if known else 0)
        marks = dict(record.marks) | {letter: offset}
        save_record(library, record._replace(marks=tuple(sorted(marks.items()))))
        return True

    def get(self, article: Article, letter: str) -> int | None:
        """The code point offset of a mark; ``None`` if the letter is not set.

        Raises:
            StoreError: if the records cannot be read.
        """
        record = self._library.records.articles.get(article.id)
        temporary = self._temporary.get((article.id, letter))
        return dict(record.marks).get(letter, temporary) if record else temporary

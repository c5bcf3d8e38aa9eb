"""Where the reader has been in each article."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tui.model import Article
from tui.session.library import Library
from tui.session.saving import save_record

_MOST_KEPT = 100


class JumpList(NamedTuple):
    """The places that were jumped from, as code point offsets, and how far back one has gone."""

    places: tuple[int, ...] = ()
    steps_back: int = 0

    def jumped(self, here: int) -> JumpList:
        """The trail after a jump from ``here``: what lay ahead is forgotten."""
        kept = self._behind(here)
        return JumpList((*kept, here)[-_MOST_KEPT:])

    def back(self, here: int) -> tuple[JumpList, int] | None:
        """The trail one place earlier, and that place; ``None`` at its start."""
        if self.steps_back:
            number = len(self.places) - self.steps_back - 2
            if number < 0:
                return None
            return self._replace(steps_back=self.steps_back + 1), self.places[number]
        kept = self._behind(here)
        if not kept:
            return None
        # Where one goes back from is a place to come forward to.
        return JumpList((*kept, here), steps_back=1), kept[-1]

    def forward(self) -> tuple[JumpList, int] | None:
        """The trail one place later, and that place; ``None`` at its end."""
        if not self.steps_back:
            return None
        steps = self.steps_back - 1
        return self._replace(steps_back=steps), self.places[len(self.places) - 1 - steps]

    def _behind(self, here: int) -> tuple[int, ...]:
        """The places that lie behind, without ``here``."""
        kept = self.places[: len(self.places) - self.steps_back]
        return tuple(place for place in kept if place != here)


class JumpLists:
    """The trails of every article that was open since the start."""

    def __init__(self) -> None:
        self._trails: defaultdict[str, JumpList] = defaultdict(JumpList)

    def jumped(self, article: str, here: int) -> None:
        """Remember that a jump led away from ``here``."""
        self._trails[article] = self._trails[article].jumped(here)

    def back(self, article: str, here: int) -> int | None:
        """The place before; ``None`` if there is none."""
        return self._follow(article, self._trails[article].back(here))

    def forward(self, article: str) -> int | None:
        """The place that one came back from; ``None`` if there is none."""
        return self._follow(article, self._trails[article].forward())

    def _follow(self, article: str, found: tuple[JumpList, int] | None) -> int | None:
        if found is None:
            return None
        self._trails[article] = found[0]
        return found[1]


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
        record = library.article_record(article, known.place if known else 0)
        marks = dict(record.marks) | {letter: place}
        record = record._replace(marks=tuple(sorted(marks.items())))
        save_record(library, record)
        return True

    def get(self, article: Article, letter: str) -> int | None:
        """The place of a letter.

        Raises:
            StoreError: if what is kept cannot be read.
        """
        known = self._library.records.articles.get(article.id)
        fleeting = self._fleeting.get((article.id, letter))
        return dict(known.marks).get(letter, fleeting) if known else fleeting

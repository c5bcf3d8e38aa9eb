"""The first article: its text at once, and what is kept about it as soon as that is read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from threading import Lock

from tui.errors import StoreError
from tui.model import Annotation, Article, Reading
from tui.session.library import first_reading
from tui.session.session import Session


class BackgroundLoading:
    """Opens an article without waiting for its annotations where that would be felt.

    `read` is for a thread of its own, `finish` for the one that shows the session. Until it has
    finished the session has no annotations, and must not be asked to change any.
    """

    def __init__(self, session: Session, article: Article) -> None:
        self._session, self._article = session, article
        self._lock = Lock()
        self._reading: Reading | None = None
        self._made_of: Mapping[str, Annotation] = {}
        self.is_over = False
        known = session.library.store.preview(session.library.workspace)
        if known is None:
            self.finish()
        else:
            session.show(article, known)

    def read(self) -> None:
        """Read what is kept; if it cannot be, `finish` will say so."""
        with suppress(StoreError):
            self._read()

    def finish(self) -> None:
        """Open the article with all that is kept, once it has been read.

        If it cannot be read, the library tells why, and the text is open without annotations.
        """
        if self.is_over:
            return
        self.is_over = True
        session = self._session
        try:
            reading = self._read()
            # Others may have kept something since.
            is_current = session.library.records.annotations is self._made_of
            session.open(self._article, reading if is_current else None)
        except StoreError as error:
            session.show(self._article)
            session.library.tell(f"{error} The text opens without annotations.")

    def _read(self) -> Reading:
        with self._lock:
            if self._reading is None:
                library = self._session.library
                self._made_of = library.records.annotations
                reading = first_reading(library, self._article, self._session.analyser)
                # What every screen asks for is worked out here, not while it waits.
                _ = reading.placed_spans, reading.theme_counts
                self._reading = reading
            return self._reading

"""Opening the first article: its text at once, its annotations when they have been read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from threading import Lock

from tui.errors import StoreError
from tui.model import Annotation, Article, Reading
from tui.session.library import first_reading
from tui.session.session import Session


class BackgroundLoading:
    """Opens an article without its annotations if reading them would be slow.

    `read` runs in a thread of its own, `finish` in the one that shows the session. Until `finish`
    returns, the session has no annotations and must not change any.
    """

    def __init__(self, session: Session, article: Article) -> None:
        self._session, self._article = session, article
        self._lock = Lock()
        self._reading: Reading | None = None
        self._annotations: Mapping[str, Annotation] = {}
        self.is_over = False
        known = session.library.store.preview(session.library.workspace)
        if known is None:
            self.finish()
        else:
            session.show(article, known)

    def read(self) -> None:
        """Read the annotations; `finish` reports an error."""
        with suppress(StoreError):
            self._read()

    def finish(self) -> None:
        """Open the article with its annotations, and wait until they have been read.

        If they cannot be read, the library says why, and the text is open without annotations.
        """
        if self.is_over:
            return
        self.is_over = True
        session = self._session
        try:
            reading = self._read()
            # Others may have saved something since.
            is_current = session.library.records.annotations is self._annotations
            session.open(self._article, reading if is_current else None)
        except StoreError as error:
            session.show(self._article)
            session.library.tell(f"{error} The text opens without annotations.")

    def _read(self) -> Reading:
        with self._lock:
            if self._reading is None:
                library = self._session.library
                self._annotations = library.records.annotations
                reading = first_reading(library, self._article, self._session.analyser)
                # Cached here, so that the screen does not wait for it.
                _ = reading.placed_spans, reading.theme_counts
                self._reading = reading
            return self._reading

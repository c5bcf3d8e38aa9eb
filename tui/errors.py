"""All errors, as one tree.

PullquoteError
├── UsageError          the reader asked for something that does not exist
│   ├── SpanError       a span outside the text, or backwards
│   └── UnknownName     an unknown theme, format, article ...
├── ArticleError        a file that cannot be read as an article
├── StoreError          the annotations could not be read or written
│   ├── StoreCorrupt    the data file is not what Pullquote wrote; it is not changed
│   ├── StoreReadOnly   the place does not allow writing
│   ├── StoreBusy       another process holds the lock
│   └── StoreConflict   another process changed the same annotation
├── AnalysisError       the analysis process died, hung or could not start
├── ExportError         the notes could not be written
├── NotesError          a file that cannot be imported; nothing of it was
└── RegistryError       two extensions of one name

The message of each is one sentence for the reader: what is wrong, where, what to do.
"""

from collections.abc import Iterable

MOST_LISTED = 40
"""The most names that a message lists."""


class PullquoteError(Exception):
    """A problem that the reader can act on; ``str(error)`` is shown to them."""


class UsageError(PullquoteError):
    """The reader asked for something that does not exist."""


class SpanError(UsageError):
    """A span outside the text, empty or backwards."""


class UnknownName(UsageError):
    """An unknown name; the message lists the known ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        listed = ", ".join(names[:MOST_LISTED]) or "none"
        more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        super().__init__(f"There is no {kind} “{name}”; known: {listed}{more}.")


class NoArticles(UsageError):
    """A workspace without an article; ``directory`` is where they would be."""

    def __init__(self, directory: object) -> None:
        super().__init__(
            f"There is no article in {directory}; copy one there with “pullquote add FILE”."
        )


class ArticleError(PullquoteError):
    """A file that cannot be read as an article."""


class StoreError(PullquoteError):
    """The annotations could not be read or written; nothing was changed."""


class StoreCorrupt(StoreError):
    """The data file is not what Pullquote wrote; it is not changed."""


class StoreReadOnly(StoreError):
    """The place does not allow writing."""


class StoreBusy(StoreError):
    """Another process holds the lock."""


class StoreConflict(StoreError):
    """Another process changed the same annotation in the meantime."""


class AnalysisError(PullquoteError):
    """The analysis process died, hung or could not start."""


class ExportError(PullquoteError):
    """The notes could not be written."""


class NotesError(PullquoteError):
    """A file that cannot be imported as notes; nothing of it was."""


class RegistryError(PullquoteError):
    """Two extensions of one name, or one that breaks its base's rules."""

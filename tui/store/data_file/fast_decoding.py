"""Ten thousand annotations in the time of a few: documents into objects, unchecked.

Only for documents that a checksum proves to be ours.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from tui.model import Annotation, Selector, Span

if TYPE_CHECKING:
    from tui.store.data_file.json_file import Document

_PICK = itemgetter(
    "id", "article", "start", "end", "exact", "prefix", "suffix", "sha256", "themes", "note",
    "coder", "created", "changed",
)  # fmt: skip

# A class's own way makes the tuple twice.
_made: Any = tuple.__new__


class FastAnnotationDecoder:
    """Turns documents into annotations while a file is parsed, so that there is never one of each.

    Words that many of them have become one object.
    """

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._themes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def annotation_or(self, document: Document) -> Annotation | Document:
        """The annotation in a document that needs no check; any other document as it is."""
        try:
            (
                key, article, start, end, exact, prefix, suffix, sha256, themes, note, coder,
                created, changed,
            ) = _PICK(document)  # fmt: skip
        except KeyError:
            return document
        one = self._words.setdefault
        given = tuple(themes)
        span = _made(Span, (start, end))
        selector = _made(Selector, (span, exact, prefix, suffix, one(sha256, sha256)))
        annotation: Annotation = _made(Annotation, (
            key, one(article, article), selector, self._themes.setdefault(given, given), note,
            one(coder, coder), one(created, created), one(changed, changed),
        ))  # fmt: skip
        return annotation


def built_annotations(table: object) -> dict[str, Annotation] | None:
    """The annotations of a table by id, if `FastAnnotationDecoder` made all of them."""
    if not isinstance(table, dict) or {*map(type, table.values())} != {Annotation}:
        return None
    return dict(zip(map(attrgetter("id"), table.values()), table.values(), strict=True))

"""Ten thousand annotations in the time of a few: documents into objects, unchecked.

A frozen dataclass sets each field by a call, which is most of the time that opening a large
workspace takes. Here an object is made as one that is not frozen, with the same slots, and then
declared to be what it is. Only for documents that a checksum proves to be ours.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, cast

from tui.model import Annotation, Selector, Span

if TYPE_CHECKING:
    from tui.store.json_file import Document

_PICK = itemgetter(
    "id", "article", "start", "end", "exact", "prefix", "suffix", "sha256", "themes", "note",
    "coder", "created", "changed",
)  # fmt: skip

_new_tuple: Any = tuple.__new__


class _Selector:
    __slots__ = ("span", "exact", "prefix", "suffix", "sha256")  # noqa: RUF023 (their order)


class _Annotation:
    __slots__ = (  # noqa: RUF023 (their order)
        "id", "article", "selector", "themes", "note", "coder", "created", "changed",
    )  # fmt: skip


class Quick:
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
        selector: Any = _Selector()
        selector.span = _new_tuple(Span, (start, end))
        selector.exact, selector.prefix, selector.suffix = exact, prefix, suffix
        selector.sha256 = one(sha256, sha256)
        selector.__class__ = Selector
        made: Any = _Annotation()
        made.id, made.article, made.selector = key, one(article, article), selector
        made.themes = self._themes.setdefault(given := tuple(themes), given)
        made.note, made.coder = note, one(coder, coder)
        made.created, made.changed = one(created, created), one(changed, changed)
        made.__class__ = Annotation
        return cast("Annotation", made)


def built_annotations(table: object) -> dict[str, Annotation] | None:
    """The annotations of a table by id, if `Quick` made all of them."""
    if not isinstance(table, dict) or {*map(type, table.values())} != {Annotation}:
        return None
    return dict(zip(map(attrgetter("id"), table.values()), table.values(), strict=True))

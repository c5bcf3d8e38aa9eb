"""Ten thousand annotations in the time of a few: documents into objects, unchecked.

A frozen dataclass sets each field by a call, which is most of the time that opening a large
workspace takes. Here an object is made as one that is not frozen, with the same slots, and then
declared to be what it is. Only for documents that a checksum proves to be ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from tui.model import Annotation, Selector, Span

if TYPE_CHECKING:
    from tui.store.json_file import Document

_PICK = itemgetter(
    "id", "article", "start", "end", "exact", "prefix", "suffix", "sha256", "themes", "note",
    "coder", "created", "changed",
)  # fmt: skip


class _Selector:
    __slots__ = ("span", "exact", "prefix", "suffix", "sha256")  # noqa: RUF023 (their order)


class _Annotation:
    __slots__ = (  # noqa: RUF023 (their order)
        "id", "article", "selector", "themes", "note", "coder", "created", "changed",
    )  # fmt: skip


def quick_annotations(documents: Iterable[Document]) -> dict[str, Annotation]:
    """The annotations in documents that need no check, by id."""
    found: dict[str, Annotation] = {}
    span: Any = tuple.__new__
    thaw_selector: Any = _Selector
    thaw_annotation: Any = _Annotation
    for values in map(_PICK, documents):
        made = thaw_annotation()
        made.selector = selector = thaw_selector()
        (
            made.id, made.article, start, end, selector.exact, selector.prefix, selector.suffix,
            selector.sha256, themes, made.note, made.coder, made.created, made.changed,
        ) = values  # fmt: skip
        selector.span = span(Span, (start, end))
        made.themes = tuple(themes)
        selector.__class__ = Selector
        made.__class__ = Annotation
        found[made.id] = cast("Annotation", made)
    return found

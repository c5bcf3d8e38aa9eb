"""The content of an imported file, before it is compared with the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui.model import CorrectionKind, Span, Theme


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """A document that passages are in."""

    name: str
    """What the file calls it, unique in the file: an id, a file name, a title or an address."""
    text: str = ""
    """With LF line ends and no byte order mark; empty where the format keeps only passages."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPassage:
    """A passage with its themes and note."""

    article: str
    """The name of its article."""
    exact: str = ""
    """Its text; needed only where the article has none."""
    span: Span | None = None
    """Where it is in the text that it was made on; ``None`` if the format keeps no offsets."""
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    """The hash of the text that it was made on; empty if that is the article's text."""
    themes: tuple[str, ...] = ()
    """Ids of incoming themes, or of themes that the file does not define."""
    note: str = ""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second; empty if unknown."""
    changed: str = ""
    id: str = ""
    """The UUID that the format gives it, in any spelling; empty if it gives none."""


@dataclass(frozen=True, slots=True)
class IncomingCorrection:
    """A reader's correction of an entity or quote."""

    passage: IncomingPassage
    """What it corrects; themes and note are ignored."""
    kind: CorrectionKind
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """All of a file of notes."""

    articles: tuple[IncomingArticle, ...] = ()
    passages: tuple[IncomingPassage, ...] = ()
    themes: tuple[Theme, ...] = ()
    """In the order of the file; a parent is an id among them."""
    has_whole_codebook: bool = False
    """Whether the themes have every field of ours, so that they replace the default codebook of an
    unused workspace."""
    left_out: tuple[str, ...] = ()
    """What of the file is not imported: a sentence with its count for each kind."""
    corrections: tuple[IncomingCorrection, ...] = ()
    earlier_texts: tuple[str, ...] = ()
    """Earlier texts of the articles that passages were made on."""


def merge_passages(passages: Iterable[IncomingPassage]) -> list[IncomingPassage]:
    """The passages, those with one id (or without one, with one span) merged into one.

    It has all their themes and notes. For formats that write a passage once for each theme.
    """
    merged: dict[tuple[object, ...], IncomingPassage] = {}
    for passage in passages:
        key = (passage.article, passage.id or passage.span)
        first = merged.get(key)
        if first is None:
            merged[key] = passage
            continue
        notes = [first.note, *([passage.note] if passage.note != first.note else [])]
        merged[key] = replace(
            first,
            themes=tuple(dict.fromkeys((*first.themes, *passage.themes))),
            note="\n\n".join(filter(None, notes)),
        )
    return list(merged.values())

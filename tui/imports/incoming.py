"""What a file of notes holds, before anybody decides what of it comes in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui.model import CorrectionKind, Span, Theme


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """A document that notes are about."""

    name: str
    """What the file calls it, unique in the file: an id, a file name, a title or an address."""
    text: str = ""
    """With LF line ends and no byte order mark; empty where the format keeps only passages."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPassage:
    """A passage with what was said about it."""

    article: str
    """The name of its article."""
    exact: str = ""
    """Its words; needed only where the article comes without its text."""
    span: Span | None = None
    """Where it is in the text that it was made on; ``None`` if only its words are known."""
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    """The hash of the text that it was made on, if that is not the article's text."""
    themes: tuple[str, ...] = ()
    """Ids of incoming themes, or of themes that nobody describes any more."""
    note: str = ""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second; empty if unknown."""
    changed: str = ""
    id: str = ""
    """The UUID that the format gives it, in any spelling; empty if it gives none."""


@dataclass(frozen=True, slots=True)
class IncomingCorrection:
    """What was said of a finding."""

    passage: IncomingPassage
    """Its words; themes and note are not asked for."""
    kind: CorrectionKind
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """All of a file."""

    articles: tuple[IncomingArticle, ...] = ()
    passages: tuple[IncomingPassage, ...] = ()
    themes: tuple[Theme, ...] = ()
    """In the order of the file; a parent is an id among them."""
    has_whole_codebook: bool = False
    """Whether the themes say everything that ours say, so that an unused workspace takes them
    in place of the ones it began with."""
    left_out: tuple[str, ...] = ()
    """What of the file has no place here, a sentence with its count each."""
    corrections: tuple[IncomingCorrection, ...] = ()
    earlier_texts: tuple[str, ...] = ()
    """Texts that passages were made on and that no article has any more."""


def merge_passages(passages: Iterable[IncomingPassage]) -> list[IncomingPassage]:
    """The passages, those of one id, or without one of one place, as one with all their themes.

    For formats that write a passage once for each of its themes.
    """
    found: dict[tuple[object, ...], IncomingPassage] = {}
    for one in passages:
        key = (one.article, one.id or one.span)
        first = found.get(key)
        if first is None:
            found[key] = one
            continue
        notes = [first.note, *([one.note] if one.note != first.note else [])]
        found[key] = replace(
            first,
            themes=(*first.themes, *(t for t in one.themes if t not in first.themes)),
            note="\n\n".join(filter(None, notes)),
        )
    return list(found.values())

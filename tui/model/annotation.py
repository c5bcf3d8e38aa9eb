"""What a reader said about a passage, and how such things change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

from tui.model.codebook import Codebook
from tui.model.correction import Correction
from tui.model.selector import Selector


@dataclass(frozen=True, slots=True)
class Annotation:
    """One passage with its themes and its note."""

    id: str
    """32 hexadecimal digits, made once and kept for ever."""
    article: str
    """The id of the article."""
    selector: Selector
    themes: tuple[str, ...] = ()
    """Theme ids, in the order in which the reader gave them."""
    note: str = ""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second."""
    changed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing any more."""
        return not self.themes and not self.note

    def toggled(self, theme: str) -> Self:
        """The same annotation with the theme added, or taken away if it was there."""
        if theme in self.themes:
            return replace(self, themes=tuple(other for other in self.themes if other != theme))
        return replace(self, themes=(*self.themes, theme))


Kept = TypeVar("Kept", Annotation, Correction)


@dataclass(frozen=True, slots=True)
class Edit(Generic[Kept]):
    """One annotation or correction before and after; ``None`` is one that is not there."""

    before: Kept | None
    after: Kept | None

    @property
    def id(self) -> str:
        """The id of what it is about."""
        kept = self.after or self.before
        if kept is None:
            raise ValueError("An edit needs at least one side.")
        return kept.id


@dataclass(frozen=True, slots=True)
class Change:
    """One step that is kept or refused as a whole, and that undo takes back as a whole."""

    label: str
    """What was done, in the words of the notice: "tagged trade"."""
    edits: tuple[Edit[Annotation], ...] = ()
    codebook: tuple[Codebook, Codebook] | None = None
    """The codebook before and after, if it changed."""
    corrections: tuple[Edit[Correction], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.edits or self.corrections or self.codebook)

    def passages(self) -> Iterator[Annotation | Correction]:
        """What it is about, as it is afterwards, or was if it is gone."""
        annotations = (edit.after or edit.before for edit in self.edits)
        corrections = (edit.after or edit.before for edit in self.corrections)
        return filter(None, (*annotations, *corrections))

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            self.label,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.edits)),
            (self.codebook[1], self.codebook[0]) if self.codebook else None,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.corrections)),
        )

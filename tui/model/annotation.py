"""Where the reader knows better than the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, NamedTuple, Self, TypeVar

from tui.model.codebook import Codebook
from tui.model.selector import Selector
from tui.model.span import Span

CorrectionKind = Literal["speaker", "quote", "no-quote", "no-entity"]
"""Whose words the quote there is; that the words are a quote; that they are none, or no name."""


class Correction(NamedTuple):
    """What the reader says of a finding; it stays, whatever is found when the text is read anew."""

    id: str
    """32 hexadecimal digits, made once and kept for ever."""
    article: str
    """The id of the article."""
    selector: Selector
    """The words of the finding, from its first to its last."""
    kind: CorrectionKind
    name: str = ""
    """The speaker of a quote; empty if nobody can be named."""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second."""
    changed: str = ""


class Annotation(NamedTuple):
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
            return self._replace(themes=tuple(other for other in self.themes if other != theme))
        return self._replace(themes=(*self.themes, theme))


Editable = TypeVar("Editable", Annotation, Correction)


class Edit(NamedTuple, Generic[Editable]):
    """One annotation or correction before and after; ``None`` is one that is not there."""

    before: Editable | None
    after: Editable | None

    @property
    def known(self) -> Editable:
        """What it is about as it is afterwards, else as it was before."""
        known = self.after or self.before
        if known is None:
            raise ValueError("An edit needs at least one side.")
        return known

    @property
    def id(self) -> str:
        """The id of what it is about."""
        return self.known.id


def _new_id() -> str:
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class Change:
    """One step that is kept or refused as a whole, and that undo takes back as a whole."""

    label: str
    """What was done, in the words of the notice: "tagged trade"."""
    edits: tuple[Edit[Annotation], ...] = ()
    codebook: tuple[Codebook, Codebook] | None = None
    """The codebook before and after, if it changed."""
    corrections: tuple[Edit[Correction], ...] = ()
    id: str = field(default_factory=_new_id, compare=False)
    """Made once and kept for ever."""
    undoes: str = field(default="", compare=False)
    """The id of the change that this one takes back."""
    redoes: str = field(default="", compare=False)
    """The id of the change, taken back before, that this one makes again."""

    @property
    def description(self) -> str:
        """What was done, and whether that was to undo or to redo something."""
        return f"{'undone: ' * bool(self.undoes)}{'redone: ' * bool(self.redoes)}{self.label}"

    def again(self) -> Change:
        """The change that makes this one once more, after it was taken back."""
        return replace(self, id=_new_id(), redoes=self.id)

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.edits or self.corrections or self.codebook)

    def passages(self) -> Iterator[Annotation | Correction]:
        """What it is about, as it is afterwards, or was if it is gone."""
        yield from (edit.known for edit in self.edits)
        yield from (edit.known for edit in self.corrections)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            self.label,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.edits)),
            (self.codebook[1], self.codebook[0]) if self.codebook else None,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.corrections)),
            undoes=self.id,
        )


class Outcome(NamedTuple):
    """What a step did, once it is durable."""

    message: str
    """For the notice: "tagged trade"."""
    span: Span | None = None
    """Where in the text, if it still has a place."""

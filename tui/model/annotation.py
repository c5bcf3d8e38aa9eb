"""What the reader says about a text, and changes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, NamedTuple, Self, TypeVar

from tui.model.codebook import Codebook
from tui.model.selector import Selector
from tui.model.span import Span

CorrectionKind = Literal["speaker", "quote", "no-quote", "no-entity"]
"""The speaker of a quote; a quote that was not found; a quote or an entity that is none."""


class Correction(NamedTuple):
    """What the reader says about a finding; it outlasts another analysis."""

    id: str
    """32 hexadecimal digits, which never change."""
    article: str
    """The id of the article."""
    selector: Selector
    """The finding, from its first to its last word."""
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
    """32 hexadecimal digits, which never change."""
    article: str
    """The id of the article."""
    selector: Selector
    themes: tuple[str, ...] = ()
    """Theme ids, in the order in which the reader added them."""
    note: str = ""
    coder: str = ""
    created: str = ""
    """ISO 8601 in UTC, to the second."""
    changed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it has neither a theme nor a note."""
        return not self.themes and not self.note

    def toggled(self, theme: str) -> Self:
        """The annotation with the theme added, or removed if it has it."""
        if theme in self.themes:
            return self._replace(themes=tuple(other for other in self.themes if other != theme))
        return self._replace(themes=(*self.themes, theme))


Editable = TypeVar("Editable", Annotation, Correction)


class Edit(NamedTuple, Generic[Editable]):
    """One annotation or correction before and after a change; ``None`` if it does not exist."""

    before: Editable | None
    after: Editable | None

    @property
    def known(self) -> Editable:
        """Its state after the change, or before it if it was removed.

        Raises:
            ValueError: if it has neither.
        """
        state = self.after or self.before
        if state is None:
            raise ValueError("An edit needs at least one side.")
        return state

    @property
    def id(self) -> str:
        """The id of the annotation or correction."""
        return self.known.id


def _new_id() -> str:
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class Change:
    """A set of edits that is saved or refused, and undone, as a whole."""

    label: str
    """What was done, for the notice: "tagged trade"."""
    edits: tuple[Edit[Annotation], ...] = ()
    codebook: tuple[Codebook, Codebook] | None = None
    """The codebook before and after, if it changed."""
    corrections: tuple[Edit[Correction], ...] = ()
    id: str = field(default_factory=_new_id, compare=False)
    """16 hexadecimal digits, which never change."""
    undoes: str = field(default="", compare=False)
    """The id of the change that this one undoes."""
    redoes: str = field(default="", compare=False)
    """The id of the undone change that this one makes again."""

    @property
    def description(self) -> str:
        """The label, and whether the change undid or redid something."""
        return f"{'undone: ' * bool(self.undoes)}{'redone: ' * bool(self.redoes)}{self.label}"

    def again(self) -> Change:
        """The change that redoes this one."""
        return replace(self, id=_new_id(), redoes=self.id)

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.edits or self.corrections or self.codebook)

    def passages(self) -> Iterator[Annotation | Correction]:
        """The changed annotations and corrections after the change, or before it if removed."""
        yield from (edit.known for edit in self.edits)
        yield from (edit.known for edit in self.corrections)

    def inverse(self) -> Change:
        """The change that undoes this one."""
        return Change(
            self.label,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.edits)),
            (self.codebook[1], self.codebook[0]) if self.codebook else None,
            tuple(Edit(edit.after, edit.before) for edit in reversed(self.corrections)),
            undoes=self.id,
        )


class Outcome(NamedTuple):
    """What a change did, once it is durable."""

    message: str
    """For the notice: "tagged trade"."""
    span: Span | None = None
    """Where in the text; ``None`` if it is an orphan, or in another article."""

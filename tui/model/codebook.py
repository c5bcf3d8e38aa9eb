"""Themes and codebooks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tui.errors import UnknownName


class Theme(NamedTuple):
    """A code of qualitative analysis: what a passage is about."""

    id: str
    label: str
    key: str = ""
    """The digit that toggles it; empty for none."""
    colour: str = "#7f8c8d"
    """``#rrggbb``; palettes adjust it for contrast."""
    description: str = ""
    parent: str = ""
    """The id of its parent theme; empty for none."""
    cues: tuple[str, ...] = ()
    """Words that suggest it."""


@dataclass(frozen=True)
class Codebook:
    """The themes, in the order in which they are shown."""

    themes: tuple[Theme, ...]

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.themes)

    def __len__(self) -> int:
        return len(self.themes)

    def __contains__(self, theme_id: object) -> bool:
        return any(theme.id == theme_id for theme in self.themes)

    def get(self, name: str) -> Theme:
        """The theme of that id or label, without regard to case.

        Raises:
            UnknownName: if there is none; the message lists the ids.
        """
        folded = name.casefold()
        for theme in self.themes:
            if folded in (theme.id.casefold(), theme.label.casefold()):
                return theme
        raise UnknownName("theme", name, (theme.id for theme in self.themes))

    def by_key(self, key: str) -> Theme | None:
        """The theme that the digit ``key`` toggles; ``None`` without one."""
        return next((theme for theme in self.themes if theme.key == key), None)

    def label(self, theme_id: str) -> str:
        """The label of a theme; its id if the codebook no longer has it."""
        return next((theme.label for theme in self.themes if theme.id == theme_id), theme_id)

    def named(self, theme_id: str) -> str:
        """The letter and label of a theme: "T trade"."""
        return f"{self.letter(theme_id)} {self.label(theme_id)}"

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """A unique letter for each theme, by id; each takes one cell.

        It is the first letter of the label that no earlier theme has, so that a theme added at the
        end changes no other. It is "?" when all Latin letters and digits are taken.
        """
        letters: dict[str, str] = {}
        for theme in self.themes:
            letters[theme.id] = _free_letter(theme.label or theme.id, letters.values())
        return letters

    def letter(self, theme_id: str) -> str:
        """The letter of a theme; a free one if the codebook no longer has it."""
        letters = self.letters
        return letters.get(theme_id) or _free_letter(theme_id, letters.values())

    def order(self, theme_id: str) -> tuple[int, str]:
        """Sort key: by index in the codebook; themes that it lacks last, by id."""
        for index, theme in enumerate(self.themes):
            if theme.id == theme_id:
                return index, ""
        return len(self.themes), theme_id


def _free_letter(label: str, taken: Collection[str]) -> str:
    of_label = (letter for letter in label.upper() if letter.isalnum() and _is_narrow(letter))
    candidates = (*of_label, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return next((letter for letter in candidates if letter not in taken), "?")


def _is_narrow(letter: str) -> bool:
    if letter.isascii():
        return True
    from unicodedata import east_asian_width

    return east_asian_width(letter) in ("Na", "N", "A")


DEFAULT = Codebook(
    (
        Theme(
            "trade", "trade", "1", "#2e86de",
            "Goods, industries, tariffs, supply chains and what closes or opens them.",
            cues=("trade", "tariff", "import", "export", "rail crossing", "industry"),
        ),
        Theme(
            "asylum", "asylum", "2", "#e67e22",
            "People who seek protection: claims, camps, caravans, the law and its limits.",
            cues=("asylum", "refugee", "migrant", "deport", "caravan", "sponsorship"),
        ),
        Theme(
            "fentanyl", "fentanyl", "3", "#c0392b",
            "The drug, who makes, moves and takes it, and what is done against it.",
            cues=("fentanyl", "opioid", "cartel", "drug", "overdose", "trafficking"),
        ),
        Theme(
            "aid", "aid", "4", "#27ae60",
            "Money and help from one country to another: military, development, relief.",
            cues=("aid", "funding", "assistance", "relief", "development"),
        ),
    )
)  # fmt: skip
"""The codebook of a new workspace."""

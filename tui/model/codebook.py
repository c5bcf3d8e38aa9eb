"""Themes, and the ordered tree of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tui.errors import UnknownName


class Theme(NamedTuple):
    """A code: what a passage is about, in the reader's own terms."""

    id: str
    label: str
    key: str = ""
    """The digit that toggles it, or empty."""
    colour: str = "#7f8c8d"
    """``#rrggbb``, the hue of its stripe; palettes adjust it for contrast."""
    description: str = ""
    parent: str = ""
    """The id of the theme above it in the tree, or empty."""
    cues: tuple[str, ...] = ()
    """Words that suggest it."""


@dataclass(frozen=True)
class Codebook:
    """The themes in the order in which the reader sees them."""

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
        wanted = name.casefold()
        for theme in self.themes:
            if wanted in (theme.id.casefold(), theme.label.casefold()):
                return theme
        raise UnknownName("theme", name, (theme.id for theme in self.themes))

    def by_key(self, key: str) -> Theme | None:
        """The theme that the digit ``key`` toggles."""
        return next((theme for theme in self.themes if theme.key == key), None)

    def label(self, theme_id: str) -> str:
        """What to call a theme, even one that has left the codebook."""
        return next((theme.label for theme in self.themes if theme.id == theme_id), theme_id)

    def named(self, theme_id: str) -> str:
        """The letter and label of a theme: "T trade"."""
        return f"{self.letter(theme_id)} {self.label(theme_id)}"

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letter of each theme by its id, one cell wide and no other theme's.

        It is the first of its label that no theme before it has, so a theme that is added at the
        end changes no other's. Where all letters of Latin and all digits are gone it is "?".
        """
        letters: dict[str, str] = {}
        for theme in self.themes:
            letters[theme.id] = _free_letter(theme.label or theme.id, letters.values())
        return letters

    def letter(self, theme_id: str) -> str:
        """The letter of a theme, even of one that has left the codebook."""
        letters = self.letters
        return letters.get(theme_id) or _free_letter(theme_id, letters.values())

    def order(self, theme_id: str) -> tuple[int, str]:
        """Sort key: place in the codebook, strangers last by name."""
        for place, theme in enumerate(self.themes):
            if theme.id == theme_id:
                return place, ""
        return len(self.themes), theme_id


def _free_letter(label: str, taken: Collection[str]) -> str:
    wanted = (letter for letter in label.upper() if letter.isalnum() and _is_narrow(letter))
    candidates = (*wanted, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
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

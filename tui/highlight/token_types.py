"""The Pygments token type of every combination of layers.

``Token.Pullquote`` and then, in this order, whatever is there: the topmost theme, ``Quote``, the
family of the entity, ``Note``. So ``Token.Pullquote.ThemeTrade.Quote.Person`` is a person named
inside a quote inside a passage tagged "trade", and ``Token.Pullquote`` is plain text. A formatter
that does not know a combination falls back to the one above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pygments.token import Token, _TokenType

TokenType = _TokenType

ARTICLE: TokenType = Token.Pullquote
"""Text without any layer."""

FAMILIES = ("Person", "Org", "Place", "Group", "Date", "Thing")
"""The groups of OntoNotes labels, each with one colour."""

UNKNOWN_THEME = "ThemeOther_"
"""The part for a theme that is not in the codebook; no `theme_part` equals it."""

_FAMILY_OF = {
    "PERSON": "Person",
    "ORG": "Org",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Group",
    "DATE": "Date",
    "TIME": "Date",
}


def family(label: str) -> str:
    """The family of an OntoNotes label; "Thing" for rare and unknown labels."""
    return _FAMILY_OF.get(label, "Thing")


@lru_cache(maxsize=4096)
def theme_part(theme_id: str) -> str:
    """The part of a token type for a theme, unique for each id.

    ASCII letters and digits stay, other characters become their code point in hexadecimal between
    underscores, because Pygments makes CSS classes and LaTeX macros of it.
    """
    plain = "".join(
        letter if letter.isascii() and letter.isalnum() else f"_{ord(letter):x}_"
        for letter in theme_id
    )
    return f"Theme{plain[:1].upper()}{plain[1:]}{'_u' if plain[:1].isupper() else ''}"


@lru_cache(maxsize=8192)
def token_for(theme: str, quoted: bool, family_name: str, noted: bool) -> TokenType:
    """The token type of one combination of layers.

    Args:
        theme: What ``theme_part`` returns, ``UNKNOWN_THEME``, or empty for no theme.
        quoted: Whether a quote covers it.
        family_name: One of ``FAMILIES``, or empty for no entity.
        noted: Whether an annotation with a note covers it.
    """
    token = ARTICLE
    for part in (theme, "Quote" if quoted else "", family_name, "Note" if noted else ""):
        if part:
            token = getattr(token, part)
    return token


def parts_of(token: TokenType) -> tuple[str, bool, str, bool]:
    """The arguments of ``token_for`` that return the token type."""
    parts = token[1:]
    theme = next((part for part in parts if part.startswith("Theme")), "")
    family_name = next((part for part in parts if part in FAMILIES), "")
    return theme, "Quote" in parts, family_name, "Note" in parts


def combinations(themes: tuple[str, ...]) -> Iterator[tuple[str, bool, str, bool]]:
    """The arguments of ``token_for`` for every combination with these themes, shortest first."""
    return product(("", *themes), (False, True), ("", *FAMILIES), (False, True))

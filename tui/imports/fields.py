"""Fields of strangers' documents, each of the type that it should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from tui.model import Theme

FORMAT_ERRORS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading a document raises if it is not what its format says."""

_NO_THEME = "no-theme"
_ARTICLE_URN = "urn:pullquote:article:"
_COLOURS = (
    "#2e86de", "#e67e22", "#c0392b", "#27ae60", "#8e44ad", "#16a085", "#b7950b", "#2c3e50",
)  # fmt: skip


class FieldError(ValueError):
    """What is wrong with a document, in words for the reader."""


class UniqueNames:
    """Gives every document of a file a name of its own: of two of one name the second a number."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def free(self, name: str) -> str:
        """The name, or one that begins with it and that no document had so far."""
        self._taken[name] += 1
        count = self._taken[name]
        return name if count == 1 else self.free(f"{name}-{count}")


def text_field(document: dict[str, Any], field: str) -> str:
    """The text in a field.

    Raises:
        KeyError, Flaw: if it is missing or no text.
    """
    value = document[field]
    if not isinstance(value, str):
        raise FieldError(f"“{field}” is no text")
    return value


def text_list_field(document: dict[str, Any], field: str) -> tuple[str, ...]:
    """The texts in a field.

    Raises:
        KeyError, Flaw: if it is missing or no list of texts.
    """
    values = document[field]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise FieldError(f"“{field}” is no list of texts")
    return tuple(values)


def number_field(document: dict[str, Any], field: str) -> int:
    """The whole number in a field.

    Raises:
        KeyError, Flaw: if it is missing or no whole number.
    """
    value = document[field]
    if type(value) is not int:
        raise FieldError(f"“{field}” is no whole number")
    return value


def error_reason(error: Exception) -> str:
    """What is wrong with a document, as the rest of a sentence."""
    if isinstance(error, KeyError):
        return f"“{error.args[0]}” is missing"
    # Python's own words would tell the reader of types and indices.
    return (
        str(error)
        if isinstance(error, FieldError)
        else "a part of it is not of the kind it should be"
    )


def utc_time(date: str) -> str:
    """An ISO 8601 date as ours are, in UTC to the second; empty if it is none."""
    try:
        moment = datetime.fromisoformat(date.strip())
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def without_placeholder(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels without the one that our exports write where a passage has no theme."""
    return tuple(dict.fromkeys(label for label in labels if label != _NO_THEME))


def themes_from_labels(labels: Iterable[str]) -> tuple[Theme, ...]:
    """A theme for each label that occurs, in the order of the first time."""
    names = dict.fromkeys(labels)
    return tuple(Theme(name, name, colour=default_colour(n)) for n, name in enumerate(names))


def default_colour(place: int) -> str:
    """A colour for the theme at that place of a codebook that brings none."""
    return _COLOURS[place % len(_COLOURS)]


def document_name(name: str) -> str:
    """What a document is called by a path or an address: its last part without the suffix.

    An address that one of our exports made up holds the id of the article.
    """
    if name.startswith(_ARTICLE_URN):
        return unquote(name.removeprefix(_ARTICLE_URN))
    path = PurePosixPath(name.split("?")[0].split("#")[0].rstrip("/").replace("\\", "/"))
    suffix = path.suffix
    is_suffix = 1 < len(suffix) <= 6 and suffix[1:].isalnum()
    return (path.stem if is_suffix else path.name) or name

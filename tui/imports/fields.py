"""Fields of documents in foreign formats, checked for their types, and the errors they raise."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

FORMAT_ERRORS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading a document raises if it does not follow its format."""

_ARTICLE_URN = "urn:pullquote:article:"


class FieldError(ValueError):
    """A document does not follow its format; the message is the end of a sentence."""


class UniqueNames:
    """Gives each document of a file a unique name: a repeated name gets a number."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def unique(self, name: str) -> str:
        """The name, or one that begins with it, that no earlier document has."""
        self._counts[name] += 1
        count = self._counts[name]
        return name if count == 1 else self.unique(f"{name}-{count}")


def text_field(document: dict[str, Any], field: str) -> str:
    """The string in a field.

    Raises:
        KeyError: if it is missing.
        FieldError: if it is no string.
    """
    value = document[field]
    if not isinstance(value, str):
        raise FieldError(f"“{field}” is no text")
    return value


def text_list_field(document: dict[str, Any], field: str) -> tuple[str, ...]:
    """The strings in a field.

    Raises:
        KeyError: if it is missing.
        FieldError: if it is no list of strings.
    """
    values = document[field]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise FieldError(f"“{field}” is no list of texts")
    return tuple(values)


def number_field(document: dict[str, Any], field: str) -> int:
    """The integer in a field.

    Raises:
        KeyError: if it is missing.
        FieldError: if it is no integer.
    """
    value = document[field]
    if type(value) is not int:
        raise FieldError(f"“{field}” is no whole number")
    return value


def error_reason(error: Exception) -> str:
    """What is wrong with a document, by one of `FORMAT_ERRORS`, as the end of a sentence."""
    if isinstance(error, KeyError):
        return f"“{error.args[0]}” is missing"
    # The messages of Python itself are about types and indices.
    return (
        str(error)
        if isinstance(error, FieldError)
        else "a part of it is not of the kind it should be"
    )


def utc_time(date: str) -> str:
    """An ISO 8601 date and time in UTC, to the second ("…Z"); empty if ``date`` is none."""
    try:
        time = datetime.fromisoformat(date.strip())
    except ValueError:
        return ""
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def document_name(path: str) -> str:
    """The name of a document by its path or URL: the last part without its suffix.

    A URN that one of our exports wrote holds the id of the article.
    """
    if path.startswith(_ARTICLE_URN):
        return unquote(path.removeprefix(_ARTICLE_URN))
    parts = PurePosixPath(path.split("?")[0].split("#")[0].rstrip("/").replace("\\", "/"))
    suffix = parts.suffix
    is_suffix = 1 < len(suffix) <= 6 and suffix[1:].isalnum()
    return (parts.stem if is_suffix else parts.name) or path

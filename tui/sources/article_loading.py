"""Reading articles from files and pipes, in any source format."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from tui.errors import ArticleError
from tui.hostile_characters import one_line
from tui.model import Article
from tui.sources import SOURCES
from tui.sources.plain_text import PlainText
from tui.sources.source import Source

LARGEST = 64 * 1024 * 1024
"""The largest article, in bytes."""


def read_article(path: Path) -> Article:
    """The article in the file at ``path``, which may also be a named pipe.

    Raises:
        ArticleError: if it is missing, a directory, unreadable, empty, too large or not text.
    """
    data = _read(path)
    return _source_for(path.suffix.lower()).read(_checked(data, one_line(path.name)), path)


def article_from_bytes(data: bytes, name: str) -> Article:
    """The article in ``data`` that came without a file, called ``name``; its path is empty.

    Raises:
        ArticleError: if it is empty, too large or not text.
    """
    path = Path(name)
    article = _source_for(path.suffix.lower()).read(_checked(data, one_line(name)), path)
    return replace(article, path="")


def _source_for(suffix: str) -> Source:
    # Scanning for plug-ins takes as long as a first paint, and most articles are plain text.
    if suffix not in PlainText.suffixes:
        for source in SOURCES:
            if suffix in source.suffixes:
                return source
    return PlainText()


def _checked(data: bytes, name: str) -> bytes:
    if not data:
        raise ArticleError(f"“{name}” is empty; choose a file with text in it.")
    if len(data) > LARGEST:
        raise ArticleError(_too_large(name))
    return data


def _read(path: Path) -> bytes:
    name = one_line(str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
                raise ArticleError(f"“{name}” is a device, not an article; give a file with text.")
            if status.st_size > LARGEST:
                raise ArticleError(_too_large(name))
            # One byte more than allowed shows that a pipe is too long.
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ArticleError(f"There is no file “{name}”; check the name.") from None
    except IsADirectoryError:
        raise ArticleError(f"“{name}” is a directory; give a file that is in it.") from None
    except PermissionError:
        raise ArticleError(
            f"“{name}” may not be read; ask its owner, or change its permissions."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ArticleError(f"“{name}” could not be read ({reason}); check the name.") from error


def _too_large(name: str) -> str:
    return f"“{name}” is larger than {LARGEST // 1024**2} MiB; split it into articles first."


def article_from_pipe(data: bytes) -> Article:
    """The article in ``data``; its id is made of the hash of its text."""
    article = article_from_bytes(data, "the pipe")
    return replace(article, id=f"pipe-{article.sha256[:8]}")

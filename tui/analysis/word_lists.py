"""The word lists in ``data/``.

A ``.txt`` file has one entry per line, a ``.tsv`` file one row per line; a line that begins with
``#`` is a comment. Every file is read once per process.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DIRECTORY = Path(__file__).with_name("data")


@cache
def file_lines(file_name: str) -> tuple[str, ...]:
    """The lines of ``data/<file_name>`` without empty lines and comments, in file order."""
    content = (_DIRECTORY / file_name).read_text(encoding="utf-8")
    return tuple(line for line in content.split("\n") if line and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``, which are separated by white space.

    An underscore stands for a space inside an entry.
    """
    entries = " ".join(file_lines(f"{name}.txt")).split()
    return frozenset(entry.replace("_", " ") for entry in entries)


@cache
def table_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, each split at its tabs."""
    return tuple(tuple(line.split("\t")) for line in file_lines(f"{name}.tsv"))

"""The word lists of ``data/``: one entry a line, ``#`` begins a remark; tables have tabs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of ``data/<name>``, in the order of the file."""
    content = (_FOLDER / name).read_text(encoding="utf-8")
    return tuple(line for line in content.split("\n") if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``; a line may hold several, separated by white space.

    An underscore stands for a space inside an entry.
    """
    entries = " ".join(lines(f"{name}.txt")).split()
    return frozenset(entry.replace("_", " ") for entry in entries)


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, each cut at its tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(f"{name}.tsv"))

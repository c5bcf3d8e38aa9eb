"""The words of the command line before anybody parses them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.errors import UsageError

WORKSPACE = "--workspace"


def take_workspace(words: Iterable[str]) -> tuple[str | None, list[str]]:
    """The value of ``--workspace``, wherever it stands, and the other words.

    Raises:
        UsageError: if the option has no value.
    """
    named: str | None = None
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word == WORKSPACE:
            named = next(waiting, "")
        elif word.startswith(f"{WORKSPACE}="):
            named = word.partition("=")[2]
        else:
            rest.append(word)
        if named == "":
            raise UsageError(f"{WORKSPACE} needs a directory.")
    return named, rest


def is_option(word: str) -> bool:
    """Whether it begins with a dash and is not the dash that stands for a pipe."""
    return word.startswith("-") and word != "-"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one was most likely meant to be."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)

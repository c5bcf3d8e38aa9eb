"""What is read from the command line's arguments before ``argparse`` is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from tui.errors import UsageError

WORKSPACE_OPTION = "--workspace"


def extract_workspace(argv: Iterable[str]) -> tuple[str | None, list[str]]:
    """Take ``--workspace DIR`` or ``--workspace=DIR`` out of the arguments, wherever it stands.

    Arguments after ``--`` are left as they are. If the option is repeated, the last one counts.

    Returns:
        The directory, or ``None`` without the option, and the other arguments in their order.

    Raises:
        UsageError: if the option has no value.
    """
    directory: str | None = None
    others: list[str] = []
    remaining = iter(argv)
    for argument in remaining:
        if argument == "--":
            others += [argument, *remaining]
        elif argument == WORKSPACE_OPTION:
            directory = next(remaining, "")
        elif argument.startswith(f"{WORKSPACE_OPTION}="):
            directory = argument.partition("=")[2]
        else:
            others.append(argument)
        if directory == "":
            raise UsageError(f"{WORKSPACE_OPTION} needs a directory.")
    return directory, others


def is_option(argument: str) -> bool:
    """Whether the argument begins with a dash; a single dash names the pipe and is no option."""
    return argument.startswith("-") and argument != "-"


def closest_match(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is most like a mistyped name; ``None`` if none is like it."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(candidates), n=1, cutoff=0.6)), None)

"""What every verb of the command line is."""

from __future__ import annotations

import argparse
import re
import sys
from abc import abstractmethod
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from tui.cli.argv import WORKSPACE, closest
from tui.cli.output import Output
from tui.errors import UsageError
from tui.registry import Extension

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Verb(Extension):
    """One thing that Pullquote does without a screen; ``label`` is its line of help."""

    @abstractmethod
    def arguments(self, parser: Parser) -> None:
        """Declare the options; ``--workspace`` is there already."""

    @abstractmethod
    def run(self, args: Namespace, output: Output) -> int:
        """Do it and give back the exit code; ``args.workspace`` is a name or ``None``.

        Raises:
            PullquoteError: if it cannot be done; the message says what to do.
        """


def number_from_one(word: str) -> int:
    """The number that the word is.

    Raises:
        argparse.ArgumentTypeError: if it is none, or less than 1.
    """
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError("it is a number from 1 on")
    return int(word)


class Parser(argparse.ArgumentParser):
    """An ``argparse`` parser that raises its complaints instead of ending the process.

    The standard library's parser loads in a quarter of the time of the others, and a headless
    verb has little more to load.
    """

    def __init__(self, **options: Any) -> None:
        # Without a width every argument has the formatter import what measures terminals.
        formatter = partial(argparse.HelpFormatter, width=Output().width - 2)
        super().__init__(**{"allow_abbrev": False, "formatter_class": formatter, **options})
        self.add_argument(  # taken out by `take_workspace`, and here to be explained
            WORKSPACE,
            metavar="DIR",
            help="the directory with seeds/ and annotations/ (default: the nearest parent with "
            "annotations/, else this directory)",
        )

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{self._sentence(message)} See “{self.prog} --help”.")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help, and let whoever called hear if nobody takes it."""
        stream = file or sys.stdout
        if stream is not None:
            stream.write(self.format_help())

    def add_json(self) -> None:
        """Offer answers for programs."""
        self.add_argument("--json", action="store_true", help="one JSON object a line")

    def _sentence(self, message: str) -> str:
        subject, _, problem = message.partition(": ")
        if subject == "unrecognized arguments":
            return self._stranger(problem.split(" ")[0])
        if subject == "the following arguments are required":
            return f"{problem} {'are' if ', ' in problem else 'is'} missing."
        if subject.startswith("argument "):
            named = subject.removeprefix("argument ")
            if problem.startswith("expected"):
                long = named.split("/")[-1]
                return f"{named} needs a value; one that begins with - is written {long}=-x."
            if choice := re.match(r"invalid choice: '(.*)' \(choose from (.*)\)", problem):
                known = choice[2].replace("'", "")
                return f"There is no {named} “{choice[1]}”; known: {known}."
            return f"{named} is wrong: {problem}."
        return f"{message[:1].upper()}{message[1:]}."

    def _stranger(self, word: str) -> str:
        if not word.startswith("-"):
            return f"“{word}” is one word too many."
        name = word.partition("=")[0]
        known = [option for action in self._actions for option in action.option_strings]
        meant = closest(name, known)
        if meant:
            return f"There is no option “{name}”; did you mean {meant}?"
        long = sorted(option for option in known if option.startswith("--"))
        return f"There is no option “{name}”; known: {', '.join(long)}."

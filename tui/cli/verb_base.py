"""The base class of the verbs, and the parser of their arguments."""

from __future__ import annotations

import argparse
import sys
from abc import abstractmethod
from argparse import Action, ArgumentError, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from tui.cli.argv import WORKSPACE_OPTION, closest_match, is_option
from tui.cli.output import terminal_width
from tui.errors import UsageError
from tui.registry import Extension

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from tui.cli.output import Output


class Verb(Extension):
    """One command of the command line; ``label`` is its line in the help."""

    @abstractmethod
    def add_arguments(self, parser: Parser) -> None:
        """Declare the arguments; ``--workspace`` is declared for every verb."""

    @abstractmethod
    def run(self, args: Namespace, output: Output) -> int:
        """Do what the arguments ask for and return the exit code.

        Args:
            args: the values of the declared arguments, and ``args.workspace``: the directory
                that was named, or ``None``.
            output: what data and messages are written to.

        Raises:
            PullquoteError: if it cannot be done; the message says what to do.
        """


class Parser(argparse.ArgumentParser):
    """An ``argparse`` parser that raises ``UsageError`` instead of ending the process.

    Each argument has a label for messages: ``-o/--output`` or the ``metavar`` of a positional one.
    ``argparse`` loads in a fifth of the time of other parsers, and a verb loads little else.
    """

    def __init__(self, **options: Any) -> None:
        self._by_label: dict[str, Action] = {}
        self._required: dict[str, Action] = {}
        # Without a width every argument makes the formatter import ``shutil``.
        formatter = partial(HelpFormatter, width=terminal_width() - 2)
        super().__init__(
            **{"allow_abbrev": False, "formatter_class": formatter, **options},
            add_help=False,
            exit_on_error=False,
        )
        self.add_argument("-h", "--help", action="help", help="show this help message and exit")
        self.add_argument(  # for the help only: `extract_workspace` has taken it out
            WORKSPACE_OPTION,
            metavar="DIR",
            help="the directory with seeds/ and annotations/ (default: the nearest parent with "
            "annotations/, else this directory)",
        )

    def add_argument(self, *names: str, **options: Any) -> Action:
        """Declare an argument as ``argparse`` does; ``choices`` and ``type`` report to `error`."""
        is_positional = not is_option(names[0])
        label = options.get("metavar", names[0]) if is_positional else "/".join(names)
        choices = options.pop("choices", None)
        if choices is not None:
            options.setdefault("metavar", "{" + ",".join(choices) + "}")
            options["type"] = partial(self._choice, label, choices)
        elif "type" in options:
            options["type"] = partial(self._converted, label, options["type"])
        action = super().add_argument(*names, **options)
        self._by_label[label] = action
        if action.required:
            self._required[label] = action
        return action

    def add_json(self) -> None:
        """Declare ``--json``."""
        self.add_argument("--json", action="store_true", help="one JSON object a line")

    def add_themes(self, explanation: str) -> None:
        """Declare ``--theme``, which may be repeated; ``args.themes`` is the list of its values."""
        self.add_argument(
            "--theme", metavar="T", action="append", default=[], dest="themes", help=explanation
        )

    def parse(self, argv: Sequence[str]) -> Namespace:
        """The values of all arguments.

        Raises:
            UsageError: if an argument is unknown, missing or has a wrong value.
        """
        # `argparse` reports missing arguments as a text only, so they are looked for here.
        self._set_required(False)
        try:
            values, unknown = self.parse_known_args(argv)
        except ArgumentError as error:
            self.error(self._wrong_number_of_values(error))
        required = self._required.items()
        missing = [label for label, action in required if getattr(values, action.dest) is None]
        if missing:
            self.error(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
        if unknown:
            self.error(self._unknown_argument(unknown[0]))
        return values

    def error(self, message: str) -> NoReturn:
        """Raise a sentence about the arguments, with the command that explains them.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message} See “{self.prog} --help”.")

    def format_help(self) -> str:
        """The help; arguments that must be given stand without brackets."""
        self._set_required(True)
        return super().format_help()

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help to ``file`` or stdout.

        Raises:
            OSError: if it cannot be written; ``argparse`` would hide that.
        """
        stream = file or sys.stdout
        if stream is not None:
            stream.write(self.format_help())

    def _set_required(self, is_required: bool) -> None:
        for action in self._required.values():
            action.required = is_required

    def _choice(self, label: str, choices: Sequence[str], value: str) -> str:
        if value not in choices:
            self.error(f"There is no {label} “{value}”; known: {', '.join(choices)}.")
        return value

    def _converted(self, label: str, convert: Callable[[str], object], value: str) -> object:
        try:
            return convert(value)
        except ArgumentTypeError as error:
            self.error(f"{label} is wrong: {error}.")
        except ValueError:  # an integer with thousands of digits
            self.error(f"{label} is wrong: “{value}” is no value for it.")

    def _wrong_number_of_values(self, error: ArgumentError) -> str:
        label = error.argument_name
        if label is None:
            return f"{error}."
        if self._by_label[label].nargs == 0:
            return f"{label} takes no value."
        longest = label.split("/")[-1]
        return f"{label} needs a value; one that begins with - is written {longest}=-x."

    def _unknown_argument(self, argument: str) -> str:
        if not argument.startswith("-"):
            return f"“{argument}” is one word too many."
        name = argument.partition("=")[0]
        known = [option for action in self._by_label.values() for option in action.option_strings]
        similar = closest_match(name, known)
        if similar:
            return f"There is no option “{name}”; did you mean {similar}?"
        long = sorted(option for option in known if option.startswith("--"))
        return f"There is no option “{name}”; known: {', '.join(long)}."

"""What every verb of the command line is."""

from __future__ import annotations

from abc import abstractmethod
from argparse import Namespace

from tui.cli.output import Out
from tui.cli.parsing import Parser
from tui.registry import Extension


class Verb(Extension):
    """One thing that Pullquote does without a screen; ``label`` is its line of help."""

    @abstractmethod
    def arguments(self, parser: Parser) -> None:
        """Declare the options; ``--workspace`` is there already."""

    @abstractmethod
    def run(self, args: Namespace, out: Out) -> int:
        """Do it and give back the exit code; ``args.workspace`` is a name or ``None``.

        Raises:
            PullquoteError: if it cannot be done; the message says what to do.
        """

"""The verb ``backup``."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb


class Backup(Verb):
    """Copies the data file into ``annotations/backups/``."""

    name = "backup"
    label = "Keep a copy of passages, notes and themes in annotations/backups/"

    def add_arguments(self, parser: Parser) -> None:
        """Declare nothing: the store chooses the place and removes old copies."""

    def run(self, args: Namespace, output: Output) -> int:
        """Print the path of the copy."""
        library = open_library(args, output)
        output.write_line(library.store.back_up(library.workspace))
        return DONE

"""Keeping a copy of everything."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import library_of
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb


class Backup(Verb):
    """Copies what is kept, so that it can be put back one day."""

    name = "backup"
    label = "Keep a copy of passages, notes and themes in annotations/backups/"

    def arguments(self, parser: Parser) -> None:
        """There are none: where it goes and what makes room for it is settled."""

    def run(self, args: Namespace, output: Output) -> int:
        """Print the path of the copy."""
        library = library_of(args, output)
        output.line(library.store.back_up(library.workspace))
        return DONE

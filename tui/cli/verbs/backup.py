"""Keeping a copy of everything."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.codes import DONE
from tui.cli.output import Out
from tui.cli.parsing import Parser
from tui.cli.shelf import library_of
from tui.cli.verb import Verb


class Backup(Verb):
    """Copies what is kept, so that it can be put back one day."""

    name = "backup"
    label = "Keep a copy of passages, notes and themes in annotations/backups/"

    def arguments(self, parser: Parser) -> None:
        """There are none: where it goes and what makes room for it is settled."""

    def run(self, args: Namespace, out: Out) -> int:
        """Print the path of the copy."""
        library = library_of(args, out)
        out.line(library.store.back_up(library.workspace))
        return DONE

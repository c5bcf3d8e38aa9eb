"""What undo and redo have in common."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import article_id_of, library_of
from tui.cli.output import Output
from tui.cli.table import cut
from tui.cli.verb_base import Parser, Verb
from tui.errors import StoreConflict

_SHOWN = 60
"""Cells of the passage that are said again."""


class Step(Verb):
    """Takes one of the reader's own steps back, or makes it again."""

    def arguments(self, parser: Parser) -> None:
        """Where."""
        parser.add_argument("--article", metavar="A", help="only in this article, by id or path")

    def run(self, args: Namespace, output: Output) -> int:
        """Keep it, print the id of the change, and say what it was."""
        from tui.session.restore import passage_excerpt
        from tui.session.saving import save_change
        from tui.session.undo_history import UndoHistory, undo_conflict

        library = library_of(args, output)
        history, article = UndoHistory(library), article_id_of(library, args.article)
        if self.name == "undo":
            change = history.last_done(article).inverse()
        else:
            change = history.last_undone(article).again()
        try:
            save_change(library, change)
        except StoreConflict as error:
            raise undo_conflict(change, error) from None
        finally:
            library.close()
        words = passage_excerpt(change, article)
        output.line(change.id)
        told = change.description[:1].upper() + change.description[1:]
        output.info(f"{told}: “{cut(words, _SHOWN)}”" if words else f"{told}.")
        return DONE

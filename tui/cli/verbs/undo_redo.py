"""The verbs ``undo`` and ``redo``."""

from __future__ import annotations

from abc import abstractmethod
from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import find_article_id, open_library
from tui.cli.output import Output
from tui.cli.table import cut_to_columns
from tui.cli.verb_base import Parser, Verb
from tui.errors import StoreConflict
from tui.model import Change
from tui.session.undo_history import UndoHistory, undo_conflict

_SHOWN_CELLS = 60
"""Cells of the passage that the message repeats."""


class _UndoRedoVerb(Verb):
    """Applies the inverse of a change that the reader made, or the change again."""

    def add_arguments(self, parser: Parser) -> None:
        """Declare in which article."""
        parser.add_argument("--article", metavar="A", help="only in this article, by id or path")

    def run(self, args: Namespace, output: Output) -> int:
        """Apply the change, print its id, and report what it was."""
        from tui.session.restore import passage_excerpt
        from tui.session.saving import save_change

        library = open_library(args, output)
        article_id = find_article_id(library, args.article)
        change = self._next_change(UndoHistory(library), article_id)
        try:
            save_change(library, change)
        except StoreConflict as error:
            raise undo_conflict(change, error) from None
        finally:
            library.close()
        passage = passage_excerpt(change, article_id)
        output.write_line(change.id)
        summary = change.description[:1].upper() + change.description[1:]
        shown = f": “{cut_to_columns(passage, _SHOWN_CELLS)}”" if passage else "."
        output.info(f"{summary}{shown}")
        return DONE

    @abstractmethod
    def _next_change(self, history: UndoHistory, article_id: str | None) -> Change:
        """The change to apply.

        Raises:
            UsageError: if there is none.
        """


class Undo(_UndoRedoVerb):
    """Undoes the reader's last change, made here or in the app."""

    name = "undo"
    label = "Take back your last change in the workspace or in an article"

    def _next_change(self, history: UndoHistory, article_id: str | None) -> Change:
        return history.last_done(article_id).inverse()


class Redo(_UndoRedoVerb):
    """Redoes what the reader undid last, here or in the app."""

    name = "redo"
    label = "Make again what you undid last in the workspace or in an article"

    def _next_change(self, history: UndoHistory, article_id: str | None) -> Change:
        return history.last_undone(article_id).again()

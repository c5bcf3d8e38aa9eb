"""The verb ``tag``."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import find_article, open_library
from tui.cli.output import Output
from tui.cli.table import cut_to_columns
from tui.cli.verb_base import Parser, Verb
from tui.errors import UsageError
from tui.model import Span

_SHOWN_CELLS = 60
"""Cells of the passage that the message repeats."""


class Tag(Verb):
    """Adds themes to a passage and sets its note; themes that it has are kept."""

    name = "tag"
    label = "Give a passage of an article themes and a note"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the passage, its themes and its note."""
        parser.add_argument("article", metavar="ARTICLE", help="its id, a path, or - for a pipe")
        parser.add_argument(
            "--span",
            metavar="S:E",
            type=Span.parse,
            required=True,
            help="code points from S up to E, E not included",
        )
        parser.add_themes("a theme's id or label; may be given several times")
        parser.add_argument("--note", metavar="N", help="a note, in place of the one it has")

    def run(self, args: Namespace, output: Output) -> int:
        """Save it, print the id of the annotation, and report what was done."""
        from tui.session.session import Session

        if not args.themes and args.note is None:
            raise UsageError("There is nothing to say about the passage; give --theme or --note.")
        library = open_library(args, output)
        session = Session(library)
        session.open(find_article(library, args.article))
        try:
            outcome = session.annotate(args.span, tuple(args.themes), args.note)
        finally:
            library.close()
        reading = session.reading
        annotation = reading.on(args.span)
        if annotation is not None:
            output.write_line(annotation.id)
        passage = " ".join(args.span.of(reading.article.text).split())
        summary = outcome.message[:1].upper() + outcome.message[1:]
        output.info(f"{summary}: “{cut_to_columns(passage, _SHOWN_CELLS)}”")
        return DONE

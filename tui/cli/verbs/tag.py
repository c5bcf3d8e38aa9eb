"""Tagging a passage."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import article_named, library_of
from tui.cli.output import Output
from tui.cli.table import cut
from tui.cli.verb_base import Parser, Verb
from tui.errors import UsageError
from tui.model import Span

_SHOWN = 60
"""Cells of the passage that are said again."""


class Tag(Verb):
    """Gives a passage themes and a note; what it has already stays."""

    name = "tag"
    label = "Give a passage of an article themes and a note"

    def arguments(self, parser: Parser) -> None:
        """The passage and what is said about it."""
        parser.add_argument("article", metavar="ARTICLE", help="its id, a path, or - for a pipe")
        parser.add_argument(
            "--span",
            metavar="S:E",
            type=Span.parse,
            required=True,
            help="code points from S up to E, E not included",
        )
        parser.add_argument(
            "--theme",
            metavar="T",
            action="append",
            default=[],
            dest="themes",
            help="a theme's id or label; may be given several times",
        )
        parser.add_argument("--note", metavar="N", help="a note, in place of the one it has")

    def run(self, args: Namespace, output: Output) -> int:
        """Keep it, print the id of the annotation, and say what was done."""
        from tui.session.session import Session

        if not args.themes and args.note is None:
            raise UsageError("There is nothing to say about the passage; give --theme or --note.")
        library = library_of(args, output)
        session = Session(library)
        session.open(article_named(library, args.article))
        try:
            done = session.annotate(args.span, tuple(args.themes), args.note)
        finally:
            library.close()
        reading = session.reading
        annotation = reading.on(args.span)
        if annotation is not None:
            output.line(annotation.id)
        words = cut(" ".join(args.span.of(reading.article.text).split()), _SHOWN)
        output.info(f"{done.message[:1].upper()}{done.message[1:]}: “{words}”")
        return DONE

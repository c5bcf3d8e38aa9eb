"""The themes."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import library_of
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb


class CodebookVerb(Verb):
    """Looks at the themes of the workspace."""

    name = "codebook"
    label = "List the themes with their keys, colours and counts"

    def arguments(self, parser: Parser) -> None:
        """What to do with it."""
        actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
        listing = actions.add_parser("list", help="a line per theme, in the reader's order")
        listing.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the themes; 1 if there are none."""
        library = library_of(args, output)
        uses = Counter(t for a in library.records.annotations.values() for t in a.themes)
        themes = list(library.codebook)
        if args.json:
            for theme in themes:
                output.json({**theme._asdict(), "annotations": uses[theme.id]})
        elif themes:
            output.table(
                ("Key", "Theme", "Label", "Colour", "Parent", "Annotations", "Description"),
                [
                    (
                        theme.key,
                        theme.id,
                        theme.label,
                        theme.colour,
                        theme.parent,
                        str(uses[theme.id]),
                        theme.description,
                    )
                    for theme in themes
                ],
            )
        else:
            output.info("The codebook has no themes.")
        return DONE if themes else NOTHING_FOUND

"""The verb ``codebook``."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb


class ListThemes(Verb):
    """Prints one line per theme, in codebook order."""

    name = "codebook"
    label = "List the themes with their keys, colours and counts"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the action, of which there is one, and the format."""
        parser.add_argument(
            "action",
            metavar="ACTION",
            choices=("list",),
            help="list: a line per theme, in the reader's order",
        )
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the themes; 1 if there are none."""
        library = open_library(args, output)
        annotations = library.records.annotations.values()
        counts = Counter(theme for annotation in annotations for theme in annotation.themes)
        themes = list(library.codebook)
        if args.json:
            for theme in themes:
                output.write_json({**theme._asdict(), "annotations": counts[theme.id]})
        elif themes:
            output.write_table(
                ("Key", "Theme", "Label", "Colour", "Parent", "Annotations", "Description"),
                [
                    (
                        theme.key,
                        theme.id,
                        theme.label,
                        theme.colour,
                        theme.parent,
                        str(counts[theme.id]),
                        theme.description,
                    )
                    for theme in themes
                ],
            )
        else:
            output.info("The codebook has no themes.")
        return DONE if themes else NOTHING_FOUND

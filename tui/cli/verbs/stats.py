"""The verb ``stats``."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import Any

from tui.cli.exit_codes import DONE
from tui.cli.lookup import open_library
from tui.cli.output import Output
from tui.cli.records import format_counts
from tui.cli.verb_base import Parser, Verb
from tui.session.library import Library
from tui.wording import plural


class Stats(Verb):
    """Counts what is in the workspace; reads no article and looks for no findings."""

    name = "stats"
    label = "Count articles, annotations, themes and coders"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the format."""
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print one object, or a table of the themes and a message with the totals."""
        library = open_library(args, output)
        statistics = _statistics(library)
        if args.json:
            output.write_json(statistics)
            return DONE
        rows = [
            (library.codebook.label(theme), str(counts["annotations"]), str(counts["articles"]))
            for theme, counts in statistics["themes"].items()
        ]
        output.write_table(("Theme", "Annotations", "Articles"), rows)
        coders = format_counts(statistics["coders"])
        output.info(
            f"{plural(statistics['articles'], 'article')}, {statistics['annotated']} annotated; "
            f"{plural(statistics['annotations'], 'annotation')}, "
            f"{statistics['notes']} with a note" + (f"; by {coders}." if coders else ".")
        )
        return DONE


def _statistics(library: Library) -> dict[str, Any]:
    codebook, annotations = library.codebook, library.records.annotations.values()
    annotation_counts = Counter(theme for a in annotations for theme in a.themes)
    pairs = {(theme, a.article) for a in annotations for theme in a.themes}
    article_counts = Counter(theme for theme, _ in pairs)
    themes = sorted({*annotation_counts, *(theme.id for theme in codebook)}, key=codebook.order)
    coders = Counter(annotation.coder for annotation in annotations)
    return {
        "articles": len({*library.seeds(), *library.annotated_articles()}),
        "annotated": len(library.annotated_articles()),
        "annotations": len(annotations),
        "notes": sum(bool(annotation.note) for annotation in annotations),
        "themes": {
            theme: {"annotations": annotation_counts[theme], "articles": article_counts[theme]}
            for theme in themes
        },
        "coders": {coder: coders[coder] for coder in sorted(coders)},
    }

"""How much there is of what."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import Any

from tui.cli.exit_codes import DONE
from tui.cli.lookup import library_of
from tui.cli.output import Output
from tui.cli.records import number_of
from tui.cli.verb_base import Parser, Verb
from tui.session.library import Library


class Stats(Verb):
    """The whole workspace in figures; no text is read and nothing is looked for."""

    name = "stats"
    label = "Count articles, annotations, themes and coders"

    def arguments(self, parser: Parser) -> None:
        """Only the form of the answer."""
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print one object, or a table of the themes with the sums below it."""
        library = library_of(args, output)
        figures = _figures(library)
        if args.json:
            output.json(figures)
            return DONE
        rows = [
            (library.codebook.label(theme), str(sums["annotations"]), str(sums["articles"]))
            for theme, sums in figures["themes"].items()
        ]
        output.table(("Theme", "Annotations", "Articles"), rows)
        coders = ", ".join(f"{name} {count}" for name, count in figures["coders"].items())
        output.info(
            f"{number_of(figures['articles'], 'article')}, {figures['annotated']} annotated; "
            f"{number_of(figures['annotations'], 'annotation')}, {figures['notes']} with a note"
            + (f"; by {coders}." if coders else ".")
        )
        return DONE


def _figures(library: Library) -> dict[str, Any]:
    annotations = library.records.annotations.values()
    uses: Counter[str] = Counter(theme for a in annotations for theme in a.themes)
    places = Counter(theme for theme, _ in {(t, a.article) for a in annotations for t in a.themes})
    themes = sorted({*uses, *(theme.id for theme in library.codebook)}, key=library.codebook.order)
    coders = Counter(a.coder for a in annotations)
    return {
        "articles": len({*library.seeds(), *library.annotated_articles()}),
        "annotated": len(library.annotated_articles()),
        "annotations": len(annotations),
        "notes": sum(bool(a.note) for a in annotations),
        "themes": {t: {"annotations": uses[t], "articles": places[t]} for t in themes},
        "coders": {coder: coders[coder] for coder in sorted(coders)},
    }

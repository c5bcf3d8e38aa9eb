"""The verb ``find``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import get_args

from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import FindingsLoader, find_theme_id, load_annotated_readings, open_library
from tui.cli.output import Output
from tui.cli.records import annotation_record
from tui.cli.verb_base import Parser, Verb
from tui.model import AnchorState, Reading
from tui.session.library import Library
from tui.session.searching import Pattern, Query


class Find(Verb):
    """Prints one line per annotation, by article and position in it, orphans last."""

    name = "find"
    label = "Find annotated passages by theme, speaker, entity or words"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the conditions, all of which a passage must meet, and the format."""
        parser.add_themes("a theme's id or label; given several times, the passage has all of them")
        parser.add_argument("--speaker", metavar="S", default="", help="part of the speaker's name")
        parser.add_argument("--entity", metavar="E", default="", help="part of a name in it")
        parser.add_argument(
            "--text", metavar="RE", help="a regular expression, found in its words or its note"
        )
        parser.add_argument(
            "--anchor",
            choices=get_args(AnchorState),
            help="how sure its place is in today's text",
        )
        parser.add_argument("--article", metavar="A", help="an article's id or path")
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the annotations; 1 if there are none."""
        library = open_library(args, output)
        records = [
            annotation_record(reading, anchored)
            for reading in _matching_readings(library, args, output)
            for anchored in reading.annotations
        ]
        if args.json:
            for record in records:
                output.write_json(record)
        elif records:
            output.write_table(
                ("Article", "Span", "Themes", "Speaker", "Words", "Note"),
                [
                    (
                        record["article"],
                        _format_span(record["start"], record["end"], record["anchor"]),
                        ", ".join(map(library.codebook.label, record["themes"])),
                        record["speaker"] or "",
                        record["text"],
                        record["note"],
                    )
                    for record in records
                ],
            )
        if not records:
            output.info("Nothing was found.")
        return DONE if records else NOTHING_FOUND


def _matching_readings(library: Library, args: Namespace, output: Output) -> Iterator[Reading]:
    """The articles, each with only the annotations that meet all conditions, maybe none."""
    pattern = None if args.text is None else Pattern(args.text).check()
    themes = [find_theme_id(library, name) for name in args.themes]
    quick_queries = [Query(theme=theme) for theme in themes]
    quick_queries.append(Query(pattern=pattern, anchor=args.anchor))
    findings_query = Query(speaker=args.speaker, entity=args.entity)
    loader = FindingsLoader(library, output, is_required=findings_query.needs_findings)
    first_theme = next(iter(themes), None)
    for reading in load_annotated_readings(library, args.article, output, first_theme):
        for query in quick_queries:
            reading = query.select(reading)
        # Findings may take seconds: only for articles with an annotation left.
        if reading.annotations:
            yield findings_query.select(loader.add_to(reading))


def _format_span(start: int | None, end: int | None, anchor: str) -> str:
    """The span and, unless it is exact, the state of its anchor; an orphan has no span."""
    if start is None:
        return anchor
    return f"{start}:{end}" if anchor == "exact" else f"{start}:{end} {anchor}"

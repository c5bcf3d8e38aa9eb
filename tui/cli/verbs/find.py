"""Which passages carry a theme, are said by somebody, name somebody, or hold some words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import get_args

from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import Speakers, annotated_readings, library_of, theme_named
from tui.cli.output import Output
from tui.cli.records import annotation_record
from tui.cli.verb_base import Parser, Verb
from tui.model import AnchorState, Reading
from tui.session.library import Library
from tui.session.searching import Pattern, Query


class Find(Verb):
    """A line per annotation, by article and by place in it, orphans last."""

    name = "find"
    label = "Find annotated passages by theme, speaker, entity or words"

    def arguments(self, parser: Parser) -> None:
        """What a passage must have: all of it."""
        parser.add_argument(
            "--theme",
            metavar="T",
            action="append",
            default=[],
            dest="themes",
            help="a theme's id or label; given several times, the passage has all of them",
        )
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
        """Print what is found; 1 if there is nothing."""
        library = library_of(args, output)
        found = [
            annotation_record(reading, anchored)
            for reading in _found(library, args, output)
            for anchored in reading.annotations
        ]
        if args.json:
            for record in found:
                output.json(record)
        elif found:
            output.table(
                ("Article", "Span", "Themes", "Speaker", "Words", "Note"),
                [
                    (
                        record["article"],
                        _place(record["start"], record["end"], record["anchor"]),
                        ", ".join(map(library.codebook.label, record["themes"])),
                        record["speaker"] or "",
                        record["text"],
                        record["note"],
                    )
                    for record in found
                ],
            )
        if not found:
            output.info("Nothing was found.")
        return DONE if found else NOTHING_FOUND


def _found(library: Library, args: Namespace, output: Output) -> Iterator[Reading]:
    pattern = None if args.text is None else Pattern(args.text).check()
    themes = [theme_named(library, name) for name in args.themes]
    first = [Query(theme=theme) for theme in themes]
    first.append(Query(pattern=pattern, anchor=args.anchor))
    last = Query(speaker=args.speaker, entity=args.entity)
    speakers = Speakers(library, output, is_needed=last.needs_findings)
    for reading in annotated_readings(library, args.article, output, next(iter(themes), None)):
        for query in first:
            reading = query.select(reading)
        # Looking for speakers may take seconds: only where something is left to be said by them.
        if reading.annotations:
            yield last.select(speakers.added(reading))


def _place(start: int | None, end: int | None, anchor: str) -> str:
    if start is None:
        return anchor
    return f"{start}:{end}" if anchor == "exact" else f"{start}:{end} {anchor}"

"""The verb ``export``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from tui.cli.argument_types import day_or_moment
from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import (
    FindingsLoader,
    find_extension,
    find_theme_id,
    load_annotated_readings,
    open_library,
)
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.errors import UsageError
from tui.exports import EXPORTS
from tui.exports.export_writing import write_export
from tui.exports.exporter import GROUPS, Template
from tui.files import expanded, read_regular_file
from tui.model import Reading
from tui.session.library import Library
from tui.session.searching import Query
from tui.wording import plural

LARGEST_TEMPLATE = 1024 * 1024
"""Most bytes of a template."""


class Export(Verb):
    """Writes the annotated articles in the format of an exporter."""

    name = "export"
    label = "Write the notes in a format that other tools read"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the format, the target, and which notes."""
        parser.add_argument(
            "--to",
            metavar="FORMAT",
            required=True,
            help="markdown, docx, xlsx, qdpx, json ...; a name that nobody knows lists all",
        )
        parser.add_argument(
            "-o", "--output", metavar="FILE", help="where to (default: stdout, like -)"
        )
        parser.add_themes("only passages with this theme; they keep their other themes")
        parser.add_argument("--article", metavar="A", help="only this article, by id or path")
        parser.add_argument(
            "--speaker", metavar="S", default="", help="only what is said by this part of a name"
        )
        parser.add_argument("--coder", metavar="C", default="", help="only what this coder said")
        parser.add_argument(
            "--since",
            metavar="DAY",
            type=day_or_moment,
            default="",
            help="only what was changed on this day or later (UTC, 2026-01-31)",
        )
        parser.add_argument(
            "--until",
            metavar="DAY",
            type=day_or_moment,
            default="",
            help="only what was made on this day or earlier",
        )
        parser.add_argument(
            "--group", choices=GROUPS, help="what markdown, obsidian, org and docx gather by"
        )
        parser.add_argument(
            "--template", metavar="FILE", help="a Jinja2 template that lays markdown out"
        )

    def run(self, args: Namespace, output: Output) -> int:
        """Write the notes; 1 if there are none, and then nothing is written."""
        exporter = find_extension(EXPORTS, args.to, output).with_choices(**_exporter_options(args))
        library = open_library(args, output)
        target = None if args.output in (None, "-") else expanded(args.output)
        if target is not None:
            library.workspace.check_target(target)
        readings = list(_selected_readings(library, args, output))
        if not readings and exporter.needs_passages:
            output.info("There are no notes to export.")
            return NOTHING_FOUND
        notes = library.notes(readings)
        data = exporter.render(notes)
        losses = exporter.losses(notes)
        if target is None:
            if output.is_terminal and b"\0" in data:
                raise UsageError(f"The format “{exporter.name}” is no text; name a file with -o.")
            output.write_bytes(data)
        else:
            write_export(target, data)
            count = sum(len(reading.annotations) for reading in readings)
            content = plural(count, "passage") if exporter.needs_passages else "the themes"
            if losses and exporter.needs_passages:
                content = f"what {exporter.name} holds of {content}"
            output.info(f"Wrote {content} to {target}.")
        for message in losses:
            output.info(message)
        return DONE


def _selected_readings(library: Library, args: Namespace, output: Output) -> Iterator[Reading]:
    """The articles with the annotations asked for, if there are any.

    Without conditions, articles that have only corrections are among them.
    """
    themes = [find_theme_id(library, name) for name in args.themes]
    quick_queries = [
        Query(coder=args.coder, since=args.since, until=args.until),
        *(Query(theme=theme) for theme in themes),
    ]
    speaker_query = Query(speaker=args.speaker)
    is_filtered = any(query != Query() for query in (*quick_queries, speaker_query))
    loader = FindingsLoader(library, output, is_required=speaker_query.needs_findings)
    first_theme = next(iter(themes), None)
    for reading in load_annotated_readings(
        library, args.article, output, first_theme, args.coder or None
    ):
        for query in quick_queries:
            reading = query.select(reading)
        if reading.annotations or reading.analysis.corrections:
            reading = speaker_query.select(loader.add_to(reading))
        if reading.annotations or (reading.analysis.corrections and not is_filtered):
            yield reading


def _exporter_options(args: Namespace) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if args.group:
        options["group"] = args.group
    if args.template is not None:
        options["template"] = _read_template(args.template)
    return options


def _read_template(name: str) -> Template:
    try:
        data = read_regular_file(expanded(name), LARGEST_TEMPLATE + 1)
        if len(data) > LARGEST_TEMPLATE:
            raise UsageError(
                f"The template “{name}” is larger than {LARGEST_TEMPLATE // 1024**2} MiB; "
                "name a text file with a Jinja2 template."
            )
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        return Template(name, text)
    except UnicodeDecodeError:
        raise UsageError(f"The template “{name}” is not UTF-8; save it as such.") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"The template “{name}” cannot be read: {reason}.") from None

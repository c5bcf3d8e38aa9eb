"""Taking the notes elsewhere."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from tui.cli.dates import moment
from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import Speakers, annotated_readings, extension_named, library_of, theme_named
from tui.cli.output import Output
from tui.cli.records import number_of
from tui.cli.verb_base import Parser, Verb
from tui.errors import UsageError
from tui.exports import EXPORTS
from tui.exports.export_writing import write_export
from tui.exports.exporter import GROUPS, Template
from tui.files import expanded
from tui.session.searching import Query


class Export(Verb):
    """The annotated articles in one of the formats that the exporters write."""

    name = "export"
    label = "Write the notes in a format that other tools read"

    def arguments(self, parser: Parser) -> None:
        """The format, the place, and what of it."""
        parser.add_argument(
            "--to",
            metavar="FORMAT",
            required=True,
            help="markdown, docx, xlsx, qdpx, json ...; a name that nobody knows lists all",
        )
        parser.add_argument(
            "-o", "--output", metavar="FILE", help="where to (default: stdout, like -)"
        )
        parser.add_argument(
            "--theme",
            metavar="T",
            action="append",
            default=[],
            dest="themes",
            help="only passages with this theme; they keep their other themes",
        )
        parser.add_argument("--article", metavar="A", help="only this article, by id or path")
        parser.add_argument(
            "--speaker", metavar="S", default="", help="only what is said by this part of a name"
        )
        parser.add_argument("--coder", metavar="C", default="", help="only what this coder said")
        parser.add_argument(
            "--since",
            metavar="DAY",
            default="",
            help="only what was changed on this day or later (UTC, 2026-01-31)",
        )
        parser.add_argument(
            "--until",
            metavar="DAY",
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
        """Write them; 1, and nothing is written, if there are none."""
        exporter = extension_named(EXPORTS, args.to, output).chosen(**_choices(args))
        dates = Query(coder=args.coder, since=moment(args.since), until=moment(args.until))
        library = library_of(args, output)
        target = None if args.output in (None, "-") else expanded(args.output)
        if target is not None:
            library.workspace.check_target(target)
        themes = [theme_named(library, name) for name in args.themes]
        queries = [dates, *(Query(theme=theme) for theme in themes)]
        last = Query(speaker=args.speaker)
        speakers = Speakers(library, output, is_needed=last.needs_findings)
        is_filtered = any(query != Query() for query in (*queries, last))
        readings = []
        which = next(iter(themes), None), args.coder or None
        for reading in annotated_readings(library, args.article, output, *which):
            for query in queries:
                reading = query.select(reading)
            if reading.annotations or reading.analysis.corrections:
                reading = last.select(speakers.added(reading))
            if reading.annotations or (reading.analysis.corrections and not is_filtered):
                readings.append(reading)
        if not readings and exporter.needs_passages:
            output.info("There are no notes to export.")
            return NOTHING_FOUND
        notes = library.notes(readings)
        data = exporter.render(notes)
        losses = exporter.losses(notes)
        if target is None:
            if output.is_terminal and b"\0" in data:
                raise UsageError(f"The format “{exporter.name}” is no text; name a file with -o.")
            output.data(data)
        else:
            write_export(target, data)
            count = sum(len(reading.annotations) for reading in readings)
            what = number_of(count, "passage") if exporter.needs_passages else "the themes"
            held = f"what {exporter.name} holds of " if losses and exporter.needs_passages else ""
            output.info(f"Wrote {held}{what} to {target}.")
        for sentence in losses:
            output.info(sentence)
        return DONE


def _choices(args: Namespace) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    if args.group:
        choices["group"] = args.group
    if args.template is not None:
        choices["template"] = _template(args.template)
    return choices


def _template(name: str) -> Template:
    try:
        return Template(name, expanded(name).read_text("utf-8"))
    except UnicodeDecodeError:
        raise UsageError(f"The template “{name}” is not UTF-8; save it as such.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"The template “{name}” cannot be read: {reason}.") from None

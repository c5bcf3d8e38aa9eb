"""Taking the notes elsewhere."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.codes import DONE, NOTHING_FOUND
from tui.cli.extensions import extension_named
from tui.cli.output import Out
from tui.cli.parsing import Parser
from tui.cli.records import number_of
from tui.cli.shelf import Speakers, annotated_readings, library_of, theme_named
from tui.cli.verb import Verb
from tui.exports import EXPORTS
from tui.exports.writing import write_export
from tui.files import expanded
from tui.session.query import Query


class Export(Verb):
    """The annotated articles in one of the formats that the exporters write."""

    name = "export"
    label = "Write the notes in a format that other tools read"

    def arguments(self, parser: Parser) -> None:
        """The format, the place, and what of it."""
        parser.add_argument(
            "--to", metavar="FORMAT", required=True, help="markdown, csv, json, or a plug-in's"
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

    def run(self, args: Namespace, out: Out) -> int:
        """Write them; 1, and nothing is written, if there are none."""
        exporter = extension_named(EXPORTS, args.to, out)
        library = library_of(args, out)
        target = None if args.output in (None, "-") else expanded(args.output)
        if target is not None:
            library.workspace.check_target(target)
        themes = [theme_named(library, name) for name in args.themes]
        queries = [Query(theme=theme) for theme in themes]
        speakers = Speakers(library, out)
        readings = []
        for reading in annotated_readings(library, args.article, out, *themes[:1]):
            for query in queries:
                reading = query.select(reading)
            if reading.annotations:
                readings.append(speakers.added(reading))
        if not readings:
            out.talk("There are no notes to export.")
            return NOTHING_FOUND
        notes = library.notes(readings)
        data = exporter.render(notes)
        if target is None:
            out.data(data)
        else:
            write_export(target, data)
            count = sum(len(reading.annotations) for reading in readings)
            out.talk(f"Wrote {number_of(count, 'passage')} to {target}.")
        for sentence in exporter.losses(notes):
            out.talk(sentence)
        return DONE

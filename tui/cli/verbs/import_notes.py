"""The verb ``import``."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from tui.cli.exit_codes import DONE
from tui.cli.lookup import open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.config import coder_name
from tui.files import expanded
from tui.imports.notes_loading import read_notes


class ImportNotes(Verb):
    """Imports all notes of a file as one change, or none."""

    name = "import"
    label = "Take in the notes of another tool, or of another Pullquote"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the file, its format, and whether only to preview."""
        parser.add_argument("file", metavar="FILE", help="a file that another tool wrote")
        parser.add_argument(
            "--from", dest="format", metavar="FORMAT", help="its format (default: by its looks)"
        )
        parser.add_argument(
            "--check", action="store_true", help="say what would come in, and change nothing"
        )

    def run(self, args: Namespace, output: Output) -> int:
        """Import them and report what is new; what the workspace has already is not changed."""
        from tui.session.importing.import_plan import apply_plan, plan_import

        library = open_library(args, output)
        path = expanded(args.file)
        incoming = read_notes(path, args.format)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        import_plan = plan_import(library, incoming, path.name, coder_name(), now)
        if not (args.check or import_plan.is_empty):
            try:
                apply_plan(library, import_plan)
            finally:
                library.close()
        for message in import_plan.messages:
            output.info(message)
        if import_plan.is_empty:
            output.info(f"Nothing in “{path.name}” is new.")
        elif args.check:
            output.info("This was only a look; nothing was changed.")
        return DONE

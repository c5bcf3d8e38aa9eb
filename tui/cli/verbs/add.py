"""The verb ``add``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tui.cli.exit_codes import DONE
from tui.cli.lookup import open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.errors import StoreReadOnly, UsageError
from tui.files import expanded, replace_file
from tui.session.library import Library
from tui.sources.article_loading import read_article


class Add(Verb):
    """Copies files into ``seeds/`` byte for byte: all of them or, if one cannot be read, none."""

    name = "add"
    label = "Copy files into the library of articles"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the files."""
        parser.add_argument("paths", metavar="PATH", nargs="+", help="a file with an article")

    def run(self, args: Namespace, output: Output) -> int:
        """Copy them and print their ids; a file with the same name and content is skipped."""
        library = open_library(args, output)
        seeds = library.workspace.seeds
        copies: dict[Path, bytes] = {}
        for path in map(expanded, args.paths):
            read_article(path)  # raises if it is no article
            data = path.read_bytes()
            target = seeds / path.name
            if target.is_file() and target.read_bytes() == data:
                output.info(f"“{path.name}” is in {seeds} already.")
                continue
            _refuse_used_id(library, target, copies)
            copies[target] = data
        for target, data in copies.items():
            _write_copy(target, data)
            output.write_line(target.stem)
        return DONE


def _refuse_used_id(library: Library, target: Path, copies: dict[Path, bytes]) -> None:
    """Keep ids unique: an id is the stem of the file's name, and annotations refer to it.

    Raises:
        UsageError: if the name begins with a dot, or another article has the id.
    """
    if target.name.startswith("."):
        raise UsageError(f"“{target.name}” would be a hidden file; rename it first.")
    paths = {path.stem: path for path in (*library.seeds().values(), *copies)}
    other = paths.get(target.stem)
    if other is not None:
        raise UsageError(
            f"There is another article “{target.stem}” ({other.name}); "
            f"rename “{target.name}” first. Nothing was copied."
        )


def _write_copy(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
    except OSError as error:
        raise StoreReadOnly(
            f"“{target}” could not be written: {error.strerror}; "
            "choose another workspace with --workspace."
        ) from None

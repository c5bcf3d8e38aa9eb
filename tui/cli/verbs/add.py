"""Taking articles in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tui.cli.exit_codes import DONE
from tui.cli.lookup import library_of
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.errors import StoreReadOnly, UsageError
from tui.files import expanded, replace_file
from tui.session.library import Library
from tui.sources.article_loading import read_article


class Add(Verb):
    """Copies files into ``seeds/`` byte for byte: all of them or, if one is no good, none."""

    name = "add"
    label = "Copy files into the library of articles"

    def arguments(self, parser: Parser) -> None:
        """The files."""
        parser.add_argument("paths", metavar="PATH", nargs="+", help="a file with an article")

    def run(self, args: Namespace, output: Output) -> int:
        """Copy them and print their ids; a file that is there already is left alone."""
        library = library_of(args, output)
        seeds = library.workspace.seeds
        copies: dict[Path, bytes] = {}
        for path in map(expanded, args.paths):
            read_article(path)  # whatever cannot be opened does not get in
            data = path.read_bytes()
            target = seeds / path.name
            if target.is_file() and target.read_bytes() == data:
                output.info(f"“{path.name}” is in {seeds} already.")
                continue
            _refuse_taken(library, target, copies)
            copies[target] = data
        for target, data in copies.items():
            _copy(target, data)
            output.line(target.stem)
        return DONE


def _refuse_taken(library: Library, target: Path, copies: dict[Path, bytes]) -> None:
    """Keep the ids of articles apart: an id is the stem of a file, and annotations go by it.

    Raises:
        UsageError: if the name is hidden, or another article has it.
    """
    if target.name.startswith("."):
        raise UsageError(f"“{target.name}” would be a hidden file; rename it first.")
    taken = {file.stem: file for file in (*library.seeds().values(), *copies)}
    other = taken.get(target.stem)
    if other is not None:
        raise UsageError(
            f"There is another article “{target.stem}” ({other.name}); "
            f"rename “{target.name}” first. Nothing was copied."
        )


def _copy(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
    except OSError as error:
        raise StoreReadOnly(
            f"“{target}” could not be written: {error.strerror}; "
            "choose another workspace with --workspace."
        ) from None

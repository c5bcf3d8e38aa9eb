"""From the arguments to a verb and its values, or to the app and what it opens."""

from __future__ import annotations

from argparse import Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from tui import __version__
from tui.cli.argv import closest_match, is_option
from tui.cli.reset_terminal import ResetTerminal
from tui.cli.verb_base import Parser, Verb
from tui.cli.verbs import VERBS, find_verb, verb_names
from tui.errors import UsageError

_DESCRIPTION = """\
Read news in the terminal, see who is named and who is quoted, tag passages by
theme, take the notes anywhere. Without a command the app opens."""


def parse_command(argv: list[str]) -> tuple[Verb | None, Namespace]:
    """The verb, or ``None`` for the app, and the values of the arguments.

    The verb is the first argument that is no option; options may stand before and after it.

    Args:
        argv: the arguments without the program's name and without ``--workspace``.

    Raises:
        UsageError: if an argument is unknown, missing or has a wrong value.
    """
    index = next((i for i, argument in enumerate(argv) if not is_option(argument)), None)
    if index is None or "--" in argv[:index]:
        return None, _app_parser().parse(argv)
    verb = find_verb(argv[index])
    if verb is None:
        if len(argv) > 1:
            _refuse_unknown_verb(argv[index])
        return None, _app_parser().parse(argv)
    parser = Parser(prog=f"pullquote {verb.name}", description=f"{verb.label}.")
    verb.add_arguments(parser)
    return verb, parser.parse(argv[:index] + argv[index + 1 :])


def _refuse_unknown_verb(name: str) -> None:
    """Raise ``UsageError`` if the name is neither a verb nor an existing path."""
    if Path(name).exists():
        return
    similar = closest_match(name, verb_names())
    hint = f"did you mean “{similar}”?" if similar else f"known: {', '.join(verb_names())}."
    raise UsageError(f"There is no command “{name}”; {hint}")


class _AppParser(Parser):
    """The parser without a verb; its help lists the verbs."""

    def format_help(self) -> str:
        width = max(len(verb.name) for verb in VERBS)
        lines = [f"  {verb.name:{width}}  {verb.label}" for verb in VERBS]
        self.epilog = "\n".join(
            ["commands:", *lines, "", "“pullquote COMMAND --help” explains each of them."]
        )
        return super().format_help()


def _app_parser() -> Parser:
    parser = _AppParser(
        prog="pullquote",
        usage="pullquote [--workspace DIR] [PATH | - | COMMAND ...]",
        description=_DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "target", nargs="?", metavar="PATH", help="a file, an article's id, or - for a pipe"
    )
    parser.add_argument(
        "--reset-terminal",
        action=ResetTerminal,
        nargs=0,
        help="give the terminal back as it was before an app that was killed",
    )
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    return parser

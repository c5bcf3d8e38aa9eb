"""Words -> a verb with its arguments, or the app with what it opens."""

from __future__ import annotations

from argparse import Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from tui import __version__
from tui.cli.argv import closest, is_option
from tui.cli.reset_terminal import ResetTerminal
from tui.cli.verb_base import Parser, Verb
from tui.cli.verbs import VERBS, verb_named, verb_names
from tui.errors import UsageError

_DESCRIPTION = """\
Read news in the terminal, see who is named and who is quoted, tag passages by
theme, take the notes anywhere. Without a command the app opens."""


def parsed(words: list[str]) -> tuple[Verb | None, Namespace]:
    """The verb that the words name, if any, and their arguments.

    The verb is the first word that is no option; options may stand before and after it.

    Raises:
        UsageError: if they make no sense.
    """
    place = next((i for i, word in enumerate(words) if not is_option(word)), None)
    if place is None or "--" in words[:place]:
        return None, _app_parser().parse_args(words)
    verb = verb_named(words[place])
    if verb is None:
        if len(words) > 1:
            _refuse_unknown_verb(words[place])
        return None, _app_parser().parse_args(words)
    parser = Parser(prog=f"pullquote {verb.name}", description=f"{verb.label}.")
    verb.arguments(parser)
    return verb, parser.parse_args(words[:place] + words[place + 1 :])


def _refuse_unknown_verb(word: str) -> None:
    if Path(word).exists():
        return
    meant = closest(word, verb_names())
    hint = f"did you mean “{meant}”?" if meant else f"known: {', '.join(verb_names())}."
    raise UsageError(f"There is no command “{word}”; {hint}")


class _AppParser(Parser):
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

"""The command line: what is asked for, and what is said when it fails."""

from __future__ import annotations

import gc
import sys

from tui.cli.argv import is_option, take_workspace
from tui.cli.exit_codes import DONE, INTERRUPTED, MISTAKE
from tui.cli.output import Output
from tui.errors import PullquoteError
from tui.first_paint import FIRST_PAINT


def run(argv: list[str] | None = None) -> int:
    """Do what the words say and give back the exit code.

    0 done, 1 nothing found, 2 the reader's mistake or a bad file, 130 interrupted.
    """
    output = Output()
    try:
        try:
            code = _dispatch(sys.argv[1:] if argv is None else argv, output)
        except SystemExit as ended:  # from --help and --version
            code = ended.code if isinstance(ended.code, int) else DONE
        output.flush()
    except PullquoteError as error:
        FIRST_PAINT.leave()
        output.info(str(error))
        return MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        output.abandon()  # whoever reads has had enough: `pullquote list | head`
        return DONE
    except OSError as error:
        output.abandon()
        what = "The answer" if error.filename is None else f"“{error.filename}”"
        output.info(f"{what} could not be read or written: {error.strerror or error}.")
        return MISTAKE
    return code


def _dispatch(words: list[str], output: Output) -> int:
    workspace, rest = take_workspace(words)
    target = rest[0] if rest else None
    if len(rest) > 1 or (target is not None and not _is_path(target)):
        from tui.cli.dispatch import parsed

        verb, args = parsed(rest)
        if verb is not None:
            args.workspace = workspace
            _collect()
            return verb.run(args, output)
        target = args.target
    from tui.cli.open_app import open_app

    return open_app(workspace, target)


def _collect() -> None:
    """Look for garbage from now on, if nobody does, but not among what was loaded."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _is_path(word: str) -> bool:
    """Whether the word can be no verb, so that the app opens without a look at them."""
    return word == "-" or (not is_option(word) and ("/" in word or "." in word))

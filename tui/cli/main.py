"""The entry point of the command line: runs a verb or opens the app, and reports what fails."""

from __future__ import annotations

import gc
import sys

from tui.cli.argv import extract_workspace, is_option
from tui.cli.exit_codes import DONE, INTERRUPTED, MISTAKE
from tui.cli.output import Output
from tui.errors import PullquoteError
from tui.first_paint import FIRST_PAINT


def run(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code, one of those in ``exit_codes``.

    Args:
        argv: the arguments without the program's name; ``None`` for those of the process.
    """
    output = Output()
    try:
        try:
            code = _run_command(sys.argv[1:] if argv is None else argv, output)
        except SystemExit as exit_request:  # from --help and --version
            code = exit_request.code if isinstance(exit_request.code, int) else DONE
        output.flush()
    except PullquoteError as error:
        FIRST_PAINT.leave()
        output.info(str(error))
        return MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        output.abandon()  # the reader of the pipe has ended: `pullquote list | head`
        return DONE
    except OSError as error:
        output.abandon()
        subject = "The answer" if error.filename is None else f"“{error.filename}”"
        output.info(f"{subject} could not be read or written: {error.strerror or error}.")
        return MISTAKE
    return code


def _run_command(argv: list[str], output: Output) -> int:
    workspace, others = extract_workspace(argv)
    target = others[0] if others else None
    if len(others) > 1 or (target is not None and not _is_path(target)):
        from tui.cli.dispatch import parse_command

        verb, args = parse_command(others)
        if verb is not None:
            args.workspace = workspace
            _enable_garbage_collection()
            return verb.run(args, output)
        target = args.target
    from tui.cli.open_app import open_app

    return open_app(workspace, target)


def _enable_garbage_collection() -> None:
    """Collect garbage from now on, if that was off; what is loaded already is never looked at."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _is_path(argument: str) -> bool:
    """Whether the argument cannot be a verb, so that the app opens without loading the parser."""
    return argument == "-" or (not is_option(argument) and ("/" in argument or "." in argument))

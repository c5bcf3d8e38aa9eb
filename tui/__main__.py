"""Where `python -m tui` and the command `pullquote` begin."""

import gc
import sys


def main() -> int:
    """Show the text if that is what is asked for, run the command line, give back its exit code."""
    # Nothing that loading makes is garbage, and looking for some takes a tenth of a command.
    gc.disable()
    from tui.first_paint import FIRST_PAINT

    FIRST_PAINT.draw(sys.argv[1:])
    try:
        from tui.cli.main import run

        return run()
    finally:
        FIRST_PAINT.leave()
        gc.freeze()  # else it is all looked through once more on the way out


if __name__ == "__main__":
    sys.exit(main())

"""The entry point of `python -m tui` and of the command `pullquote`."""

import gc
import sys


def main() -> int:
    """Draw the text if an article is to be opened, run the command line, return its exit code."""
    # Loading modules makes no garbage, and collecting takes a tenth of a command's time.
    gc.disable()
    from tui.first_paint import FIRST_PAINT

    FIRST_PAINT.draw(sys.argv[1:])
    try:
        from tui.cli.main import run

        return run()
    finally:
        FIRST_PAINT.leave()
        gc.freeze()  # otherwise the interpreter collects everything once more at its end


if __name__ == "__main__":
    sys.exit(main())

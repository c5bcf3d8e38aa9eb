"""Where `python -m tui` and the command `pullquote` begin."""

import sys


def main() -> int:
    """Show the text if that is what is asked for, run the command line, give back its exit code."""
    from tui.firstpaint import FIRST_PAINT

    FIRST_PAINT.draw(sys.argv[1:])
    try:
        from tui.cli.main import run

        return run()
    finally:
        FIRST_PAINT.leave()


if __name__ == "__main__":
    sys.exit(main())

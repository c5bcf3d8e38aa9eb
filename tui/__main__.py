"""Where `python -m tui` and the command `pullquote` begin."""

import sys


def main() -> int:
    """Run the command line and give back its exit code."""
    from tui.cli.main import run

    return run()


if __name__ == "__main__":
    sys.exit(main())

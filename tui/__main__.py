"""Where `python -m tui` and the command `pullquote` begin."""


def main() -> int:
    """Run the command line and give back its exit code."""
    from tui.cli.main import run

    return run()

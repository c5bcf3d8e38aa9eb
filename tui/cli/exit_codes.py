"""The exit codes of the command line."""

DONE = 0
NOTHING_FOUND = 1
MISTAKE = 2
"""A wrong argument, or a file that could not be read; the other files are answered for."""
INTERRUPTED = 130

"""What the command line answers with besides words."""

DONE = 0
NOTHING_FOUND = 1
MISTAKE = 2
"""Also a bad file among good ones, whose answers are given all the same."""
INTERRUPTED = 130

"""`python -m benchmarks [WORDS...]`: measure, print the table, write RESULTS.md.

With words, only the rows that have one of them in what they measure, and nothing is written.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.peers import Missing
from benchmarks.report import HEAD, Outcome, aligned, page
from benchmarks.rows import ROWS, Lab, Row
from benchmarks.terminal import NoAnswer

RESULTS = Path(__file__).with_name("RESULTS.md")


def outcome_of(row: Row, lab: Lab) -> Outcome:
    """Measure one row; a failure is told in the table, and the others go on."""
    try:
        return Outcome(row, row.figure(lab))
    except (Missing, NoAnswer) as error:
        return Outcome(row, None, str(error))
    except Exception as error:
        return Outcome(row, None, f"{type(error).__name__}: {error}")


def main(words: list[str]) -> int:
    """Print the rows as they come."""
    rows = [row for row in ROWS if not words or any(word in row.what for word in words)]
    # Else whatever was changed lately is compiled at each start, which no reader pays for.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    print(aligned(HEAD))
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        lab = Lab(Path(folder))
        for row in rows:
            outcomes.append(outcome_of(row, lab))
            print(aligned(outcomes[-1].cells), flush=True)
    seconds = time.monotonic() - start
    if not words:
        RESULTS.write_text(page(outcomes, seconds), "utf-8")
    print(f"{seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m benchmarks [TEXT...]`: measure, print the table, write RESULTS.md.

With texts, only the rows whose first cell contains one of them; then RESULTS.md is not written.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.peers import PeerMissing
from benchmarks.report import HEADERS, Outcome, align_cells, render_page
from benchmarks.rows import ROWS, Context, Row
from benchmarks.terminal import NoResponse

RESULTS = Path(__file__).with_name("RESULTS.md")


def measure_row(row: Row, context: Context) -> Outcome:
    """Measure one row; a failure becomes its verdict."""
    try:
        return Outcome(row, row.figure(context))
    except (PeerMissing, NoResponse) as error:
        return Outcome(row, None, str(error))
    except Exception as error:
        return Outcome(row, None, f"{type(error).__name__}: {error}")


def main(texts: list[str]) -> int:
    """Measure the rows, print each when it is done, and return the exit code."""
    rows = [row for row in ROWS if not texts or any(text in row.what for text in texts)]
    # Else changed modules would be compiled at each start, which a user never waits for.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    print(align_cells(HEADERS))
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        context = Context(Path(folder))
        for row in rows:
            outcomes.append(measure_row(row, context))
            print(align_cells(outcomes[-1].cells), flush=True)
    seconds = time.monotonic() - start
    if not texts:
        RESULTS.write_text(render_page(outcomes, seconds), "utf-8")
    print(f"{seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

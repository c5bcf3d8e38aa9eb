"""The rows of the table, a subject a file."""

from benchmarks.rows import anchoring, finding, hostile, keeping, launch, reading
from benchmarks.rows.row import Lab, Row

ROWS: tuple[Row, ...] = (
    *launch.ROWS, *reading.ROWS, *keeping.ROWS, *anchoring.ROWS, *finding.ROWS, *hostile.ROWS,
)  # fmt: skip

__all__ = ["ROWS", "Lab", "Row"]

"""The rows of the table, a subject a file."""

from benchmarks.rows import finding, hostile, keeping, launch, reading
from benchmarks.rows.row import Lab, Row

ROWS: tuple[Row, ...] = (*launch.ROWS, *reading.ROWS, *keeping.ROWS, *finding.ROWS, *hostile.ROWS)

__all__ = ["ROWS", "Lab", "Row"]

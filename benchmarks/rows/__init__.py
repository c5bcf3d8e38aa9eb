"""The rows of the table of results, one subject per file."""

from benchmarks.rows import analysis, anchoring, hostile_text, launch, reading, storage
from benchmarks.rows.row import Context, Row

ROWS: tuple[Row, ...] = (
    *launch.ROWS, *reading.ROWS, *storage.ROWS, *anchoring.ROWS, *analysis.ROWS,
    *hostile_text.ROWS,
)  # fmt: skip

__all__ = ["ROWS", "Context", "Row"]

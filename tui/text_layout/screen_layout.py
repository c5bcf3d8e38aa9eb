"""How the reading screen is divided, in cells; light enough to be known before the framework."""

SIDE_FROM = 80
"""Columns of the terminal from which the lists show by themselves."""
ABOVE = 1
"""Lines above the text: the title."""
BELOW = 3
"""Lines below it: status, themes, keys."""


def side_width(columns: int) -> int:
    """Cells of the lists beside the text, their edge included."""
    return max(28, min(48, columns * 3 // 10))

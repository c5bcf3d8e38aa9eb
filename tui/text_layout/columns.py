"""How the reading screen and its text are divided, in cells.

Nothing is imported here: the first screen is drawn before the framework is loaded.
"""

_LEAST_FOR_NAMES = 16
"""Cells to the right of the text from which names are shown, the gap included."""
_LEAST_BESIDE_NAMES = 50
"""Cells of text that names must leave."""
_GAP = 2
_LONGEST_NAME = 30
_LEAST_TO_CENTRE = 48
"""Cells beside the text from which it is centred."""


class Columns:
    """The columns of a line, in cells from the left edge of the pane.

    In order: ``left`` blanks; the margin, which is ``stripes`` themes, a cell for hidden themes or
    a note, a cell for the mark of the current sentence and one for the bar of a quote; the text;
    a gap of two; a name.
    """

    __slots__ = ("left", "margin", "measure", "names", "stripes", "width")

    def __init__(
        self, width: int, left: int, stripes: int, margin: int, measure: int, names: int
    ) -> None:
        self.width = width
        self.left = left
        self.stripes = stripes
        self.margin = margin
        self.measure = measure
        """Cells for the text."""
        self.names = names
        """Cells for a speaker's name to the right of the text; 0 for none."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Columns):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    @property
    def text(self) -> int:
        """The first cell of the text."""
        return self.left + self.margin

    @classmethod
    def of(cls, width: int, measure: int = 72) -> "Columns":
        """The columns of a pane ``width`` cells wide whose text takes at most ``measure`` cells."""
        if width >= 40:
            stripes, margin = 4, 7
        elif width >= 20:
            stripes, margin = 2, 5
        else:
            stripes, margin = 0, (1 if width >= 6 else 0)
        room = max(1, width - margin)
        beside_names = room - _LEAST_FOR_NAMES
        text = min(measure, beside_names if beside_names >= _LEAST_BESIDE_NAMES else room)
        free = room - text
        names = min(free - _GAP, _LONGEST_NAME) if free >= _LEAST_FOR_NAMES - _GAP else 0
        left = (free - _GAP - _LONGEST_NAME) // 2 if free > _LEAST_TO_CENTRE else 0
        return cls(width, left, stripes, margin, text, names)


SIDE_FROM = 80
"""Columns of the terminal from which the lists are shown by default."""
ABOVE = 1
"""Lines above the text: the title."""
BELOW = 3
"""Lines below it: status, themes, keys."""


def side_width(columns: int) -> int:
    """The width of the lists beside the text in cells, the edge included."""
    return max(28, min(48, columns * 3 // 10))

"""The columns of the reading pane.

Nothing is imported here, so that the first screen can be drawn before anything is.
"""

_NAMES = 16
_COMFORTABLE = 50
_GAP = 2
_LONGEST_NAME = 30
_ROOMY = 48


class Columns:
    """The columns of a line, in cells from the left edge of the pane.

    ``left`` blanks; the margin: ``stripes`` themes, one cell for what is hidden or noted, one for
    the mark of the current sentence, one for the bar of a quote; the text; a gap; a name.
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
        """The columns of a pane ``width`` cells wide whose text wants at most ``measure``."""
        if width >= 40:
            stripes, margin = 4, 7
        elif width >= 20:
            stripes, margin = 2, 5
        else:
            stripes, margin = 0, (1 if width >= 6 else 0)
        room = max(1, width - margin)
        text = min(measure, room - _NAMES if room - _NAMES >= _COMFORTABLE else room)
        free = room - text
        names = min(free - _GAP, _LONGEST_NAME) if free >= _NAMES - _GAP else 0
        left = (free - _GAP - _LONGEST_NAME) // 2 if free > _ROOMY else 0
        return cls(width, left, stripes, margin, text, names)

"""How the text is shown, saved from one start to the next.

The file is separate from ``config.toml`` because rewriting that would lose the reader's comments.
It is a subset of TOML that is read by hand: importing ``tomllib`` takes longer than the first
paint, and what makes no sense in the file must not stop the app.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

MEASURE = 72
"""The default line length, in cells."""
NARROWEST, WIDEST = 40, 120
"""The limits of the line length, in cells."""


class ViewSettings:
    """The settings that the keys ``-``, ``=``, ``p`` and ``f`` change."""

    __slots__ = ("focus", "measure", "spaced")

    def __init__(self, measure: int = MEASURE, spaced: bool = True, focus: bool = False) -> None:
        self.measure = measure
        """The longest line of text, in cells."""
        self.spaced = spaced
        """Whether there is an empty line between paragraphs, unless line feeds only wrap lines."""
        self.focus = focus
        """Whether all but the current paragraph is faded."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ViewSettings):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def load(cls) -> "Self":
        """The saved settings; the default for each that is missing or makes no sense."""
        try:
            with open(settings_path(), encoding="utf-8") as file:
                lines = file.read(1000).split("\n")
        except (OSError, ValueError):
            return cls()
        pairs = (line.partition("=") for line in lines)
        values = {name.strip(): value.strip() for name, _, value in pairs}
        measure = values.get("measure", "")
        cells = int(measure) if measure.isascii() and measure.isdigit() else MEASURE
        return cls(
            min(max(cells, NARROWEST), WIDEST),
            values.get("spaced") != "false",
            values.get("focus") == "true",
        )

    def save(self) -> None:
        """Save the settings for the next start.

        Raises:
            OSError: if they could not be written; the file stays as it was.
        """
        from pathlib import Path

        from tui.files import replace_file

        file = Path(settings_path())
        file.parent.mkdir(parents=True, exist_ok=True)
        text = (
            f"measure = {self.measure}\n"
            f"spaced = {str(self.spaced).lower()}\nfocus = {str(self.focus).lower()}\n"
        )
        replace_file(file, text.encode(), is_synced=False)


def settings_path() -> str:
    """The path of the file, in the directory of ``platformdirs``, which is slow to import."""
    home = os.path.expanduser("~")
    directory = os.environ.get("XDG_CONFIG_HOME", "").strip()
    if sys.platform == "darwin" and not directory:
        directory = os.path.join(home, "Library", "Application Support")
    return os.path.join(directory or os.path.join(home, ".config"), "pullquote", "look.toml")

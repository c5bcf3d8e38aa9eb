"""How the reader likes the text to be shown, from one start to the next.

It stands beside their ``config.toml``, in a file of its own: what a program writes would lose a
reader's comments. Nothing may be imported here that takes longer than drawing the first screen.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

MEASURE = 72
"""Cells of a line of text, unless the reader chose."""
NARROWEST, WIDEST = 40, 120
"""Cells that a reader may choose."""


class ViewSettings:
    """What the keys ``-``, ``=``, ``p`` and ``f`` change."""

    __slots__ = ("focus", "measure", "spaced")

    def __init__(self, measure: int = MEASURE, spaced: bool = True, focus: bool = False) -> None:
        self.measure = measure
        """Most cells that a line of text takes."""
        self.spaced = spaced
        """Whether paragraphs stand apart, where line feeds do not only cut long lines."""
        self.focus = focus
        """Whether all but the current paragraph is faded."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ViewSettings):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def load(cls) -> "Self":
        """What was kept last; the defaults for whatever is not there or makes no sense."""
        try:
            with open(settings_path(), encoding="utf-8") as file:
                lines = file.read(1000).split("\n")
        except (OSError, ValueError):
            return cls()
        pairs = (line.partition("=") for line in lines)
        found = {name.strip(): value.strip() for name, _, value in pairs}
        measure = found.get("measure", "")
        wanted = int(measure) if measure.isascii() and measure.isdigit() else MEASURE
        return cls(
            min(max(wanted, NARROWEST), WIDEST),
            found.get("spaced") != "false",
            found.get("focus") == "true",
        )

    def save(self) -> None:
        """Keep it for the next start.

        Raises:
            OSError: if it could not be written; what was kept stays.
        """
        from pathlib import Path

        from tui.files import replace_file

        file = Path(settings_path())
        file.parent.mkdir(parents=True, exist_ok=True)
        words = {True: "true", False: "false"}
        text = (
            f"measure = {self.measure}\n"
            f"spaced = {words[self.spaced]}\nfocus = {words[self.focus]}\n"
        )
        replace_file(file, text.encode(), is_synced=False)


def settings_path() -> str:
    """The file; where ``platformdirs`` has the reader's settings, whose import takes its time."""
    home = os.path.expanduser("~")
    named = os.environ.get("XDG_CONFIG_HOME", "").strip()
    if sys.platform == "darwin" and not named:
        named = os.path.join(home, "Library", "Application Support")
    return os.path.join(named or os.path.join(home, ".config"), "pullquote", "look.toml")

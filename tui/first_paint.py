"""The first screen of the text, drawn before the framework is imported.

Nine tenths of a launch is importing Textual, and none of it is needed to show plain words. What is
drawn here stands where the app will draw it: same wrap, same place. Whatever is in doubt (a text
with wide or odd characters, a terminal that is none, a file that does not open) is left to the
app. Nothing may be imported here that takes longer than the drawing.
"""

import os
import re

from tui.text_layout.ascii_wrapping import PLAIN, narrow_lines, wants_spacing
from tui.text_layout.columns import Columns
from tui.text_layout.screen_layout import ABOVE, BELOW, SIDE_FROM, side_width
from tui.view_settings import ViewSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that can be read and decoded in no time."""
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J", "\x1b[?1049l\x1b[?25h"
SCROLLBAR = 1
_RECORD = (
    rb'"id": "%s",\s*"path": "%s",\s*"title": "(?:[^"\\]|\\.)*",\s*'
    rb'"sha256": "\w*",\s*"place": (\d+)'
)


class FirstPaint:
    """What was drawn, and how the terminal was before."""

    def __init__(self) -> None:
        self.before: list[object] | None = None
        """How the terminal took keys before, if that was changed."""
        self.is_shown = False
        """Whether the alternate screen shows our drawing, for the app to take over."""

    def draw(self, words: "Sequence[str]") -> None:
        """Draw what the app would show for these arguments, if it is certain."""
        try:
            if not all(map(os.isatty, (0, 1, 2))) or os.environ.get("TERM", "dumb") == "dumb":
                return
            columns, rows = _terminal_size()
            found = _found(words)
            screen = found and first_screen(*found, columns, rows, ViewSettings.load())
        except (OSError, ValueError, IndexError):
            return
        if screen:
            self._quiet()
            self.is_shown = True
            os.write(2, (ENTER + screen).encode())

    def leave(self) -> None:
        """Give the terminal back as it was, unless the app has done so already."""
        if self.is_shown:
            self.is_shown = False
            os.write(2, LEAVE.encode())
        if self.before is not None:
            import termios

            termios.tcsetattr(0, termios.TCSANOW, self.before)  # type: ignore[arg-type]
            self.before = None

    def _quiet(self) -> None:
        """Let the terminal keep what is typed ahead, without showing it over the drawing."""
        import termios

        self.before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, quiet)


FIRST_PAINT = FirstPaint()


def first_screen(
    text: str,
    place: int,
    columns: int,
    rows: int,
    look: ViewSettings = ViewSettings(),  # noqa: B008 (never changed)
) -> str:
    """The lines of the screen around ``place``, as the app draws them; empty if in doubt.

    ``place`` is a code point offset; ``columns`` and ``rows`` are the terminal's.
    """
    height = rows - ABOVE - BELOW
    side = side_width(columns) if columns >= SIDE_FROM else 0
    layout = Columns.of(columns - side - SCROLLBAR, look.measure)
    if height < 1 or layout.measure < 2:
        return ""
    reach = (layout.measure + 1) * (height + 2)
    start = text.rfind("\n", 0, max(0, place - reach)) + 1 if place > reach else 0
    end = place + reach
    end = min(len(text), end + layout.measure)
    window = text[start:end]
    if PLAIN.fullmatch(window) is None:
        return ""
    if not window:
        return ""
    lines_of = narrow_lines(layout.measure, look.spaced and wants_spacing(text))
    starts = [match.start() for match in lines_of.finditer(window)]
    lines = [
        window[a:b].rstrip("\n") for a, b in zip(starts, [*starts[1:], len(window)], strict=True)
    ]
    here = sum(1 for line in starts if line <= place - start) - 1
    top = here - height // 3 if here >= height or start else 0
    if end == len(text):
        top = min(top, len(lines) - height)
    top = max(0, top)
    indent = layout.text + 1
    return "".join(
        f"\x1b[{row};{indent}H{line.rstrip()}"
        for row, line in enumerate(lines[top : top + height], ABOVE + 1)
        if line.strip()
    )


def _terminal_size() -> tuple[int, int]:
    """Columns and rows; whatever the environment says, which does not follow a window.

    A terminal that does not know its size is left to the app.
    """
    columns, rows = os.get_terminal_size(2)
    return columns, rows


def _found(words: "Sequence[str]") -> tuple[str, int] | None:
    """The text that these arguments open, and where it was left."""
    words = list(words)
    root = None
    if "--workspace" in words[:-1]:
        at = words.index("--workspace")
        root = words[at + 1]
        del words[at : at + 2]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        return None
    root = root or _workspace(os.getcwd())
    if words and not ("/" in words[0] or "." in words[0]):
        return None
    path = words[0] if words else _first_seed(root)
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST or b"\r" in data:
        return None
    return data.decode("utf-8"), _place(root, path)


def _workspace(here: str) -> str:
    above = here
    while not os.path.isdir(os.path.join(above, "annotations")):
        above, last = os.path.dirname(above), above
        if above == last:
            return here
    return above


def _first_seed(root: str) -> str:
    seeds = os.path.join(root, "seeds")
    names = sorted(name for name in os.listdir(seeds) if not name.startswith("."))
    paths = (os.path.join(seeds, name) for name in names)
    return next(path for path in paths if os.path.isfile(path))


def _place(root: str, path: str) -> int:
    """Where the article was left, by the file of the default store; 0 if it does not say so."""
    stem = os.path.splitext(os.path.basename(path))[0]
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(root))
    known = os.path.realpath(path) if inside.startswith("..") else inside
    if not (stem + known).isascii():
        return 0
    try:
        with open(os.path.join(root, "annotations", "pullquote.json"), "rb") as file:
            head = file.read(1 << 16)
    except OSError:
        return 0
    wanted = _RECORD % (re.escape(stem).encode(), re.escape(known).encode())
    found = re.search(wanted, head)
    return int(found.group(1)) if found else 0

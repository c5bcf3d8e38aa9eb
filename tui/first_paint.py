"""The first screen of the text, drawn before the framework is imported.

Importing Textual takes nine tenths of a launch, and plain text can be drawn without it. The text
is drawn in the cells where the app will draw it. Where that is uncertain (wide or unusual
characters, no terminal, a file that does not open), nothing is drawn. Nothing may be imported here
that takes longer than the drawing.
"""

import os
import re

from tui.text_layout.ascii_wrapping import ONE_CELL_TEXT, line_pattern, needs_paragraph_spacing
from tui.text_layout.columns import ABOVE, BELOW, SIDE_FROM, Columns, side_width
from tui.view_settings import ViewSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 8 * 1024 * 1024
"""Bytes; a larger file takes too long to read and decode."""
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J", "\x1b[?1049l\x1b[?25h"
SCROLLBAR = 1
_RECORD = (
    rb'"id": "%s",\s*"path": "%s",\s*"title": "(?:[^"\\]|\\.)*",\s*'
    rb'"sha256": "\w*",\s*"place": (\d+)'
)


class FirstPaint:
    """Whether the first screen is drawn, and the terminal's mode before that."""

    def __init__(self) -> None:
        self.before: list[object] | None = None
        """The terminal's attributes before they were changed, as ``termios`` gives them."""
        self.is_shown = False
        """Whether the alternate screen shows the drawing, for the app to take over."""

    def draw(self, arguments: "Sequence[str]") -> None:
        """Draw what the app would show for these command-line arguments, if that is certain."""
        try:
            if not all(map(os.isatty, (0, 1, 2))) or os.environ.get("TERM", "dumb") == "dumb":
                return
            columns, rows = _terminal_size()
            opened = _text_and_offset(arguments)
            screen = opened and first_screen(*opened, columns, rows, ViewSettings.load())
        except (OSError, ValueError, IndexError):
            return
        if screen:
            self._stop_echo()
            self.is_shown = True
            os.write(2, (ENTER + screen).encode())

    def leave(self) -> None:
        """Restore the terminal, unless the app has done so."""
        if self.is_shown:
            self.is_shown = False
            os.write(2, LEAVE.encode())
        if self.before is not None:
            import termios

            termios.tcsetattr(0, termios.TCSANOW, self.before)  # type: ignore[arg-type]
            self.before = None

    def _stop_echo(self) -> None:
        """Let the terminal keep typed keys without showing them over the drawing."""
        import termios

        self.before = termios.tcgetattr(0)
        attributes = termios.tcgetattr(0)
        attributes[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, attributes)


FIRST_PAINT = FirstPaint()


def first_screen(
    text: str,
    offset: int,
    columns: int,
    rows: int,
    settings: ViewSettings = ViewSettings(),  # noqa: B008 (never changed)
) -> str:
    """The escape sequences that draw the text around an offset as the app does.

    Args:
        text: The article's text.
        offset: Code points; the character that the app will show first.
        columns: Columns of the terminal.
        rows: Rows of the terminal.
        settings: How the reader wants the text shown.

    Returns:
        An empty string if it is uncertain how the app will draw the text.
    """
    height = rows - ABOVE - BELOW
    side = side_width(columns) if columns >= SIDE_FROM else 0
    layout = Columns.of(columns - side - SCROLLBAR, settings.measure)
    if height < 1 or layout.measure < 2:
        return ""
    reach = (layout.measure + 1) * (height + 2)
    start = text.rfind("\n", 0, max(0, offset - reach)) + 1 if offset > reach else 0
    end = offset + reach
    end = min(len(text), end + layout.measure)
    window = text[start:end]
    if ONE_CELL_TEXT.fullmatch(window) is None:
        return ""
    if not window:
        return ""
    lines_of = line_pattern(layout.measure, settings.spaced and needs_paragraph_spacing(text))
    starts = [match.start() for match in lines_of.finditer(window)]
    lines = [
        window[low:high].rstrip("\n")
        for low, high in zip(starts, [*starts[1:], len(window)], strict=True)
    ]
    line = sum(1 for line_start in starts if line_start <= offset - start) - 1
    top = line - height // 3 if line >= height or start else 0
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
    """Columns and rows, not by the environment, which does not follow the window.

    Raises:
        OSError: if the terminal does not know its size.
    """
    columns, rows = os.get_terminal_size(2)
    return columns, rows


def _text_and_offset(arguments: "Sequence[str]") -> tuple[str, int] | None:
    """The text that these arguments open, and the offset where it was left."""
    arguments = list(arguments)
    root = None
    if "--workspace" in arguments[:-1]:
        index = arguments.index("--workspace")
        root = arguments[index + 1]
        del arguments[index : index + 2]
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        return None
    root = root or _workspace(os.getcwd())
    if arguments and not ("/" in arguments[0] or "." in arguments[0]):
        return None
    path = arguments[0] if arguments else _first_seed(root)
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST or b"\r" in data:
        return None
    return data.decode("utf-8"), _last_offset(root, path)


def _workspace(directory: str) -> str:
    """The nearest directory, this one or one above, that is a workspace; else this one."""
    above = directory
    while not os.path.isdir(os.path.join(above, "annotations")):
        above, below = os.path.dirname(above), above
        if above == below:
            return directory
    return above


def _first_seed(root: str) -> str:
    seeds = os.path.join(root, "seeds")
    names = sorted(name for name in os.listdir(seeds) if not name.startswith("."))
    paths = (os.path.join(seeds, name) for name in names)
    return next(path for path in paths if os.path.isfile(path))


def _last_offset(root: str, path: str) -> int:
    """The offset where the article was left, by the default store's file; 0 if it has none."""
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
    record = _RECORD % (re.escape(stem).encode(), re.escape(known).encode())
    match = re.search(record, head)
    return int(match.group(1)) if match else 0

"""A whole text into lines of the screen, at once.

Lines are kept as a list of the code points at which they start. A line is its text up to the
start of the next one; one space, a line feed or both at its end are not drawn. An empty line that
is put between two paragraphs starts where the next line starts, so it holds no character, and
``bisect_right`` over the starts still finds the line of every character.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.model import Span
from tui.text_layout.ascii_wrapping import PLAIN, narrow_lines
from tui.text_layout.cell_sanitizer import WIDTHS, odd_character

_NO_START = frozenset(
    "、。，．・：；？！）」』】〕〉》’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}"
)
_NO_END = frozenset("（「『【〔〈《‘“([{")


def wrap(
    text: str,
    width: int,
    odd: list[Span] | None = None,
    *,
    spaced: bool = False,
    part: Span | None = None,
) -> list[int]:
    """The starts of the lines, in code points; one line for an empty text.

    Lines break after a space, else between wide characters where East Asian typography allows
    it, else anywhere between characters that are drawn apart. No line takes more cells than
    ``width`` except a single wide character where the width is 1.

    Args:
        text: All of it.
        width: Cells, at least 1.
        odd: The paragraphs found by ``odd_paragraphs``, if they are known already.
        spaced: Whether to put an empty line between paragraphs that have none.
        part: What to wrap; all of the text if not told. One of whole paragraphs, with their line
            feeds, has the lines that it has in the whole.
    """
    done, stop = part or (0, len(text))
    if odd is None:
        odd = odd_paragraphs(text, part)
    narrow = narrow_lines(width, spaced).finditer
    starts: list[int] = []
    for start, end in odd:
        if start > done:
            starts.extend([match.start() for match in narrow(text, done, start)])
        if spaced and _wants_space(text, start):
            starts.append(start)
        starts.extend(_wide_lines(text[start:end], start, width))
        done = end + 1
    if done < stop:
        starts.extend([match.start() for match in narrow(text, done, stop)])
    return starts or [0]


def odd_paragraphs(text: str, part: Span | None = None) -> list[Span]:
    """The paragraphs, without line feeds, that hold a character not exactly one cell wide.

    Args:
        text: All of it.
        part: Where to look; all of the text if not told.
    """
    done, stop = part or (0, len(text))
    # The exact expression takes as long to compile as a first paint, and most texts are plain.
    if PLAIN.fullmatch(text, done, stop):
        return []
    found, search = [], odd_character().search
    while match := search(text, done, stop):
        start = max(done, text.rfind("\n", done, match.start()) + 1)
        end = text.find("\n", match.start(), stop)
        end = stop if end < 0 else end
        found.append(Span(start, end))
        done = end + 1
    return found


def _wants_space(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if len(before) < 2 or before[0].isspace() or before[1] != "\n":
        return False
    end = text.find("\n", start)
    return not text[start : None if end < 0 else end].isspace()


def _wide_lines(paragraph: str, base: int, width: int) -> list[int]:
    """The line starts of one paragraph, by the cells of each of its characters.

    On a paragraph of narrow characters it finds the lines that the expression finds.
    """
    widths = list(map(WIDTHS.__getitem__, paragraph))
    reached = list(accumulate(widths, initial=0))
    total, size = reached[-1], len(paragraph)
    longest = most_of_a_line(width)
    starts, start = [base], 0
    while total - reached[start] > width or size - start > longest:
        fits = bisect_right(reached, reached[start] + width, start) - 1
        fits = min(max(fits, start + 1), start + longest)
        if fits >= size:
            break
        start = _next_start(paragraph, widths, start, fits)
        if start >= size:
            break
        starts.append(base + start)
    return starts


def most_of_a_line(width: int) -> int:
    """The code points that a line may hold: endless combining marks take no cells, but must end."""
    return 16 * width + 64


def _next_start(paragraph: str, widths: list[int], start: int, fits: int) -> int:
    """Where the line after ``[start, fits)`` begins, ``fits`` being the most that fits."""
    size = len(paragraph)
    for cut in range(fits, start, -1):
        if paragraph[cut] == " " and (cut + 1 == size or widths[cut + 1]):
            return cut + 1
        before, after = paragraph[cut - 1], paragraph[cut]
        if (
            (widths[cut - 1] == 2 or widths[cut] == 2)
            and widths[cut]
            and after not in _NO_START
            and before not in _NO_END
        ):
            return cut
    cut = fits
    while cut > start and not widths[cut]:
        cut -= 1
    return cut if cut > start else fits

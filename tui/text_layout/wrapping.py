"""Wrapping of a text to lines of a width in cells.

Lines are a list of the offsets at which they start, in code points. A line is the text up to the
start of the next one; one space, a line feed or both at its end are not drawn. An empty line
between two paragraphs starts where the next line starts, so it holds no character, and
``bisect_right`` over the starts finds the line of every character.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.model import Span
from tui.text_layout.ascii_wrapping import ONE_CELL_TEXT, line_pattern
from tui.text_layout.cell_sanitizer import CELL_WIDTHS, irregular_width

_NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}"
)
_NEVER_LAST = frozenset("（「『【〔〈《‘“([{")


def wrap(
    text: str,
    width: int,
    irregular: list[Span] | None = None,
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
        irregular: The paragraphs found by `irregular_paragraphs`, if they are known already.
        spaced: Whether to add an empty line between paragraphs that have none.
        part: What to wrap; all of the text by default. Whole paragraphs with their line feeds
            have the same lines alone and in the text.
    """
    done, stop = part or (0, len(text))
    if irregular is None:
        irregular = irregular_paragraphs(text, part)
    lines = line_pattern(width, spaced).finditer
    starts: list[int] = []
    for start, end in irregular:
        if start > done:
            starts.extend([match.start() for match in lines(text, done, start)])
        if spaced and _needs_spacing_before(text, start):
            starts.append(start)
        starts.extend(_lines_by_width(text[start:end], start, width))
        done = end + 1
    if done < stop:
        starts.extend([match.start() for match in lines(text, done, stop)])
    return starts or [0]


def irregular_paragraphs(text: str, part: Span | None = None) -> list[Span]:
    """The paragraphs, without line feeds, that hold a character not exactly one cell wide.

    Args:
        text: All of it.
        part: Where to look; all of the text by default.
    """
    done, stop = part or (0, len(text))
    # The exact pattern takes as long to compile as a first paint, and most texts need none.
    if ONE_CELL_TEXT.fullmatch(text, done, stop):
        return []
    paragraphs, search = [], irregular_width().search
    while match := search(text, done, stop):
        start = max(done, text.rfind("\n", done, match.start()) + 1)
        end = text.find("\n", match.start(), stop)
        end = stop if end < 0 else end
        paragraphs.append(Span(start, end))
        done = end + 1
    return paragraphs


def _needs_spacing_before(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if len(before) < 2 or before[0].isspace() or before[1] != "\n":
        return False
    end = text.find("\n", start)
    return not text[start : None if end < 0 else end].isspace()


def _lines_by_width(paragraph: str, base: int, width: int) -> list[int]:
    """The line starts of one paragraph, by the cells of each of its characters.

    For a paragraph of narrow characters it finds the lines that the pattern finds.
    """
    widths = list(map(CELL_WIDTHS.__getitem__, paragraph))
    ends = list(accumulate(widths, initial=0))
    total, size = ends[-1], len(paragraph)
    longest = longest_line(width)
    starts, start = [base], 0
    while total - ends[start] > width or size - start > longest:
        fits = bisect_right(ends, ends[start] + width, start) - 1
        fits = min(max(fits, start + 1), start + longest)
        if fits >= size:
            break
        start = _next_start(paragraph, widths, start, fits)
        if start >= size:
            break
        starts.append(base + start)
    return starts


def longest_line(width: int) -> int:
    """The most code points of a line of ``width`` cells; combining marks take no cells."""
    return 16 * width + 64


def _next_start(paragraph: str, widths: list[int], start: int, fits: int) -> int:
    """The start of the line after the one at ``start``; at most ``fits``, where the width ends."""
    size = len(paragraph)
    for cut in range(fits, start, -1):
        if paragraph[cut] == " " and (cut + 1 == size or widths[cut + 1]):
            return cut + 1
        before, after = paragraph[cut - 1], paragraph[cut]
        if (
            (widths[cut - 1] == 2 or widths[cut] == 2)
            and widths[cut]
            and after not in _NEVER_FIRST
            and before not in _NEVER_LAST
        ):
            return cut
    cut = fits
    while cut > start and not widths[cut]:
        cut -= 1
    return cut if cut > start else fits

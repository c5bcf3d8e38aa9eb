"""Seconds from a key or a resize to the last byte of the response."""

from __future__ import annotations

from benchmarks import peers
from benchmarks.measurements import Series, by_name, run_alternately
from benchmarks.peers import Peer
from benchmarks.rows.row import Context, Row, ratio_of
from benchmarks.terminal import COLUMNS, Response
from benchmarks.terminal import ROWS as WINDOW_ROWS

FRAME = 1 / 60
"""Seconds."""
PAGES = 20
LOW_WINDOW = 14
"""Rows of a window in which 800 words are several pages."""


def measure_pages(peer: Peer) -> dict[str, list[float]]:
    """Successive pages."""
    with peer.start_and_wait() as terminal:
        return _by_quantity("page", [terminal.press(peer.page_key) for _ in range(PAGES)])


def measure_all(peer: Peer) -> dict[str, list[float]]:
    """Pages, cursor moves, tags with their undo, and resizes."""
    with peer.start_and_wait() as terminal:
        pages = [terminal.press(peer.page_key) for _ in range(PAGES)]
        keys = "jk" * 10 if peer.sample else "j" * 20
        moves = [terminal.press(key) for key in keys]
        measured = {**_by_quantity("page", pages), **_by_quantity("move", moves)}
        if peer.sample:
            tags = [(terminal.press("1"), terminal.press("u")) for _ in range(8)]
            measured |= _by_quantity("tag", [tag for tag, _ in tags])
            measured |= _by_quantity("undo", [undo for _, undo in tags])
        widths = (COLUMNS + 10, COLUMNS) * 3
        resizes = [terminal.resize(width, WINDOW_ROWS) for width in widths]
        return measured | _by_quantity("resize", resizes)


def measure_low_pages(peer: Peer) -> dict[str, list[float]]:
    """Some pages in a low window."""
    with peer.start_and_wait(rows=LOW_WINDOW) as terminal:
        return _by_quantity("page", [terminal.press(peer.page_key) for _ in range(5)])


def measure_launch_and_pages(peer: Peer) -> dict[str, list[float]]:
    """Launch and some pages of a program that needs seconds for them."""
    with peer.start() as terminal:
        first = terminal.wait_for(peer.first_text)
        terminal.wait_for(peer.painted_text)
        terminal.wait_until_quiet(0.5)
        pages = [terminal.press(peer.page_key) for _ in range(6)]
        return {"first": [first], **_by_quantity("page", pages)}


def compare_with_floor(context: Context) -> Series:
    """Pullquote with the book, and the floor."""
    return run_alternately(
        by_name([peers.pullquote(context.book), peers.FLOOR]), measure_all, rounds=3
    )


def compare_with_pagers(context: Context) -> Series:
    """The book in Pullquote, less and vim."""
    programs = [peers.pullquote(context.book), peers.less(context.book), peers.vim(context.book)]
    return run_alternately(by_name(programs), measure_pages, rounds=3)


def compare_samples(context: Context) -> Series:
    """Pullquote with the article and with the book."""
    ours = [peers.pullquote(context.article), peers.pullquote(context.book)]
    return run_alternately(by_name(ours), measure_low_pages, rounds=3)


def compare_with_widgets(context: Context) -> Series:
    """The book in Pullquote and in widgets of Textual."""
    programs = [
        peers.pullquote(context.book),
        peers.text_area(context.book),
        peers.static(context.book),
    ]
    return run_alternately(by_name(programs), measure_launch_and_pages, rounds=1)


def _by_quantity(quantity: str, responses: list[Response]) -> dict[str, list[float]]:
    return {
        quantity: [response.last for response in responses],
        f"{quantity} bytes": [float(response.size) for response in responses],
    }


BOOK = "pullquote book"
ROWS = (
    Row(
        "PageDown, 3 MB", "Textual floor", 2.5,
        ratio_of(compare_with_floor, BOOK, "floor", "page"),
    ),
    Row(
        "PageDown, 3 MB", "less", 6,
        ratio_of(compare_with_pagers, BOOK, "less", "page"),
    ),
    Row(
        "PageDown, 3 MB", "vim -R", 10,
        ratio_of(compare_with_pagers, BOOK, "vim", "page"),
    ),
    Row(
        "PageDown, 3 MB, 95th percentile", "a frame of 60 Hz", 1,
        lambda context: context.result(compare_with_floor).percentile_95(BOOK, "page") / FRAME,
    ),
    Row(
        "PageDown, 3 MB", "the same, article", 1.3,
        ratio_of(compare_samples, BOOK, "pullquote article", "page"),
    ),
    Row(
        "cursor move, 3 MB", "floor's one line", 1.6,
        ratio_of(compare_with_floor, BOOK, "floor", "move"),
    ),
    Row(
        "bytes of a cursor move, 3 MB", "bytes of a page", 1 / 8,
        ratio_of(compare_with_floor, BOOK, BOOK, "move bytes", "page bytes"),
    ),
    Row(
        "tag, 3 MB, 10,000 annotations", "floor's one line", 1.6,
        ratio_of(compare_with_floor, BOOK, "floor", "tag", "move"),
    ),
    Row(
        "undo, 3 MB, 10,000 annotations", "floor's one line", 1.6,
        ratio_of(compare_with_floor, BOOK, "floor", "undo", "move"),
    ),
    Row(
        "resize, 3 MB, to the last byte", "Textual floor", 2,
        ratio_of(compare_with_floor, BOOK, "floor", "resize"),
    ),
    Row(
        "launch to first text, 3 MB", "Textual TextArea", 1 / 2,
        ratio_of(compare_with_widgets, BOOK, "TextArea", "first"),
    ),
    Row(
        "PageDown, 3 MB", "Textual TextArea", 1 / 10,
        ratio_of(compare_with_widgets, BOOK, "TextArea", "page"),
    ),
    Row(
        "launch to first text, 3 MB", "one Textual Static", 1 / 10,
        ratio_of(compare_with_widgets, BOOK, "Static", "first"),
    ),
)  # fmt: skip

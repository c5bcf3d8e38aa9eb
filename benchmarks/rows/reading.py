"""Turning pages, moving, tagging, resizing: key to the last byte that it brings."""

from __future__ import annotations

from benchmarks import peers
from benchmarks.measuring import Series, by_name, take_turns
from benchmarks.peers import Peer
from benchmarks.rows.row import Lab, Row
from benchmarks.terminal import COLUMNS, Echo, Terminal
from benchmarks.terminal import ROWS as LINES

FRAME = 1 / 60
PAGES = 20
LOW = 14
"""Lines of a window so low that 800 words are several pages."""


def pages(peer: Peer) -> dict[str, list[float]]:
    """One page after the other, none seen before."""
    with peer.ready() as terminal:
        return _named("page", [terminal.press(peer.page) for _ in range(PAGES)])


def everything(peer: Peer) -> dict[str, list[float]]:
    """Pages, then moves to and fro, then tags and their undoing, then other sizes."""
    with peer.ready() as terminal:
        turned = [terminal.press(peer.page) for _ in range(PAGES)]
        steps = [terminal.press(key) for key in "jk" * 10] if peer.sample else _lines(terminal)
        measured = {**_named("page", turned), **_named("move", steps)}
        if peer.sample:
            tags = [(terminal.press("1"), terminal.press("u")) for _ in range(8)]
            measured |= _named("tag", [tag for tag, _ in tags])
            measured |= _named("undo", [undo for _, undo in tags])
        widths = (COLUMNS + 10, COLUMNS) * 3
        sizes = [terminal.resize(width, LINES) for width in widths]
        return measured | _named("resize", sizes)


def low_pages(peer: Peer) -> dict[str, list[float]]:
    """A few pages in a low window."""
    with peer.ready(rows=LOW) as terminal:
        return _named("page", [terminal.press(peer.page) for _ in range(5)])


def slow_pages(peer: Peer) -> dict[str, list[float]]:
    """Launch and some pages of a reader that needs seconds."""
    with peer.start() as terminal:
        first = terminal.wait_for(peer.opening)
        terminal.wait_for(peer.shows)
        terminal.settle(0.5)
        turned = [terminal.press(peer.page) for _ in range(6)]
        return {"first": [first], **_named("page", turned)}


def book(lab: Lab) -> Series:
    """The book, the floor, and what is not built on Textual."""
    return take_turns(by_name([peers.pullquote(lab.book), peers.FLOOR]), everything, rounds=3)


def pagers(lab: Lab) -> Series:
    """The book in the programs that every reader of texts knows."""
    rivals = [peers.pullquote(lab.book), peers.less(lab.book), peers.vim(lab.book)]
    return take_turns(by_name(rivals), pages, rounds=3)


def sizes(lab: Lab) -> Series:
    """The article and the book."""
    ours = [peers.pullquote(lab.article), peers.pullquote(lab.book)]
    return take_turns(by_name(ours), low_pages, rounds=3)


def widgets(lab: Lab) -> Series:
    """The book in Textual's own widgets."""
    rivals = [peers.pullquote(lab.book), peers.text_area(lab.book), peers.static(lab.book)]
    return take_turns(by_name(rivals), slow_pages, rounds=1)


def _lines(terminal: Terminal) -> list[Echo]:
    return [terminal.press("j") for _ in range(20)]


def _named(what: str, echoes: list[Echo]) -> dict[str, list[float]]:
    return {
        what: [echo.last for echo in echoes],
        f"{what} bytes": [float(echo.size) for echo in echoes],
    }


BOOK = "pullquote book"
ROWS = (
    Row(
        "PageDown, 3 MB", "Textual floor", 2.5,
        lambda lab: lab.result(book).ratio(BOOK, "floor", "page"),
    ),
    Row(
        "PageDown, 3 MB", "less", 6,
        lambda lab: lab.result(pagers).ratio(BOOK, "less", "page"),
    ),
    Row(
        "PageDown, 3 MB", "vim -R", 10,
        lambda lab: lab.result(pagers).ratio(BOOK, "vim", "page"),
    ),
    Row(
        "PageDown, 3 MB, 95th percentile", "a frame of 60 Hz", 1,
        lambda lab: lab.result(book).worst(BOOK, "page") / FRAME,
    ),
    Row(
        "PageDown, 3 MB", "the same, article", 1.3,
        lambda lab: lab.result(sizes).ratio(BOOK, "pullquote article", "page"),
    ),
    Row(
        "cursor move, 3 MB", "floor's one line", 1.6,
        lambda lab: lab.result(book).ratio(BOOK, "floor", "move"),
    ),
    Row(
        "bytes of a cursor move, 3 MB", "bytes of a page", 1 / 8,
        lambda lab: lab.result(book).ratio(BOOK, BOOK, "move bytes", "page bytes"),
    ),
    Row(
        "tag, 3 MB, 10,000 annotations", "floor's one line", 1.6,
        lambda lab: lab.result(book).ratio(BOOK, "floor", "tag", "move"),
    ),
    Row(
        "undo, 3 MB, 10,000 annotations", "floor's one line", 1.6,
        lambda lab: lab.result(book).ratio(BOOK, "floor", "undo", "move"),
    ),
    Row(
        "resize, 3 MB, to the last byte", "Textual floor", 2,
        lambda lab: lab.result(book).ratio(BOOK, "floor", "resize"),
    ),
    Row(
        "launch to first text, 3 MB", "Textual TextArea", 1 / 2,
        lambda lab: lab.result(widgets).ratio(BOOK, "TextArea", "first"),
    ),
    Row(
        "PageDown, 3 MB", "Textual TextArea", 1 / 10,
        lambda lab: lab.result(widgets).ratio(BOOK, "TextArea", "page"),
    ),
    Row(
        "launch to first text, 3 MB", "one Textual Static", 1 / 10,
        lambda lab: lab.result(widgets).ratio(BOOK, "Static", "first"),
    ),
)  # fmt: skip

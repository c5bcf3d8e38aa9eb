"""From the Enter key to a text that can be read, and then used."""

from __future__ import annotations

from benchmarks import peers
from benchmarks.measuring import Series, by_name, take_turns
from benchmarks.peers import Peer
from benchmarks.rows.row import Lab, Row


def launch(peer: Peer) -> dict[str, list[float]]:
    """Seconds to the first words, and to the answer to the first key; megabytes after that."""
    with peer.start() as terminal:
        first = terminal.wait_for(peer.opening)
        terminal.wait_for(peer.shows)
        interactive = first
        if peer.answers:
            since = len(terminal.output)
            terminal.send("j")
            interactive = terminal.wait_for(peer.answers, since=since)
        terminal.settle(0.5)  # what is read beside the screen is part of it
        return {"first": [first], "interactive": [interactive], "memory": [terminal.memory()]}


def launches(lab: Lab) -> Series:
    """An empty app, the article and the book."""
    ours = [peers.pullquote(lab.article), peers.pullquote(lab.report), peers.pullquote(lab.book)]
    return take_turns(by_name([peers.HELLO, *ours]), launch, rounds=5)


ROWS = (
    Row(
        "launch to the first readable line, article",
        "empty Textual app",
        0.15,
        lambda lab: lab.result(launches).ratio("pullquote article", "hello", "first"),
    ),
    Row(
        "launch to interactive, article",
        "empty Textual app",
        1.25,
        lambda lab: lab.result(launches).ratio("pullquote article", "hello", "interactive"),
    ),
    Row(
        "launch to interactive, 300 KB",
        "empty Textual app",
        1.25,
        lambda lab: lab.result(launches).ratio("pullquote report", "hello", "interactive"),
    ),
    Row(
        "launch to interactive, 3 MB",
        "empty Textual app",
        1.5,
        lambda lab: lab.result(launches).ratio("pullquote book", "hello", "interactive"),
    ),
    Row(
        "memory with 3 MB open",
        "empty Textual app",
        1.8,
        lambda lab: lab.result(launches).ratio("pullquote book", "hello", "memory"),
    ),
)

"""The time from starting a program to its first text and to its first response."""

from __future__ import annotations

from benchmarks import peers
from benchmarks.measurements import Series, by_name, run_alternately
from benchmarks.peers import Peer
from benchmarks.rows.row import Context, Row, ratio_of


def measure_launch(peer: Peer) -> dict[str, list[float]]:
    """Seconds to the first text and to the response to the first key; then its memory in MiB."""
    with peer.start() as terminal:
        first = terminal.wait_for(peer.first_text)
        terminal.wait_for(peer.painted_text)
        interactive = first
        if peer.reply_to_j:
            since = len(terminal.output)
            terminal.send("j")
            interactive = terminal.wait_for(peer.reply_to_j, since=since)
        terminal.wait_until_quiet(0.5)  # it goes on loading in the background
        return {
            "first": [first],
            "interactive": [interactive],
            "memory": [terminal.resident_megabytes()],
        }


def compare_launches(context: Context) -> Series:
    """Pullquote with each sample, and an empty app."""
    ours = [
        peers.pullquote(context.article),
        peers.pullquote(context.report),
        peers.pullquote(context.book),
    ]
    return run_alternately(by_name([peers.HELLO, *ours]), measure_launch, rounds=5)


ROWS = (
    Row(
        "launch to the first readable line, article",
        "empty Textual app",
        0.15,
        ratio_of(compare_launches, "pullquote article", "hello", "first"),
    ),
    Row(
        "launch to interactive, article",
        "empty Textual app",
        1.25,
        ratio_of(compare_launches, "pullquote article", "hello", "interactive"),
    ),
    Row(
        "launch to interactive, 300 KB",
        "empty Textual app",
        1.25,
        ratio_of(compare_launches, "pullquote report", "hello", "interactive"),
    ),
    Row(
        "launch to interactive, 3 MB",
        "empty Textual app",
        1.5,
        ratio_of(compare_launches, "pullquote book", "hello", "interactive"),
    ),
    Row(
        "memory with 3 MB open",
        "empty Textual app",
        1.8,
        ratio_of(compare_launches, "pullquote book", "hello", "memory"),
    ),
)

"""The worker process: ``python -m tui.analysis.workers.worker_main ANALYSER [READ:WRITE ...]``.

It answers the requests on stdin with messages on stdout (see `protocol`) and ends with its stdin.
With pairs of open file descriptors it loads the model once and forks a process for each pair, which
uses them instead of stdin and stdout.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Iterable
from itertools import chain
from typing import TextIO

from tui.analysis import ANALYSERS, Analyser
from tui.analysis.analyser_selection import analyser_for_text
from tui.analysis.serialization import Json, analysis_to_json
from tui.analysis.workers.protocol import encode_message
from tui.errors import PullquoteError
from tui.model import Article

RequestQueue = queue.SimpleQueue[str]
"""Requests that wait, as lines; an empty line after the last."""


def answer(request: Json, analyser: Analyser, out: TextIO, waiting: RequestQueue) -> None:
    """Write the growing findings of one request; stop when a newer request waits."""
    number = request["id"]
    article = Article(id="", text=request["text"], title="")
    latest = None
    selected = analyser_for_text(analyser, article.text)
    for partial in selected.stream(article, request["offset"]):
        if not waiting.empty():
            return
        if partial is not None:
            if latest is not None:
                _write(out, {"id": number, "kind": "partial", **latest})
            latest = {
                "analysis": analysis_to_json(partial.analysis),
                "read": list(partial.analysed_span),
            }
    _write(out, {"id": number, "kind": "done", **(latest or {})})


def serve(analyser: Analyser, requests: TextIO, out: TextIO) -> None:
    """Answer requests until ``requests`` ends."""
    _write(out, {"kind": "ready", "pid": os.getpid()})
    waiting: RequestQueue = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests, waiting), daemon=True).start()
    while line := waiting.get():
        request = json.loads(line)
        try:
            answer(request, analyser, out, waiting)
        except PullquoteError as error:
            _write(out, {"id": request["id"], "kind": "error", "message": str(error)})


def _read_requests(requests: TextIO, waiting: RequestQueue) -> None:
    """Queue the requests, so that a newer one is seen while another is answered."""
    for line in requests:
        waiting.put(line)
    waiting.put("")


def _write(out: TextIO, message: Json) -> None:
    out.write(encode_message(message))
    out.flush()


def _fork(analyser: Analyser, pairs: list[tuple[int, int]]) -> None:
    """Serve every pair of file descriptors in a child process, and wait for all of them."""
    for pair in pairs:
        if os.fork() == 0:
            _close(other for other in pairs if other != pair)
            read_end, write_end = pair
            serve(analyser, os.fdopen(read_end, encoding="ascii"), os.fdopen(write_end, "w"))
            return
    _close(pairs)
    for _ in pairs:
        os.wait()
    os._exit(0)


def _close(pairs: Iterable[tuple[int, int]]) -> None:
    for descriptor in chain.from_iterable(pairs):
        os.close(descriptor)


def main(arguments: list[str]) -> None:
    """Serve the analyser named by the first argument."""
    out = sys.stdout
    # Output of a library must not mix with the messages.
    sys.stdout = sys.stderr
    analyser_name, *descriptors = arguments
    pairs = [
        (int(read_end), int(write_end))
        for read_end, write_end in (pair.split(":") for pair in descriptors)
    ]
    try:
        analyser = ANALYSERS.get(analyser_name)
        analyser.preload()
    except PullquoteError as error:
        group_outs: list[TextIO] = [os.fdopen(write_end, "w") for _, write_end in pairs]
        for stream in group_outs or [out]:
            _write(stream, {"kind": "error", "message": str(error)})
        return
    try:
        if pairs:
            _fork(analyser, pairs)
        else:
            serve(analyser, sys.stdin, out)
    except (BrokenPipeError, KeyboardInterrupt):
        # Not sys.exit: the thread that reads requests may hold a lock that the exit would wait for.
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

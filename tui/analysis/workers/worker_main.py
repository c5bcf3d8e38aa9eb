"""The analysing process: ``python -m tui.analysis.workers.worker_main ANALYSER [READ:WRITE ...]``.

A line on stdin is a request, ``{"id": number, "text": text, "offset": first looked at}``; lines on
stdout answer it with ``{"id", "kind": "partial", "analysis", "read": [start, end]}``, at last
``{"id", "kind": "done", "analysis"}``, or ``{"id", "kind": "error", "message"}``. A newer request
ends the one before it, which is not answered any further. The first line says ``{"kind": "ready",
"pid": process id}`` once the model is loaded. The process ends with its stdin.

With pairs of open file descriptors it loads the model once and forks a process for each pair, which
serves them in the place of stdin and stdout.
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
from tui.analysis.analyser_selection import fitting
from tui.analysis.serialization import Json, analysis_to_json
from tui.errors import PullquoteError
from tui.model import Article

Lines = queue.SimpleQueue[str]


def answer(request: Json, named: Analyser, out: TextIO, waiting: Lines) -> None:
    """Write the growing findings of one request, the last of them as done."""
    number = request["id"]
    article = Article(id="", text=request["text"], title="")
    latest = None
    for view in fitting(named, article.text).stream(article, request["offset"]):
        if not waiting.empty():
            return
        if view is not None:
            if latest is not None:
                _write(out, {"id": number, "kind": "partial", **latest})
            latest = {"analysis": analysis_to_json(view.analysis), "read": list(view.read)}
    _write(out, {"id": number, "kind": "done", **(latest or {})})


def serve(analyser: Analyser, requests: TextIO, out: TextIO) -> None:
    """Answer requests until there are no more."""
    _write(out, {"kind": "ready", "pid": os.getpid()})
    waiting: Lines = queue.SimpleQueue()
    threading.Thread(target=_collect, args=(requests, waiting), daemon=True).start()
    while line := waiting.get():
        request = json.loads(line)
        try:
            answer(request, analyser, out, waiting)
        except PullquoteError as error:
            _write(out, {"id": request["id"], "kind": "error", "message": str(error)})


def _collect(requests: TextIO, waiting: Lines) -> None:
    """Take requests while another is answered; an empty line is the end."""
    for line in requests:
        waiting.put(line)
    waiting.put("")


def _write(out: TextIO, message: Json) -> None:
    out.write(json.dumps(message, separators=(",", ":")) + "\n")
    out.flush()


def _fork(analyser: Analyser, pairs: list[tuple[int, int]]) -> None:
    """Serve every pair of descriptors in a process of its own, until the last of them ends."""
    for pair in pairs:
        if os.fork() == 0:
            _close(others for others in pairs if others != pair)
            reading, writing = pair
            serve(analyser, os.fdopen(reading, encoding="ascii"), os.fdopen(writing, "w"))
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
    # A library that prints must not break the protocol.
    sys.stdout = sys.stderr
    name, *ends = arguments
    pairs = [(int(reading), int(writing)) for reading, writing in (end.split(":") for end in ends)]
    try:
        analyser = ANALYSERS.get(name)
        analyser.warm()
    except PullquoteError as error:
        outs: list[TextIO] = [os.fdopen(writing, "w") for _, writing in pairs]
        for stream in outs or [out]:
            _write(stream, {"kind": "error", "message": str(error)})
        return
    try:
        if pairs:
            _fork(analyser, pairs)
        else:
            serve(analyser, sys.stdin, out)
    except (BrokenPipeError, KeyboardInterrupt):
        # The thread that waits for requests may hold what the interpreter would clean up.
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

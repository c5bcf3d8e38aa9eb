"""The analysing process: ``python -m tui.analysis.worker ANALYSER``.

A line on stdin is a request, ``{"id": number, "text": text}``; lines on stdout answer it with
``{"id", "kind": "partial" or "done", "analysis"}`` or ``{"id", "kind": "error", "message"}``. The
first line says ``{"kind": "ready"}`` once the model is loaded. The process ends with its stdin.
"""

from __future__ import annotations

import json
import sys
from typing import TextIO

from tui.analysis import ANALYSERS, Analyser
from tui.analysis.wire import Json, analysis_to_json
from tui.errors import PullquoteError
from tui.model import Article


def answer(request: Json, analyser: Analyser, out: TextIO) -> None:
    """Write the growing findings of one request, the last of them as done."""
    number = request["id"]
    article = Article(id="", text=request["text"], title="")
    latest = None
    for analysis in analyser.stream(article):
        if latest is not None:
            _write(out, {"id": number, "kind": "partial", "analysis": latest})
        latest = analysis_to_json(analysis)
    _write(out, {"id": number, "kind": "done", "analysis": latest})


def serve(analyser: Analyser, requests: TextIO, out: TextIO) -> None:
    """Answer requests until there are no more."""
    try:
        analyser.warm()
    except PullquoteError as error:
        _write(out, {"kind": "error", "message": str(error)})
        return
    _write(out, {"kind": "ready"})
    for line in requests:
        request = json.loads(line)
        try:
            answer(request, analyser, out)
        except PullquoteError as error:
            _write(out, {"id": request["id"], "kind": "error", "message": str(error)})


def _write(out: TextIO, message: Json) -> None:
    out.write(json.dumps(message, separators=(",", ":")) + "\n")
    out.flush()


def main(arguments: list[str]) -> None:
    """Serve the analyser named by the only argument."""
    out = sys.stdout
    # A library that prints must not break the protocol.
    sys.stdout = sys.stderr
    try:
        serve(ANALYSERS.get(arguments[0]), sys.stdin, out)
    except PullquoteError as error:
        _write(out, {"kind": "error", "message": str(error)})
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

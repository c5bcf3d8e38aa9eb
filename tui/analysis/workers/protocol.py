"""The messages between Pullquote and its worker processes: JSON objects, one per line.

A request is ``{"id": number, "text": text, "offset": code points}``; the text around the offset is
analysed first. The worker answers with any number of ``{"id", "kind": "partial", "analysis",
"read": [start, end]}`` and one ``{"id", "kind": "done", "analysis", "read"}``, or with ``{"id",
"kind": "error", "message"}``. A newer request cancels the one before, whose answers stop. The first
message of a worker is ``{"kind": "ready", "pid": process id}`` once the model is loaded, or
``{"kind": "error", "message"}`` without an id if it cannot be.
"""

from __future__ import annotations

from tui.analysis.serialization import Json


class WorkerError(Exception):
    """A worker process failed; the message completes the sentence "The analysing process ..."."""


def encode_message(message: Json) -> str:
    """The message as one line of ASCII, with its line end."""
    # Imported late: the app imports this module when it starts, and sends its first message later.
    import json

    return json.dumps(message, separators=(",", ":")) + "\n"
